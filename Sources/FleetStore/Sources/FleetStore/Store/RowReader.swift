/// Reads what ``RowBinary`` writes.
struct RowReader {
  private let bytes: [UInt8]
  private var place = 0

  /// What is read is none of ours, or was cut short.
  struct Damage: Error {}

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place >= bytes.count }

  mutating func number<Number: FixedWidthInteger & UnsignedInteger>(
    _ type: Number.Type = Number.self
  ) throws(Damage) -> Number {
    let count = Number.bitWidth / 8
    guard bytes.count - place >= count else { throw Damage() }
    var value: Number = 0
    for index in (0..<count).reversed() {
      value = (count == 1 ? 0 : value << 8) | Number(truncatingIfNeeded: bytes[place + index])
    }
    place += count
    return value
  }

  mutating func text() throws(Damage) -> String {
    String(decoding: try bytesOfText(), as: UTF8.self)
  }

  /// The bytes of a text, whatever they are.
  mutating func bytesOfText() throws(Damage) -> ArraySlice<UInt8> {
    var (length, shift) = (0, 0)
    while true {
      let byte = try number(UInt8.self)
      guard shift < 32 else { throw Damage() }
      length |= Int(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 { break }
    }
    guard bytes.count - place >= length else { throw Damage() }
    defer { place += length }
    return bytes[place..<(place + length)]
  }
}
