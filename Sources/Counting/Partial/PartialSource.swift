public import Traffic

/// A log that was counted, as a record of partial counts: how it is recognised, and how far it was counted.
public enum PartialSource {
  /// The record's key and value. The file it was on is left out: on another machine that says nothing.
  public static func record(of source: Checkpoint) -> (key: PartialKey, value: [UInt8]) {
    var writer = ByteWriter([])
    writer.write(source.name?.text ?? "")
    writer.write(source.head ?? 0)
    for marks in [source.lineMarks, source.gridMarks] {
      writer.write(marks) { writer, mark in writer.write(mark) }
    }
    writer.write(source.offset)
    writer.write(source.end)
    writer.write(source.format)
    writer.write(source.formatHash ?? 0)
    writer.write(source.lastDay?.rawValue ?? 0)
    writer.write(source.lines)
    writer.write(source.hits)
    writer.write(source.rejected.sorted { $0.key.rawValue < $1.key.rawValue }) { writer, reject in
      writer.write(reject.key.rawValue)
      writer.write(reject.value)
    }
    return (PartialKey(PartialKey.source, source.head ?? 0, source.end), writer.bytes)
  }

  /// The log of a record's value; `nil` where it is none.
  public static func source(of value: ArraySlice<UInt8>) -> Checkpoint? {
    var reader = ByteReader(value)
    guard let source = try? source(taking: &reader), reader.rest.isEmpty else { return nil }
    return source
  }

  private static func source(taking reader: inout ByteReader) throws(DamagedBytes) -> Checkpoint {
    func marks() throws(DamagedBytes) -> [UInt32] {
      try reader.list { reader throws(DamagedBytes) in try reader.number() }
    }
    let name = try reader.text()
    var source = Checkpoint(
      name: SourceName(name), head: try reader.number(), lineMarks: try marks(),
      gridMarks: try marks(), offset: try count(&reader), end: try reader.number(),
      format: try reader.text())
    source.formatHash = try reader.number()
    source.lastDay = Day(rawValue: try reader.number())
    source.lines = try count(&reader)
    source.hits = try count(&reader)
    let rejected = try reader.list { reader throws(DamagedBytes) in
      guard let reason = RejectReason(rawValue: try reader.number()) else { throw DamagedBytes() }
      return (reason: reason, count: try count(&reader))
    }
    for (reason, count) in rejected { source.rejected[reason] = count }
    guard name.isEmpty || source.name != nil else { throw DamagedBytes() }
    return source
  }

  private static func count(_ reader: inout ByteReader) throws(DamagedBytes) -> Int64 {
    let count = try reader.number(Int64.self)
    guard count >= 0 else { throw DamagedBytes() }
    return count
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

  /// Whether two logs are the same one, and counted just as far.
  public static func areEqual(_ one: Checkpoint, _ other: Checkpoint) -> Bool {
    mayBeSame(one, other) && one.offset == other.offset && one.end == other.end
  }
}
