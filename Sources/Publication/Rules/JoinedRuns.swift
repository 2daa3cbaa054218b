import TrafficStore

/// Counts in order, as of the hours of a day, with quiet ones joined until the sum of each run may be known.
///
/// As in the night from 00 to 05 o'clock. Where a run ends must tell no more than its sum does. So that depends on
/// nothing but how many counts it has, and on their sum: together they are enough, and have more above one each than
/// the width. Each of them may then be all of that, or nothing of it, and the run would end where it does.
/// Those at the end that are too few join the run before them, which might as well have ended with them.
struct JoinedRuns {
  let threshold: Threshold

  /// - Parameter counts: In order, those of nothing included, which are runs by themselves between others.
  /// - Returns: The places of each run; none where all of them together are too few.
  func runs(_ counts: [Int64]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var open: (begin: Int, count: Int64, sum: Int64)?
    for (place, value) in counts.enumerated() {
      let run = (
        begin: open?.begin ?? place, count: (open?.count ?? 0) + (value == 0 ? 0 : 1),
        sum: (open?.sum ?? 0) + value
      )
      open = maySay(run.count, run.sum) ? nil : run
      if open == nil { runs.append(run.begin..<place + 1) }
    }
    guard let open else { return runs }
    // Nothing at the end is known to be nothing, as it is after any other run.
    let end = (counts.lastIndex { $0 != 0 } ?? open.begin) + 1
    var begin = open.begin
    repeat {
      guard let last = runs.popLast() else { return [] }
      begin = last.lowerBound
    } while counts[begin] == 0 && counts[begin..<open.begin].allSatisfy { $0 == 0 }
    return runs + [begin..<end] + (end..<counts.count).map { $0..<$0 + 1 }
  }

  /// Whether the sum of so many counts may be known.
  private func maySay(_ count: Int64, _ sum: Int64) -> Bool {
    count < 2 ? threshold.allows(sum) : sum >= threshold.least && sum - count > threshold.width
  }
}
