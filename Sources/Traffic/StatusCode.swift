/// An HTTP response status code (RFC 9110, section 15), or 0 where the server logged none.
public struct StatusCode: RawRepresentable, Hashable, Comparable, Sendable {
  public var rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static func < (left: StatusCode, right: StatusCode) -> Bool {
    left.rawValue < right.rawValue
  }
}
