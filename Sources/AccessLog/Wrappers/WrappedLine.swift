/// What is in a line's wrapper, or in that of a part of a line.
struct WrappedLine {
  enum Kind: UInt8 { case bytes, string, numbers, nothing }

  var kind: Kind
  /// Where it stands in the line.
  var start: Int
  var end: Int
  var isError: Bool
  /// Whether the line goes on in the next of the same stream.
  var isPart: Bool

  /// `nil` where the line does not have the wrapper.
  @inline(__always)
  static func read(_ line: LineBytes, as wrapper: Wrapper) -> WrappedLine? {
    if wrapper.isJSON {
      guard let object = WrappedObject.read(line, as: wrapper), object.isOf(wrapper) else {
        return nil
      }
      let kind: Kind =
        switch object.message {
        case .string: .string
        case .numbers: .numbers
        case .none, .other: .nothing
        }
      return WrappedLine(
        kind: kind, start: object.start, end: object.end, isError: object.isError,
        isPart: wrapper == .dockerJSON && !object.hasNewline)
    }
    guard let part = ContainerPrefix.cri(in: line) else { return nil }
    return WrappedLine(
      kind: .bytes, start: part.length, end: line.count, isError: part.isError,
      isPart: part.isPart)
  }

  /// Writes what is wrapped.
  ///
  /// - Parameters:
  ///   - line: The one that was read.
  ///   - out: Has room for as many bytes as the line has, and `SCAN_PADDING`.
  /// - Returns: The bytes written.
  @inline(__always)
  func write(_ line: LineBytes, to out: UnsafeMutablePointer<UInt8>) -> Int {
    switch kind {
    case .bytes: unsafe line.dropping(start).copy(to: out)
    case .string: unsafe WrappedText.write(line, start, end, to: out)
    case .numbers: unsafe WrappedText.writeNumbers(line, start, end, to: out)
    case .nothing: 0
    }
  }
}
