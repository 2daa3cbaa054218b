/// Right answers of one kind, and what the wrong ones were.
struct Tally {
  let title: String
  private(set) var total = 0
  private(set) var right = 0
  private var weight = 0.0
  private var rightWeight = 0.0
  private var matrix: [String: Int] = [:]
  private var groups: [String: (count: Int, examples: [String])] = [:]

  init(_ title: String) { self.title = title }

  mutating func add(
    _ isRight: Bool, _ theirs: String, _ ours: String, _ text: String, weight: Double = 1
  ) {
    total += 1
    self.weight += weight
    if isRight { rightWeight += weight }
    matrix["\(theirs) -> \(ours)", default: 0] += 1
    if isRight {
      right += 1
    } else {
      let pair = "\(theirs) -> \(ours)"
      groups[pair, default: (0, [])].count += 1
      groups[pair]?.examples.append(text)
    }
  }

  func printFigure() {
    let share = Double(right) / Double(total)
    let percent = (share * 10_000).rounded() / 100
    let weighted = (rightWeight / max(weight, .leastNormalMagnitude) * 10_000).rounded() / 100
    let byWeight = weight == Double(total) ? "" : ", by weight \(weighted) %"
    print("   \(title): \(percent) % (\(right) of \(total))\(byWeight)")
  }

  /// Every pair of theirs and ours, the frequent ones first.
  func printMatrix(_ limit: Int) {
    print("-- \(title), theirs -> ours")
    let order = matrix.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (pair, count) in order.prefix(limit) { print("   \(count)  \(pair)") }
    if order.count > limit { print("   ... and \(order.count - limit) rarer pairs") }
  }

  func printMisses(_ limit: Int) {
    if groups.isEmpty { return }
    print("-- misses: \(title), theirs -> ours")
    let order = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    for (pair, group) in order.prefix(limit) {
      print("   \(group.count)  \(pair)")
      for text in group.examples.sorted().prefix(limit > 50 ? 1_000 : 3) {
        print("        \(text)")
      }
    }
  }
}
