/// Where the lines of a chart's scale are: at 1, 2 or 5 times a power of ten.
struct Ticks: Hashable {
  /// From one line to the next; never less than 1, as things are counted whole.
  let step: Int64
  /// From 0 up to the first one that nothing is above.
  let values: [Int64]

  /// - Parameters:
  ///   - most: The greatest number that is shown.
  ///   - lines: The most lines above 0.
  /// - Complexity: O(`lines`).
  init(upTo most: Double, lines: Int = 4) {
    let wanted = most.isFinite ? max(most, 1) / Double(max(lines, 1)) : 1
    var power = 1.0
    while power * 10 <= wanted { power *= 10 }
    let factor = [1.0, 2, 5, 10].first { power * $0 >= wanted } ?? 10
    step = Int64(exactly: power * factor) ?? 1
    var values: [Int64] = [0]
    while let last = values.last, Double(last) < most, values.count <= lines {
      let (next, overflows) = last.addingReportingOverflow(step)
      if overflows { break }
      values.append(next)
    }
    if values.count == 1 { values.append(step) }
    self.values = values
  }

  var top: Int64 { values.last ?? 1 }
}
