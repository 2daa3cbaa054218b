/// What bytes look like, without any of them that could say something: letters as `a`, digits as `9`,
/// runs shortened, punctuation as it stands.
///
/// Safe to show, since all that is made of a line is which class a byte is of. Words that mix letters
/// and digits become `xx`, so that not even the order of classes in a token is shown.
public struct ValueShape: Hashable, Sendable {
  /// Printable ASCII.
  public let text: String

  /// Letters, digits or signs of a kind that are written one by one; more are as many.
  static let longestRun = 4
  /// Columns of the shape of one value.
  static let longestValue = 24

  /// - Parameter most: Columns that there may be; of a longer shape the end becomes `...`.
  /// - Complexity: O(*n*) in the bytes.
  init(_ bytes: some Collection<UInt8>, most: Int = longestValue) {
    var shape = ValueShape.letters(of: bytes, most: most)
    if shape.utf8.count > most { shape = String(shape.prefix(max(0, most - 3))) + "..." }
    text = shape
  }

  /// The shape of a place in a line, with what stands around it.
  ///
  /// - Parameter offset: Where in the bytes the place is.
  /// - Returns: The shape, and the column of the place in it, from 0.
  static func around(
    _ offset: Int, of bytes: ArraySlice<UInt8>, most: Int
  ) -> (shape: ValueShape, column: Int) {
    let place = bytes.startIndex + min(max(0, offset), bytes.count)
    var before = letters(of: bytes[..<place], most: .max)
    let whole = letters(of: bytes[place...], most: most)
    if before.utf8.count + whole.utf8.count <= most {
      return (ValueShape(safe: before + whole), before.utf8.count)
    }
    let room = most * 2 / 3
    if before.utf8.count > room { before = "..." + before.suffix(room - 3) }
    let after = ValueShape(bytes[place...], most: most - before.utf8.count)
    return (ValueShape(safe: before + after.text), before.utf8.count)
  }

  private init(safe text: String) { self.text = text }

  private enum Kind { case letter, digit, blank, control, sign(UInt8) }

  private static func kind(of byte: UInt8) -> Kind {
    switch byte {
    // Bytes beyond ASCII are letters of other alphabets in nearly all logs.
    case 0x41...0x5a, 0x61...0x7a, 0x80...0xff: .letter
    case 0x30...0x39: .digit
    case 0x20, 0x09: .blank
    case 0..<0x20, 0x7f: .control
    default: .sign(byte)
    }
  }

  private static func letters(of bytes: some Collection<UInt8>, most: Int) -> String {
    var text = ""
    var index = bytes.startIndex
    while index < bytes.endIndex, text.utf8.count <= most {
      var end = index
      switch kind(of: bytes[index]) {
      case .letter, .digit:
        var (hasLetters, hasDigits) = (false, false)
        scan: while end < bytes.endIndex {
          switch kind(of: bytes[end]) {
          case .letter: hasLetters = true
          case .digit: hasDigits = true
          default: break scan
          }
          end = bytes.index(after: end)
        }
        let count = bytes.distance(from: index, to: end)
        text +=
          hasLetters && hasDigits
          ? "xx" : String(repeating: hasLetters ? "a" : "9", count: min(count, longestRun))
      case .blank:
        end = bytes.index(after: index)
        while end < bytes.endIndex, case .blank = kind(of: bytes[end]) {
          end = bytes.index(after: end)
        }
        text += " "
      case .control:
        end = bytes.index(after: index)
        while end < bytes.endIndex, case .control = kind(of: bytes[end]) {
          end = bytes.index(after: end)
        }
        text += "^"
      case .sign(let sign):
        while end < bytes.endIndex, bytes[end] == sign { end = bytes.index(after: end) }
        let count = min(bytes.distance(from: index, to: end), longestRun)
        text += String(repeating: Character(Unicode.Scalar(sign)), count: count)
      }
      index = end
    }
    return text
  }
}
