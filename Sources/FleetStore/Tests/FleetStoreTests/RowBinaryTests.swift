import Testing
import Traffic
import TrafficStore

@testable import FleetStore

@Suite("Rows as a store reads and writes them")
struct RowBinaryTests {
  @Test("Numbers are little-endian, and texts follow their length in groups of seven bits")
  func bytes() {
    var rows = RowBinary()
    rows.add(UInt8(0xAB))
    rows.add(UInt16(0x0102))
    rows.add(UInt32(0x0102_0304))
    rows.add(UInt64(0x0102_0304_0506_0708))
    rows.add("ø")
    rows.add("")
    #expect(
      rows.bytes == [
        0xAB, 2, 1, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1, 2, 0xC3, 0xB8, 0,
      ])
  }

  @Test(
    "The length of a text has as many bytes as it needs",
    arguments: [
      (0, [0]), (127, [0x7F]), (128, [0x80, 0x01]), (300, [0xAC, 0x02]),
      (16_383, [0xFF, 0x7F]), (16_384, [0x80, 0x80, 0x01]),
    ] as [(Int, [UInt8])])
  func lengths(count: Int, prefix: [UInt8]) throws {
    var rows = RowBinary()
    rows.add(String(repeating: "x", count: count))
    #expect(Array(rows.bytes.prefix(prefix.count)) == prefix)
    #expect(rows.bytes.count == prefix.count + count)
    var reader = RowReader(rows.bytes)
    #expect(try reader.text().utf8.count == count)
    #expect(reader.isAtEnd)
  }

  /// A value of one of the types that columns have.
  private enum Value: Equatable {
    case byte(UInt8)
    case short(UInt16)
    case number(UInt32)
    case long(UInt64)
    case text(String)

    static func random(using random: inout SeededRandom) -> Value {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: .byte(UInt8(truncatingIfNeeded: random.next()))
      case 1: .short(UInt16(truncatingIfNeeded: random.next()))
      case 2: .number(UInt32(truncatingIfNeeded: random.next()))
      case 3: .long([0, .max, random.next()].randomElement(using: &random) ?? 0)
      default:
        .text(
          String(
            String.UnicodeScalarView(
              (0..<Int.random(in: 0...150, using: &random)).compactMap { _ in
                Unicode.Scalar(
                  UInt32.random(
                    in: 0...(Bool.random(using: &random) ? 0x7F : 0xFFFF), using: &random))
              })))
      }
    }

    func add(to rows: inout RowBinary) {
      switch self {
      case .byte(let value): rows.add(value)
      case .short(let value): rows.add(value)
      case .number(let value): rows.add(value)
      case .long(let value): rows.add(value)
      case .text(let value): rows.add(value)
      }
    }

    /// The next value, of the same type as this one.
    func read(from reader: inout RowReader) throws(RowReader.Damage) -> Value {
      switch self {
      case .byte: .byte(try reader.number())
      case .short: .short(try reader.number())
      case .number: .number(try reader.number())
      case .long: .long(try reader.number())
      case .text: .text(try reader.text())
      }
    }
  }

  @Test(
    "What is written is read, whatever it is",
    arguments: SeededRandom.seeds(1, 2, 3, for: "RowBinary round trip"))
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<50 {
      let values = (0..<20).map { _ in Value.random(using: &random) }
      var rows = RowBinary()
      for value in values { value.add(to: &rows) }
      var reader = RowReader(rows.bytes)
      for value in values { #expect(try value.read(from: &reader) == value) }
      #expect(reader.isAtEnd)
    }
  }

  @Test(
    "An answer that is cut short is damage at every length",
    arguments: SeededRandom.seeds(1, 2, for: "RowBinary cut short"))
  func cutShort(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let values = (0..<8).map { _ in Value.random(using: &random) }
    var rows = RowBinary()
    for value in values { value.add(to: &rows) }
    for count in 0..<rows.bytes.count {
      #expect(throws: RowReader.Damage.self, "\(count) of \(rows.bytes.count) bytes") {
        var reader = RowReader(Array(rows.bytes.prefix(count)))
        for value in values { _ = try value.read(from: &reader) }
      }
    }
  }

  @Test(
    "A length that no text has is damage, and takes no memory",
    arguments: [
      [0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0x05, 0x41], [0x80],
    ] as [[UInt8]])
  func length(bytes: [UInt8]) {
    #expect(throws: RowReader.Damage.self) {
      var reader = RowReader(bytes)
      _ = try reader.text()
    }
  }

  @Test("A fact has its columns in the order of the schema, and the version at the end")
  func fact() throws {
    var row = NamedCount(time: 5, site: "example.org", tag: 7)
    for index in 0..<3 {
      row.numbers[index] = UInt32(index + 10)
      row.names[index] = "n\(index)"
      row.counts[index] = Int64(index + 100)
    }
    var rows = RowBinary()
    rows.add(3, row, on: Day(rawValue: 20_000), of: 42, version: 9)
    #expect(rows.rows == 1)
    var reader = RowReader(rows.bytes)
    #expect(try reader.number(UInt16.self) == 20_000)
    #expect(try reader.number(UInt8.self) == 3)
    #expect(try reader.text() == "example.org")
    #expect(try reader.number(UInt32.self) == 5)
    #expect(try reader.number(UInt64.self) == 7)
    for index in 0..<3 { #expect(try reader.number(UInt32.self) == UInt32(index + 10)) }
    for index in 0..<3 { #expect(try reader.text() == "n\(index)") }
    #expect(try reader.number(UInt64.self) == 42)
    for index in 0..<3 { #expect(try reader.number(UInt64.self) == UInt64(index + 100)) }
    #expect(try reader.number(UInt64.self) == 9)
    #expect(reader.isAtEnd)
    #expect(
      StoreSchema.factColumns == [
        "day", "tbl", "site", "at", "tag", "k1", "k2", "k3", "name1", "name2", "name3", "source",
        "m1", "m2", "m3", "ver",
      ])
  }

  @Test("Rows of one unit that differ in their version only have the same digest")
  func version() {
    func digest(_ version: UInt64, hits: Int64) -> String {
      var row = NamedCount(time: 5, site: "example.org")
      row.counts[0] = hits
      var compared = RowBinary()
      compared.add(2, row, on: Day(rawValue: 1), of: 42, version: 0)
      var sent = RowBinary()
      sent.add(2, row, on: Day(rawValue: 1), of: 42, version: version)
      #expect(
        compared.bytes.dropLast(RowBinary.versionBytes)
          == sent.bytes.dropLast(RowBinary.versionBytes))
      var digest = UnitDigest()
      digest.add(2, compared)
      return digest.text
    }
    #expect(digest(1, hits: 3) == digest(2, hits: 3))
    #expect(digest(1, hits: 3) != digest(1, hits: 4))
  }
}
