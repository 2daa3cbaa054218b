/// The questions a report answers.
public enum ReportKind: String, CaseIterable, Sendable {
  case overview
  case pages
  case entries
  case landings
  case notFound = "not-found"
  case hours
  case days
  case referrers
  case referrerKinds = "referrer-kinds"
  case campaigns
  case countries
  case devices
  case browsers
  case versions
  case systems
  case traffic
  case times
  case statuses
  case sites
  case sources
  case kinds

  /// The heading of the report.
  public var title: String {
    switch self {
    case .overview: "Overview"
    case .pages: "Pages"
    case .entries: "Landing pages"
    case .landings: "Landing pages and referrers"
    case .notFound: "Not found"
    case .hours: "Hours"
    case .days: "Days"
    case .referrers: "Referrers"
    case .referrerKinds: "Kinds of referrers"
    case .campaigns: "Campaigns"
    case .countries: "Countries"
    case .devices: "Devices"
    case .browsers: "Browsers"
    case .versions: "Browser versions"
    case .systems: "Operating systems"
    case .traffic: "Traffic"
    case .times: "Response times"
    case .statuses: "Statuses"
    case .sites: "Sites"
    case .sources: "Sources"
    case .kinds: "Kinds of hits"
    }
  }

  /// Whether others may see it: what the server answered, and which logs there are, is the operator's.
  public var isPublished: Bool { self != .sources && self != .statuses }

  /// Whether it is made of parts of what is known of days.
  var isBrokenDown: Bool { self != .days && self != .sites && self != .sources }

  /// Whether its rows are in the order of time.
  var isSeries: Bool { self == .days || self == .hours || self == .overview }

  /// Whether the report is about hours, and can be narrowed to some, and to a site.
  public var isAboutHours: Bool { self != .sources }

  /// Whether what the report shows is kept by day, so that it can only be about whole days.
  public var isAboutDays: Bool {
    switch self {
    case .entries, .landings, .notFound, .referrers, .referrerKinds, .campaigns, .countries,
      .versions, .times:
      true
    default: false
    }
  }
}
