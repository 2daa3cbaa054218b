/// That bytes are not what they should be.
struct DamagedBytes: Error {}

/// Values as bytes, one behind the other: what a process leaves to the next one.
struct ByteWriter {
  private(set) var bytes: [UInt8]

  init(_ start: [UInt8]) { bytes = start }

  mutating func write(_ value: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    bytes += text.utf8
  }

  mutating func write(bytes more: [UInt8]) { bytes += more }

  mutating func write<Element>(
    _ list: some Collection<Element>, _ element: (inout ByteWriter, Element) -> Void
  ) {
    write(UInt32(list.count))
    for value in list { element(&self, value) }
  }
}

/// The same values from their bytes; nothing is taken that is not there.
struct ByteReader {
  var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func number<Value: FixedWidthInteger>(
    _ type: Value.Type = Value.self
  ) throws(DamagedBytes) -> Value {
    let size = Value.bitWidth / 8
    guard rest.count >= size else { throw DamagedBytes() }
    defer { rest = rest.dropFirst(size) }
    return rest.prefix(size).reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
  }

  /// A number that is below another one.
  mutating func index(below count: Int) throws(DamagedBytes) -> UInt32 {
    let index = try number(UInt32.self)
    guard index < count else { throw DamagedBytes() }
    return index
  }

  /// An hour that sums with others do not overflow.
  mutating func hour() throws(DamagedBytes) -> Int32 {
    let hour = try number(Int32.self)
    guard hour >= 0 else { throw DamagedBytes() }
    return hour
  }

  mutating func text() throws(DamagedBytes) -> String {
    let count = Int(try number(UInt32.self))
    guard rest.count >= count, let text = String(validating: rest.prefix(count), as: UTF8.self)
    else { throw DamagedBytes() }
    rest = rest.dropFirst(count)
    return text
  }

  /// - Parameter element: Takes an element, which has a byte at least.
  mutating func list<Element>(
    _ element: (inout ByteReader) throws(DamagedBytes) -> Element
  ) throws(DamagedBytes) -> [Element] {
    let count = Int(try number(UInt32.self))
    guard count <= rest.count else { throw DamagedBytes() }
    var list: [Element] = []
    for _ in 0..<count { list.append(try element(&self)) }
    return list
  }
}
