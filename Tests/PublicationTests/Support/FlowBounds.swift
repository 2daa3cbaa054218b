import TrafficStore

/// The least and the most that hidden counts can be, given all sums.
///
/// Each hidden count is an edge between its window and its part; parts of which no sum is known are one node. The counts
/// are a flow: any other counts with the same sums are had from them by sending something around circles (Ford and
/// Fulkerson). As sums are whole numbers, so are the bounds.
struct FlowBounds {
  private struct Edge {
    var from: Int
    var to: Int
    var flow: Int64
    let most: Int64
  }
  private var edges: [Edge] = []
  private var edgesOf: [Int: [Int]] = [:]

  /// - Parameter sums: The parts of which the sum is known.
  init(_ site: QuietSite, hidden: [[Bool]], sums: Set<Int>) {
    let (windows, others) = (site.counts.count, -1)
    for (window, row) in site.counts.enumerated() {
      for part in row.indices where hidden[window][part] && row[part] > 0 {
        edges.append(
          Edge(
            from: window, to: sums.contains(part) ? windows + part : others, flow: row[part],
            most: row[part] < site.threshold.least ? site.threshold.least - 1 : .max))
      }
    }
    for (number, edge) in edges.enumerated() {
      edgesOf[edge.from, default: []].append(number)
      edgesOf[edge.to, default: []].append(number)
    }
  }

  /// How far apart the least and the most of each count are that is too small, up to the width that is enough.
  func intervals(_ threshold: Threshold) -> [Int64] {
    edges.indices.filter { edges[$0].flow < threshold.least }.map { number in
      reach(of: number, up: true, threshold.width) + reach(of: number, up: false, threshold.width)
    }
  }

  private func reach(of number: Int, up: Bool, _ enough: Int64) -> Int64 {
    var other = self
    var reach: Int64 = 0
    while reach < enough, other.step(number, up: up) { reach += 1 }
    return reach
  }

  /// Makes one count one more or less, and others on a circle through it.
  private mutating func step(_ number: Int, up: Bool) -> Bool {
    let edge = edges[number]
    guard up ? edge.flow < edge.most : edge.flow > 1 else { return false }
    // More from the window to the part must come back from the part to the window.
    let (start, goal) = up ? (edge.to, edge.from) : (edge.from, edge.to)
    var cameBy: [Int: Int] = [start: -1]
    var queue = [start]
    while let node = queue.popLast(), cameBy[goal] == nil {
      for next in edgesOf[node]! where next != number {
        let isForward = edges[next].from == node
        let target = isForward ? edges[next].to : edges[next].from
        let isPossible =
          isForward
          ? edges[next].flow < edges[next].most : edges[next].flow > 1
        if isPossible, cameBy[target] == nil {
          cameBy[target] = next
          queue.append(target)
        }
      }
    }
    guard cameBy[goal] != nil else { return false }
    var node = goal
    while node != start, let by = cameBy[node] {
      let isForward = edges[by].to == node
      edges[by].flow += isForward ? 1 : -1
      node = isForward ? edges[by].from : edges[by].to
    }
    edges[number].flow += up ? 1 : -1
    return true
  }
}
