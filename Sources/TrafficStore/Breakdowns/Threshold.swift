/// How many there must be before others may know of them.
public struct Threshold: Hashable, Sendable {
  /// The least count that is published: 2 or more, since with 1 nothing would be held back.
  public let least: Int64

  /// Without being asked, 5.
  public static let standard = Threshold(least: 5)

  /// - Precondition: `least` is 2 or more.
  public init(least: Int64) {
    precondition(least > 1)
    self.least = least
  }

  /// Whether a count may be known: there is nothing, or enough of it. A correction that takes counts away is
  /// held to the same.
  public func allows(_ count: Int64) -> Bool { count == 0 || count.magnitude >= least }

  /// How far apart the least and the most that a hidden count can be must lie.
  ///
  /// Half the threshold: with 5, a reader is left with three possible counts or more. A wider interval would hide
  /// more, and is no better a promise: that there was somebody is known either way.
  public var width: Int64 { least / 2 }
}
