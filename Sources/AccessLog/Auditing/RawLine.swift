internal import CScan

/// A line cut into all of its fields, those that are never counted included.
///
/// Slower than ``LogEntry``, and the only place where a whole value is looked at.
struct RawLine {
  private(set) var fields: [(field: Field, bytes: ArraySlice<UInt8>)] = []
  /// What follows the last field that the format has.
  private(set) var rest: ArraySlice<UInt8> = []

  /// Cuts a line by a plan; `nil` where it is not of that format.
  init?(_ line: ArraySlice<UInt8>, _ plan: FormatPlan) {
    var at = line.startIndex
    for step in plan.steps {
      let literal = step.literal
      let start = at
      switch step.extent {
      case .rest: at = line.endIndex
      case .quoted:
        while at < line.endIndex, line[at] != UInt8(ascii: "\"") {
          at += line[at] == UInt8(ascii: "\\") ? 2 : 1
        }
      case .word, .beforeUser:
        while at < line.endIndex, line[at] != step.scanned.terminator { at += 1 }
      case .beforeTime:
        while at < line.endIndex, !line[at...].starts(with: literal) { at += 1 }
      }
      guard at <= line.endIndex, line[at...].starts(with: literal) else { return nil }
      fields.append((step.field, line[start..<at]))
      at += literal.count
    }
    rest = line[at...]
  }
}
