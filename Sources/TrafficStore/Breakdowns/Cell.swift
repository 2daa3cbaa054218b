/// A part of a whole in a window of days, as the page views of one page in a week.
public struct Cell: Hashable, Sendable {
  /// What it is a part of: of all (0), or of one of several wholes, or of another part.
  public var group: Int64
  /// What it is the count of; ``rest`` for what no other part has.
  public var key: Int64
  public var value: Int64
  /// Visitors behind it, where they are counted.
  public var visitors: Int64
  public var state: State

  public static let rest: Int64 = -1

  /// The keys and groups that there can be: numbers of rows, ``rest``, and below that, numbers of rows that are
  /// no more.
  static var numbers: ClosedRange<Int64> { -2 - Int64(Int32.max)...Int64(Int32.max) }

  /// What may be known of it.
  public enum State: Int64, Sendable {
    /// Nothing but that it is among what is left of the whole.
    case hidden = 0
    case shown = 1
    /// It is the sum of a part's hidden cells in a month.
    case sum = 2
  }

  public init(
    group: Int64 = 0, key: Int64, value: Int64, visitors: Int64 = 0, state: State = .hidden
  ) {
    (self.group, self.key, self.value, self.visitors) = (group, key, value, visitors)
    self.state = state
  }
}
