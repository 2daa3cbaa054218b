internal import LogFormats

/// Walks along a line by the steps of a format, as the loop in C does, and tells how far it came.
///
/// Plain and slow: for the few lines that are explained.
struct PlanWalk {
  /// Where reading stopped.
  struct Stop {
    /// Bytes of the line before it.
    var offset: Int
    var expected: Expected
  }

  /// What should stand at a place.
  enum Expected: Equatable {
    /// These bytes, behind the value with this number.
    case bytes([UInt8], behind: Int?)
    /// A value with this number that is as its meaning says.
    case value(Int)
    /// Nothing more, behind the last value.
    case end
    /// An object, as JSON has it.
    case object
    /// The key of the value with this number, somewhere in the line.
    case key(Int)
  }

  /// Bytes of the values with their numbers, `nil` for those that a line lacks; up to where it stopped.
  var values: [Range<Int>?]
  private(set) var stop: Stop?
  /// Bytes behind the last value that nobody reads.
  private(set) var rest: Range<Int>?

  private let steps: [PlanStep]
  private let allowsMore: Bool
  private let needsSearch: Bool
  private let line: [UInt8]
  private var found: [Range<Int>?]
  private var tries = 0
  private var furthest: (step: Int, offset: Int) = (-1, -1)

  /// As many as the loop in C has.
  private static let maxTries = 4096

  /// - Complexity: O(*n*) in the line's bytes, and at most 4,096 times that.
  init(_ steps: [PlanStep], of plan: FormatPlan, line: [UInt8]) {
    self.steps = steps
    self.line = line
    allowsMore = plan.allowsMore
    needsSearch = plan.needsSearch
    found = [Range<Int>?](repeating: nil, count: plan.fields.count)
    values = found
    if match(0, 0) {
      values = found
      stop = nil
    }
  }

  private mutating func fail(_ index: Int, _ offset: Int, _ expected: Expected) -> Bool {
    if (index, offset) > furthest {
      furthest = (index, offset)
      stop = Stop(offset: min(offset, line.count), expected: expected)
      values = found
    }
    return false
  }

  private mutating func match(_ index: Int, _ at: Int) -> Bool {
    guard index < steps.count else {
      let rest = line[min(at, line.count)...]
      if rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return true }
      if allowsMore, rest.first == 0x20 {
        self.rest = (at + 1)..<line.count
        return true
      }
      return fail(index, at, .end)
    }
    tries += 1
    guard tries <= PlanWalk.maxTries else { return false }
    let step = steps[index]
    var start = at
    if step.isPadded { while start < line.count, line[start] == 0x20 { start += 1 } }
    if step.optionalPrefix != 0 {
      guard start < line.count, line[start] == step.optionalPrefix else {
        let next = index + 1 + Int(step.skips)
        for field in steps[index..<min(next, steps.count)].compactMap(\.field) {
          found[field] = nil
        }
        return match(next, start)
      }
      start += 1
    }
    var from = start
    while let (value, end) = end(of: step, index, start, from) {
      guard looksRight(step, line[value]) else {
        _ = fail(index, value.lowerBound, step.field.map { .value($0) } ?? .end)
        guard step.extent == .text else { return false }
        from = end + 1
        continue
      }
      if let field = step.field { found[field] = value }
      if match(index + 1, step.keepsEnding ? end : end + step.ending.count) { return true }
      if let field = step.field { found[field] = nil }
      guard step.extent == .text, tries <= PlanWalk.maxTries else { return false }
      from = end + 1
    }
    return false
  }

  /// Where a step's value ends and its ending begins; `nil`, with the place noted, where it does not.
  private mutating func end(
    of step: PlanStep, _ index: Int, _ start: Int, _ from: Int
  ) -> (value: Range<Int>, end: Int)? {
    let extents = StepExtent(step: step, line: line)
    let found = extents.end(from: start, searchFrom: from)
    let place = found?.end ?? line.count
    guard let found, extents.hasEnding(at: found.end) else {
      let matched = zip(line[min(place, line.count)...], step.ending).prefix { $0 == $1 }.count
      let expected = Expected.bytes(Array(step.ending.dropFirst(matched)), behind: behind(index))
      // A later place of the same text is no progress.
      if from == start { _ = fail(index, place + matched, expected) }
      return nil
    }
    return found
  }

  /// The value that a step belongs to: its own, or for bytes alone the one before.
  private func behind(_ index: Int) -> Int? {
    steps[...index].reversed().lazy.compactMap(\.field).first
  }

  /// What the loop looks at before it goes on, where it has to search.
  private func looksRight(_ step: PlanStep, _ value: ArraySlice<UInt8>) -> Bool {
    // A column may be empty; elsewhere a value that is nothing fits nearly everywhere.
    let isEmptyColumn = step.extent == .maybeQuoted && value.isEmpty
    guard needsSearch, !isEmptyColumn, !value.elementsEqual("-".utf8) else { return true }
    if step.isOfAddresses {
      let isDigit = { (byte: UInt8) in ASCII.isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
      return value.elementsEqual("unknown".utf8)
        || !value.isEmpty && value.allSatisfy { isDigit($0) || ".:, -[]".utf8.contains($0) }
    }
    switch step.meaning {
    case .status:
      return ["-1", "0"].contains { value.elementsEqual($0.utf8) }
        || value.count == 3 && value.allSatisfy(ASCII.isDigit)
    case .bytes:
      return (1...24).contains(value.count)
        && value.allSatisfy { ASCII.isDigit($0) || ".-+".utf8.contains($0) }
    case .duration, .duration2, .duration3:
      return (1...40).contains(value.count)
        && value.allSatisfy {
          ASCII.isDigit($0) || (0x61...0x7a).contains($0) || $0 >= 0x80
            || ".-+E".utf8.contains($0)
        }
    case .client: return !value.isEmpty && !value.contains { "\"/?=".utf8.contains($0) }
    case .time, .date: return value.count(where: ASCII.isDigit) >= 4
    default: return true
    }
  }
}
