/// What an operator calls where a log comes from, such as `web1`.
///
/// Two servers may write logs that are equal to the byte; only a name tells them apart.
public struct SourceName: Hashable, Sendable, CustomStringConvertible {
  /// The name as it was given.
  public let text: String

  /// The most characters of a name.
  public static let maxLength = 64

  /// A name of letters, digits and `.`, `-`, `_`; `nil` for any other text.
  public init?(_ text: String) {
    let isValid = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isValid, (1...SourceName.maxLength).contains(text.utf8.count) else { return nil }
    self.text = text
  }

  public var description: String { text }
}
