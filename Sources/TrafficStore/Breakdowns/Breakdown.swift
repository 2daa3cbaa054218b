import Traffic

/// A way in which a site's traffic is broken down for others to see.
///
/// Raw values are stored in databases: append, never renumber.
public enum Breakdown: Int64, CaseIterable, Sendable {
  case pages = 1
  /// Pages on which people came in.
  case entries = 2
  /// Where those came from, by page.
  case landings = 3
  /// What people asked for and is not there.
  case notFound = 4
  /// Who links to it, by page.
  case notFoundLinks = 5
  case referrers = 6
  case campaigns = 7
  case countries = 8
  case devices = 9
  case browsers = 10
  case systems = 11
  /// By browser.
  case versions = 12
  /// Classes of traffic.
  case traffic = 13
  /// Families of programs, by class.
  case bots = 14
  /// Kinds of hits but page views and bots', which are known in any case.
  case kinds = 15
  /// Hours, quiet ones joined: of the day where the window is one, else of all its days together.
  case hours = 16
  /// Classes of response times, quick and slow ones joined, by page.
  case times = 17

  /// What the parts of a group are together, where it is known.
  public enum Whole: Hashable, Sendable {
    case pageViews
    case visits
    /// Page views from the site itself, and those of logs without referrers.
    case inside
    /// Hits of people that are no page views.
    case others
    case people
    case bots
    /// Hits of people that were answered with an error.
    case errors
    /// A part of another breakdown, of which this one's group has the key.
    case part(of: Breakdown)
  }

  /// The group of referrers from the site itself.
  public static let inside: Int64 = 2
  /// The group of traffic that is programs'.
  public static let programs: Int64 = 2

  /// What a group of parts is a breakdown of.
  public func whole(ofGroup group: Int64) -> Whole {
    switch self {
    case .pages, .campaigns, .countries, .devices, .browsers, .systems, .hours: .pageViews
    case .entries: .visits
    case .referrers: group == Breakdown.inside ? .inside : .visits
    case .kinds: .others
    case .notFound: .errors
    case .traffic: group == Breakdown.programs ? .bots : .people
    case .landings: .part(of: .entries)
    case .notFoundLinks: .part(of: .notFound)
    case .versions: .part(of: .browsers)
    case .bots: .part(of: .traffic)
    case .times: .part(of: .pages)
    }
  }

  /// All of them, each after those that it is decided by.
  public static let inOrder = [Breakdown.kinds] + allCases.filter { $0 != .kinds }

  /// What its groups are parts of.
  public var parent: Breakdown? {
    if case .part(let parent) = whole(ofGroup: 0) { parent } else { nil }
  }

  /// Whether more can be published of a window that is decided: later portions, and sums of a month. Of parts of
  /// parts, what is hidden is not kept, and of hours it is not known.
  public var takesMore: Bool { parent == nil && self != .hours }

  /// Whether a part says nothing about people.
  public func isNonPersonal(_ cell: Cell) -> Bool {
    let traffic: Int64
    switch self {
    case .traffic: traffic = cell.key
    case .bots: traffic = cell.group
    default: return false
    }
    return TrafficClass(rawValue: UInt8(clamping: traffic))?.isNonPersonal ?? false
  }
}
