internal import Traffic

/// A site's own template for paths that carry personal data, such as `/users/*`.
///
/// `*` stands for one segment, a final `**` for all that follow. A path that matches is counted
/// under the rule's own text.
public struct PageRule: Hashable, Sendable {
  /// The rule as it was written.
  public let pattern: String
  private let segments: [[UInt8]]

  /// A rule, or `nil` where the pattern does not begin with `/`.
  public init?(_ pattern: String) {
    guard pattern.utf8.first == UInt8(ascii: "/") else { return nil }
    self.pattern = pattern
    segments = pattern.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).map(Array.init)
  }

  /// A rule about pages as they are counted, which have no slash at their end.
  public init?(page pattern: String) {
    let hasSlash = pattern.utf8.count > 1 && pattern.hasSuffix("/")
    self.init(hasSlash ? String(pattern.dropLast()) : pattern)
  }

  /// Whether a page is of this rule's shape, whatever parameters tell it from others.
  func matches(_ page: PagePath) -> Bool {
    let path = Array(page.text.utf8.dropFirst().prefix { $0 != UInt8(ascii: "?") })
    return matches(path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false))
  }

  /// Whether decoded segments of a path are of this rule's shape.
  func matches(_ path: [ArraySlice<UInt8>]) -> Bool {
    for (index, segment) in segments.enumerated() {
      if segment == Array("**".utf8), index == segments.count - 1 { return path.count >= index }
      guard index < path.count else { return false }
      if segment != [UInt8(ascii: "*")], !segment.elementsEqual(path[index]) { return false }
    }
    return path.count == segments.count
  }
}
