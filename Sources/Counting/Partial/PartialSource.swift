public import Traffic

/// A log that was counted, as a record of partial counts: how it is recognised, and how far it was counted.
public enum PartialSource {
  /// The record's key and value. The file it was on is left out: on another machine that says nothing.
  public static func record(of source: Checkpoint) -> (key: PartialKey, value: [UInt8]) {
    var value: [UInt8] = []
    func append(_ text: String) {
      value.append(short: UInt64(text.utf8.count))
      value += text.utf8
    }
    append(source.name?.text ?? "")
    value.append(long: source.head ?? 0)
    for marks in [source.lineMarks, source.gridMarks] {
      value.append(short: UInt64(marks.count))
      for mark in marks { value.append(short: UInt64(mark)) }
    }
    value.append(short: UInt64(source.offset))
    value.append(long: source.end)
    append(source.format)
    value.append(long: source.formatHash ?? 0)
    value.append(short: UInt64(UInt32(bitPattern: source.lastDay?.rawValue ?? 0)))
    value.append(short: UInt64(source.lines))
    value.append(short: UInt64(source.hits))
    let rejected = source.rejected.sorted { $0.key.rawValue < $1.key.rawValue }
    value.append(short: UInt64(rejected.count))
    for (reason, count) in rejected {
      value.append(short: UInt64(reason.rawValue))
      value.append(short: UInt64(count))
    }
    return (PartialKey(PartialKey.source, source.head ?? 0, source.end), value)
  }

  /// The log of a record's value; `nil` where it is none.
  public static func source(of value: ArraySlice<UInt8>) -> Checkpoint? {
    var rest = value
    func text() -> String? {
      guard let count = rest.takeShort(), count <= rest.count else { return nil }
      defer { rest = rest.dropFirst(Int(count)) }
      return String(validating: rest.prefix(Int(count)), as: UTF8.self)
    }
    func marks() -> [UInt32]? {
      guard let count = rest.takeShort(), count <= rest.count else { return nil }
      let marks = (0..<count).compactMap { _ in
        rest.takeShort().flatMap { UInt32(exactly: $0) }
      }
      return marks.count == Int(count) ? marks : nil
    }
    func number() -> Int64? { rest.takeShort().flatMap { Int64(exactly: $0) } }
    guard let name = text(), let head = rest.takeLong(), let lineMarks = marks(),
      let gridMarks = marks(), let offset = number(), let end = rest.takeLong(),
      let format = text(), let formatHash = rest.takeLong(),
      let lastDay = rest.takeShort().flatMap({ UInt32(exactly: $0) }), let lines = number(),
      let hits = number(), let reasons = rest.takeShort(), reasons <= rest.count
    else { return nil }
    var source = Checkpoint(
      name: name.isEmpty ? nil : SourceName(name), head: head, lineMarks: lineMarks,
      gridMarks: gridMarks, offset: offset, end: end, format: format)
    source.formatHash = formatHash
    source.lastDay = Day(rawValue: Int32(bitPattern: lastDay))
    (source.lines, source.hits) = (lines, hits)
    for _ in 0..<reasons {
      guard let reason = number().flatMap({ UInt8(exactly: $0) }).flatMap(RejectReason.init),
        let count = number()
      else { return nil }
      source.rejected[reason] = count
    }
    return rest.isEmpty ? source : nil
  }

  /// Whether two logs may be the same one, as far as both were counted: neither of them goes on otherwise than the
  /// other where both have marks.
  public static func mayBeSame(_ one: Checkpoint, _ other: Checkpoint) -> Bool {
    guard one.name == other.name, one.head == other.head else { return false }
    func agree(_ left: [UInt32], _ right: [UInt32]) -> Bool {
      zip(left, right).allSatisfy { $0 == $1 || $0 == 0 || $1 == 0 }
    }
    return agree(one.lineMarks, other.lineMarks) && agree(one.gridMarks, other.gridMarks)
  }
}
