internal import Traffic

/// What a user agent that says nothing known looks like: all that is kept of it is one of a few shapes.
enum UnknownShape {
  /// The shape of a header as a family of its own.
  ///
  /// - Complexity: O(*n*).
  static func family(of bytes: Span<UInt8>) -> BotFamily {
    if bytes.isEmpty || (bytes.count == 1 && bytes[0] == UInt8(ascii: "-")) { return .noAgent }
    var hasLetter = false
    var hasSpace = false
    var hasSlash = false
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        hasLetter = true
      case UInt8(ascii: " "): hasSpace = true
      case UInt8(ascii: "/"): hasSlash = true
      case 0..<0x20, 0x7f...: return .unreadableAgent
      default: break
      }
    }
    if !hasLetter { return .unreadableAgent }
    if hasSpace { return .textAgent }
    return hasSlash ? .productAgent : .wordAgent
  }
}
