public import Traffic
public import TrafficReport

/// What a reader of the dashboard asked for: all of it is in the address, so that it can be kept and sent on.
///
/// Addresses are relative and have these names: `site`, `from`, `to` (days, RFC 3339 `full-date`), `compare`, `by`, `page`,
/// `report`, `kind`, `referrer`, `lang`. A form that is sent with nothing in a field gives an empty value, which is none.
public struct PageQuery: Hashable, Sendable {
  /// `nil` for all sites.
  public var site: String?
  public var from: Day?
  public var to: Day?
  /// With what the period is compared, as the command line has it.
  public var compare: String?
  /// The step of the chart, as the command line has it.
  public var by: String?
  /// A page's path, where one page is asked for.
  public var page: String?
  /// One report whole, where that is asked for.
  public var report: ReportKind?
  /// Which rows of that report are wanted, by the columns `kind` and `referrer`, where it has them.
  public var part: String?
  public var referrer: String?
  public var language: Language

  public init(
    site: String? = nil, from: Day? = nil, to: Day? = nil, compare: String? = nil,
    by: String? = nil, page: String? = nil, report: ReportKind? = nil,
    language: Language = .english
  ) {
    (self.site, self.from, self.to) = (site, from, to)
    (self.compare, self.by, self.page) = (compare, by, page)
    (self.report, self.language) = (report, language)
  }

  /// What stands in the address, in this order; English, as the first language, is left out.
  var pairs: [(name: StaticString, value: String)] {
    let all: [(name: StaticString, value: String?)] = [
      ("site", site), ("from", from?.description), ("to", to?.description), ("compare", compare),
      ("by", by), ("page", page), ("report", report?.rawValue),
      ("kind", report == nil ? nil : part), ("referrer", report == nil ? nil : referrer),
      ("lang", language == .english ? nil : language.rawValue),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }

  /// The address of another question to the dashboard.
  func link(_ change: (inout PageQuery) -> Void = { _ in }) -> Link {
    var query = self
    change(&query)
    return Link("./", query.pairs)
  }
}
