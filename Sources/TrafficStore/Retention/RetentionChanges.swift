public import Traffic

/// What somebody wants changed of how long counts are kept.
public struct RetentionChanges: Hashable, Sendable {
  /// How long anything is kept; `nil` leaves it.
  public var keep: Age?
  /// How long counts stay by the hour; `nil` leaves it.
  public var hours: Age?
  /// How long counts stay by the day; the outer `nil` leaves it, the inner one says for as long as they are kept.
  public var days: Age??

  public init(keep: Age? = nil, hours: Age? = nil, days: Age?? = nil) {
    (self.keep, self.hours, self.days) = (keep, hours, days)
  }

  /// The retention with these changes.
  public func applied(to retention: Retention) -> Retention {
    var changed = retention
    changed.keep = keep ?? changed.keep
    changed.hours = hours ?? changed.hours
    if let days { changed.days = days }
    return changed
  }
}
