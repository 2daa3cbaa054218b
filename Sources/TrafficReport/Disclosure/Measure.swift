import TrafficStore

/// Which numbers of a row stand for people, and are held against the threshold.
enum Measure: Sendable {
  /// Page views, and visitors where they are counted; hits where nothing was viewed, as of a style
  /// sheet.
  case views
  /// Hits, of people and programs that cannot be told apart here.
  case hits
  /// Page views, visitors, visits, and all other hits of people: what the whole of a day is held
  /// to, since kinds of hits are told apart in it. Hits of programs that may be somebody's, too, where
  /// there are no other programs: the number of all bots is known, and would be theirs.
  case whole

  func allows(_ totals: TrafficTotals, _ threshold: Threshold) -> Bool {
    switch self {
    case .views:
      threshold.allows(totals.pageViews)
        && (totals.pageViews > 0 || threshold.allows(totals.hits))
        && threshold.allows(totals.visitors)
    case .hits: threshold.allows(totals.hits)
    case .whole:
      threshold.allows(totals.pageViews) && threshold.allows(totals.others)
        && threshold.allows(totals.visitors) && threshold.allows(totals.visits)
        && (totals.bots > totals.tools || threshold.allows(totals.tools))
    }
  }

  /// Which of two rows counts less.
  func precedes(_ left: TrafficTotals, _ right: TrafficTotals) -> Bool {
    switch self {
    case .views, .whole:
      (left.pageViews, left.hits, left.bytes) < (right.pageViews, right.hits, right.bytes)
    case .hits: (left.hits, left.bytes) < (right.hits, right.bytes)
    }
  }

  /// The columns that could be had by subtraction, each by itself.
  var columns: [Column] {
    switch self {
    case .views: [.pageViews, .hits, .bytes]
    case .hits: [.hits, .bytes]
    case .whole: [.pageViews, .others, .hits, .bytes, .visitors, .visits]
    }
  }

  /// A column of numbers that add up.
  enum Column {
    case pageViews, hits, others, bytes, visitors, visits

    func number(_ totals: TrafficTotals) -> Int64 {
      switch self {
      case .pageViews: totals.pageViews
      case .hits: totals.hits
      case .others: totals.others
      case .bytes: totals.bytes
      case .visitors: totals.visitors
      case .visits: totals.visits
      }
    }

    /// How much of what people did a number stands for.
    func weight(_ totals: TrafficTotals) -> Int64 {
      switch self {
      case .pageViews: totals.pageViews
      case .others: totals.others
      case .hits, .bytes: totals.hits - totals.bots + totals.tools
      case .visitors: totals.visitors
      case .visits: totals.visits
      }
    }
  }
}

extension TrafficTotals {
  /// Hits that are neither page views nor bots'.
  var others: Int64 { hits - pageViews - bots }
}
