internal import LogFormats

/// A line cut into all of its fields, those that are never counted included.
///
/// Slower than ``LogEntry``, and the only place where a whole value is looked at.
struct RawLine {
  private(set) var fields: [(field: FieldMeaning, bytes: ArraySlice<UInt8>)] = []
  /// What follows the last field that the format has.
  private(set) var rest: ArraySlice<UInt8> = []

  /// Cuts a line by a plan; `nil` where it is not of that format.
  init?(_ line: ArraySlice<UInt8>, _ plan: FormatPlan) {
    switch plan.shape {
    case .steps(let steps): guard cut(line, steps) else { return nil }
    case .json(let keys), .pairs(let keys):
      guard cut(line, keys) else { return nil }
    }
  }

  private mutating func cut(_ line: ArraySlice<UInt8>, _ steps: [PlanStep]) -> Bool {
    var at = line.startIndex
    var next = steps.startIndex
    while next < steps.endIndex {
      let step = steps[next]
      next += 1
      while step.isPadded, at < line.endIndex, line[at] == 0x20 { at += 1 }
      if step.optionalPrefix != 0, at >= line.endIndex || line[at] != step.optionalPrefix {
        next += Int(step.skips)
        continue
      }
      let start = at
      var stop = at
      switch step.extent {
      case .rest: stop = line.endIndex
      case .fixed: stop = at + Int(step.length)
      case .quoted:
        while stop < line.endIndex, line[stop] != UInt8(ascii: "\"") {
          stop += line[stop] == UInt8(ascii: "\\") ? 2 : 1
        }
      case .last: while stop < line.endIndex, line[stop] != 0x20 { stop += 1 }
      case .list:
        while stop < line.endIndex,
          !line[stop...].starts(with: step.ending)
            || (stop > at && line[stop - 1] == UInt8(ascii: ","))
        {
          stop += 1
        }
      default:
        while stop < line.endIndex, step.ending.isEmpty || !line[stop...].starts(with: step.ending)
        {
          stop += 1
        }
      }
      guard stop <= line.endIndex, line[stop...].starts(with: step.ending) else { return false }
      at = stop
      if step.field != nil { fields.append((step.meaning, line[start..<at])) }
      if !step.keepsEnding { at += step.ending.count }
    }
    rest = line[at...]
    return true
  }

  /// Texts and numbers of an object, by the key right before them.
  private mutating func cut(_ line: ArraySlice<UInt8>, _ keys: [FormatKey]) -> Bool {
    let meanings = Dictionary(
      keys.map { (Array(($0.path.last ?? "").utf8), $0.field.meaning) }, uniquingKeysWith: { $1 })
    var key: ArraySlice<UInt8> = []
    var at = line.startIndex
    func isWord(_ byte: UInt8) -> Bool { !"{}[],:= \t\"".utf8.contains(byte) }
    while at < line.endIndex {
      let isText = line[at] == UInt8(ascii: "\"")
      guard isText || isWord(line[at]) else {
        at += 1
        continue
      }
      let start = isText ? at + 1 : at
      at = start
      while at < line.endIndex, isText ? line[at] != UInt8(ascii: "\"") : isWord(line[at]) {
        at += isText && line[at] == UInt8(ascii: "\\") ? 2 : 1
      }
      at = min(at, line.endIndex)
      let text = line[start..<at]
      if isText { at = min(at + 1, line.endIndex) }
      let behind = line[at...].drop { $0 == 0x20 }.first
      if behind == UInt8(ascii: ":") || behind == UInt8(ascii: "=") {
        key = text
      } else {
        fields.append((meanings[Array(key)] ?? .ignored, text))
      }
    }
    return line.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }
  }
}
