/// What is counted.
public enum CountMeasure: String, Hashable, Sendable, CaseIterable {
  case hits
  case pageViews = "page_views"
  case bytes
  /// Different people of the whole day; an estimate where there are many.
  case visitors
  /// Page views that came from outside.
  case visits

  public var column: String { rawValue }

  /// How the counts of one row and another are put together.
  public enum Adding: Hashable, Sendable {
    /// They are added.
    case sum
    /// They are added, up to a largest number: a log can claim any size.
    case cappedSum
    /// The larger one stays, since nobody can tell how many are in both.
    case largest
  }

  public var adding: Adding {
    switch self {
    case .hits, .pageViews, .visits: .sum
    case .bytes: .cappedSum
    case .visitors: .largest
    }
  }
}
