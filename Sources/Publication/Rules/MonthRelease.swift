import TrafficStore

/// Which parts' hidden counts of a month may be known as one sum, once the month is over.
///
/// A page that has three views a week is hidden in each of them, and has twelve in a month. Each hidden count then
/// stands in two sums: that of its window, and that of its part. The choice of the sums must tell no more than they
/// do. So it depends on nothing but what the reader then knows: which counts are hidden, and the sums. He may think
/// of a part's sum as spread over its windows so that each of them keeps as much room as the others, and of each of its
/// counts as somewhat more or less than that. A sum may be known if
///
/// - in all its windows every hidden count may be too small (``HiddenCounts/areOpen``), so that nothing had to be
///   hidden for the sake of a large one,
/// - it leaves its own counts open, were the windows not known, and
/// - what remains of each of its windows, when the sum is spread, are two or more counts that leave each other open.
///
/// Parts are tried one after the other: first those that are hidden in most windows, which the reader knows. That a
/// part was tried and its sum is not released tells something, too: it is very low or very high. Therefore a little
/// more is asked for than the width needs (``margin``).
struct MonthRelease {
  let threshold: Threshold

  /// A hidden cell, and the number of the sum that it is hidden in.
  struct HiddenCell {
    var sum: Int64
    var cell: Cell
  }

  /// By how much sums may be more or less, and still leave all open.
  private var margin: Int64 { (threshold.width + 1) / 2 }

  /// The sums that may be known, a cell each.
  ///
  /// - Parameter cells: The hidden cells of a month, of one group.
  /// - Complexity: O(*n* log *n*) for *n* cells in a fixed number of windows.
  func sums(_ cells: [HiddenCell]) -> [Cell] {
    var parts: [Int64: [HiddenCell]] = [:]
    var windows: [Int64: HiddenCounts] = [:]
    var corrected: Set<Int64> = []
    for hidden in cells where hidden.cell.value != 0 {
      windows[hidden.sum, default: HiddenCounts(threshold)].add(hidden.cell.value)
      if hidden.cell.value < 0 { corrected.insert(hidden.sum) }
      if hidden.cell.key != Cell.rest { parts[hidden.cell.key, default: []].append(hidden) }
    }
    windows = windows.filter {
      $0.value.areOpen && threshold.allows($0.value.sum) && !corrected.contains($0.key)
    }
    var released: [Cell] = []
    for (_, part) in parts.sorted(by: {
      ($0.value.count, $1.key) > ($1.value.count, $0.key)
    }) {
      let left = part.compactMap { windows[$0.sum] }
      let sum = sum(of: part.map(\.cell))
      guard left.count == part.count, mayBeKnown(sum, of: part.count) else { continue }
      let remaining = spread(sum.value, over: left)
      guard remaining.allSatisfy({ $0.count > 1 && $0.areOpen(with: margin) }) else { continue }
      for (hidden, counts) in zip(part, remaining) { windows[hidden.sum] = counts }
      released.append(sum)
    }
    return released
  }

  /// Whether a sum leaves its own counts open, and the visitors behind them.
  private func mayBeKnown(_ sum: Cell, of count: Int) -> Bool {
    let isOpen = HiddenCounts(count: Int64(count), sum: sum.value, threshold).areOpen(with: margin)
    guard isOpen, threshold.allows(sum.value) else { return false }
    // There are no more of them than counts, so that only few can be told.
    return sum.visitors == 0
      || threshold.allows(sum.visitors) && sum.visitors - Int64(count) >= threshold.width
  }

  /// What remains of some windows if a part has so much in all of them together: one at least and less than the
  /// threshold in each, the more where there is more.
  private func spread(_ sum: Int64, over windows: [HiddenCounts]) -> [HiddenCounts] {
    let most = threshold.least - 1
    var shares = windows.map { _ in Int64(1) }
    var more = sum - Int64(windows.count)
    while more > 0 {
      let place = windows.indices.filter { shares[$0] < most }.max {
        windows[$0].mean(without: shares[$0], isLessThan: windows[$1], without: shares[$1])
      }
      guard let place else { break }
      let step = min(most - shares[place], max(1, more / Int64(4 * windows.count)))
      shares[place] += step
      more -= step
    }
    return zip(windows, shares).map { counts, share in
      var counts = counts
      counts.remove(share)
      return counts
    }
  }

  private func sum(of cells: [Cell]) -> Cell {
    var sum = cells[0]
    sum.state = .sum
    for cell in cells.dropFirst() {
      sum.value += cell.value
      sum.visitors += cell.visitors
    }
    return sum
  }
}
