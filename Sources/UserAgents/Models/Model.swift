internal import Traffic

/// The part of an Android header that names the device: `Pixel 8` in
/// `(Linux; Android 14; Pixel 8 Build/UQ1A; wv)`.
struct Model {
  var start: Int
  var end: Int

  /// The model after `Android` and its version, nil where none is named.
  init?(after androidEnd: Int, in bytes: Span<UInt8>) {
    var index = androidEnd
    let limit = min(bytes.count, androidEnd + 160)
    // `Android/10/JNY-LX1`, `Android 12/samsung SM-A125F`: what some applications send.
    var place = androidEnd + 1
    while place < limit, isDigit(bytes[place]) || bytes[place] == UInt8(ascii: ".") { place += 1 }
    if place + 2 < limit, bytes[place] == UInt8(ascii: "/") {
      start = place + 1
      end = Self.end(of: start, in: bytes, limit: limit)
      return
    }
    // A part ends at `;` or at the closing parenthesis; at most five are tried.
    for _ in 0..<5 {
      while index < limit, bytes[index] != UInt8(ascii: ";") {
        if bytes[index] == UInt8(ascii: ")") { return nil }
        index += 1
      }
      index += 1
      while index < limit, bytes[index] == UInt8(ascii: " ") { index += 1 }
      guard index < limit else { return nil }
      let end = Self.end(of: index, in: bytes, limit: limit)
      if end > index, !Self.isAside(bytes, from: index, to: end) {
        self.start = index
        self.end = end
        return
      }
    }
    return nil
  }

  /// The model that stands in a comment before Android, nil where none does:
  /// `(Google Pixel 6; android 13)`.
  init?(from start: Int, before androidEnd: Int, in bytes: Span<UInt8>) {
    var start = start
    while start < androidEnd {
      while start < androidEnd, bytes[start] == UInt8(ascii: " ") { start += 1 }
      var end = start
      while end < androidEnd, bytes[end] != UInt8(ascii: ";"), bytes[end] != UInt8(ascii: ",") {
        end += 1
      }
      // The last part is Android's own.
      if end == androidEnd { return nil }
      if !Self.isAside(bytes, from: start, to: end), !Self.isSystem(bytes, from: start, to: end) {
        self.start = start
        self.end = end
        return
      }
      start = end + 1
    }
    return nil
  }

  /// Whether a part is what browsers have before Android: `Linux`, `Linux armv7l`, `X11`, `compatible`.
  private static func isSystem(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    let word = Word(from: start, in: bytes)
    switch word.end - start {
    case 3: return word.hash == x11
    case 5: return word.hash == linux
    case 10: return word.hash == compatible
    default: return false
    }
  }

  private static let x11 = WordHash.hash(of: "x11")
  private static let linux = WordHash.hash(of: "linux")
  private static let compatible = WordHash.hash(of: "compatible")

  /// Where a part ends, its `Build/...` left out.
  private static func end(of start: Int, in bytes: Span<UInt8>, limit: Int) -> Int {
    var index = start
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "/"):
        return index
      case UInt8(ascii: "B"):
        if index + 6 <= limit, bytes[index + 1] == UInt8(ascii: "u"),
          bytes[index + 2] == UInt8(ascii: "i"), bytes[index + 3] == UInt8(ascii: "l"),
          bytes[index + 4] == UInt8(ascii: "d"), bytes[index + 5] == UInt8(ascii: "/")
        {
          return index
        }
      default:
        break
      }
      index += 1
    }
    return index
  }

  /// Whether a part is a language, a processor or a flag: `en-us`, `arm_64`, `wv`, `rv:120.0`.
  private static func isAside(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    let count = end - start
    if count <= 2 { return true }
    let first = bytes[start] | 0x20
    let second = bytes[start + 1] | 0x20
    let third = bytes[start + 2]
    // en-us, zh_CN, zh-Hans-CN, en-
    if third == UInt8(ascii: "-") || third == UInt8(ascii: "_"), !isDigit(first), !isDigit(second),
      count <= 5
    {
      return count < 4 || !isDigit(bytes[start + 3])
    }
    if third == UInt8(ascii: "-"), count > 6, count <= 10, bytes[start + 3] == UInt8(ascii: "H") {
      return true
    }
    if first == UInt8(ascii: "r"), second == UInt8(ascii: "v"), third == UInt8(ascii: ":") {
      return true
    }
    // `Android; 4.1.2; SM-T210R`
    if bytes[start + 1] == UInt8(ascii: "."), isVersion(bytes, from: start, to: end) { return true }
    // arm, arm_64, Mobile, Tablet, Touch
    if first == UInt8(ascii: "a"), second == UInt8(ascii: "r"), third == UInt8(ascii: "m") {
      return count <= 6
    }
    if count == 6, first == UInt8(ascii: "m"), second == UInt8(ascii: "o"),
      third == UInt8(ascii: "b")
    {
      return true
    }
    return false
  }

  /// Whether a part is a version: `4.1.2`, but not `7.0` or `10.1`, which are screens.
  private static func isVersion(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    var dots = 0
    for index in start..<end {
      if bytes[index] == UInt8(ascii: ".") {
        dots += 1
      } else if !isDigit(bytes[index]) {
        return false
      }
    }
    return dots > 1 || bytes[start] < UInt8(ascii: "7")
  }
}
