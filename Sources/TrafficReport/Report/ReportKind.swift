/// The questions a report answers.
public enum ReportKind: String, CaseIterable, Sendable {
  case overview
  case pages
  case hours
  case days
  case devices
  case browsers
  case systems
  case statuses
  case sites
  case sources
  case kinds

  /// The heading of the report.
  public var title: String {
    switch self {
    case .overview: "Overview"
    case .pages: "Pages"
    case .hours: "Hours"
    case .days: "Days"
    case .devices: "Devices"
    case .browsers: "Browsers"
    case .systems: "Operating systems"
    case .statuses: "Statuses"
    case .sites: "Sites"
    case .sources: "Sources"
    case .kinds: "Kinds of hits"
    }
  }

  /// Whether the report is about hours, and can be narrowed to some, and to a site.
  public var isAboutHours: Bool { self != .sources }
}
