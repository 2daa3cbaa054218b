/// What was counted of an hour, a site or a whole period.
public struct TrafficTotals: Hashable, Sendable {
  /// All hits, bots' included.
  public var hits: Int64 = 0
  /// Hits that showed a page to somebody.
  public var pageViews: Int64 = 0
  /// Hits of bots.
  public var bots: Int64 = 0
  /// Those of bots' hits that may be somebody's doing (``TrafficClass/isNonPersonal``), where that is said.
  public var tools: Int64 = 0
  /// Hits answered with 4xx or 5xx, bots' excluded.
  public var errors: Int64 = 0
  /// Response bytes, bots' included.
  public var bytes: Int64 = 0
  /// Visitors of each day, added up; 0 where they were not counted.
  public var visitors: Int64 = 0
  /// Page views that came from outside.
  public var visits: Int64 = 0

  public init() {}

  /// Hits of people that are no page views.
  public var others: Int64 { hits - pageViews - bots }

  public static func -= (left: inout TrafficTotals, right: TrafficTotals) {
    left.hits = left.hits.subtractingClamped(right.hits)
    left.pageViews = left.pageViews.subtractingClamped(right.pageViews)
    left.bots = left.bots.subtractingClamped(right.bots)
    left.tools = left.tools.subtractingClamped(right.tools)
    left.errors = left.errors.subtractingClamped(right.errors)
    left.bytes = left.bytes.subtractingClamped(right.bytes)
    left.visitors = left.visitors.subtractingClamped(right.visitors)
    left.visits = left.visits.subtractingClamped(right.visits)
  }

  public static func += (left: inout TrafficTotals, right: TrafficTotals) {
    left.hits = left.hits.addingClamped(right.hits)
    left.pageViews = left.pageViews.addingClamped(right.pageViews)
    left.bots = left.bots.addingClamped(right.bots)
    left.tools = left.tools.addingClamped(right.tools)
    left.errors = left.errors.addingClamped(right.errors)
    left.bytes = left.bytes.addingClamped(right.bytes)
    left.visitors = left.visitors.addingClamped(right.visitors)
    left.visits = left.visits.addingClamped(right.visits)
  }
}
