/// The keyed hash of a page's site and path: how a page is known before its name may be kept.
///
/// The key lives in a state folder, never in the database, so that nobody can try there whether a
/// guessed path was asked for.
public struct PageTag: RawRepresentable, Hashable, Comparable, Sendable {
  public var rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  public static func < (left: PageTag, right: PageTag) -> Bool { left.rawValue < right.rawValue }
}
