import Traffic
import TrafficStore

/// Where people came from.
extension ReportBuilder {
  /// Page views by referrer, those of the site itself and those without any left to the notes.
  ///
  /// Most page views come from the site itself: among the others' shares they would hide them.
  func referrers(limit: Int?) throws -> Report.Table {
    let rows = try snapshot.referrers(selection).filter { !ReportBuilder.isOwn($0.group) }
    let views = rows.reduce(0) { $0 + $1.pageViews }
    return folded(
      Report.Table(
        name: "referrers",
        columns: [
          Report.Column("referrer", "Referrer", .text), Report.Column("kind", "Kind", .text),
          .pageViews, .share,
        ],
        rows: rows.map {
          [
            .text($0.host), .text($0.kind), .number($0.pageViews),
            .share(of: $0.pageViews, in: views),
          ]
        }, totals: [.none, .none, .number(views), .share(of: views, in: views)]), limit: limit)
  }

  /// What the table of referrers leaves out.
  func referrerNotes() throws -> [String] {
    let rows = try snapshot.referrers(selection)
    func views(_ group: ReferrerGroup) -> Int64 {
      rows.reduce(0) { $0 + ($1.group == group.rawValue ? $1.pageViews : 0) }
    }
    let (inside, direct) = (views(.internal), views(.direct))
    guard inside + direct > 0 else { return [] }
    return [
      "Not among the referrers: \(NumberText.count(inside)) page views from the site itself, "
        + "\(NumberText.count(direct)) without a referrer (typed, bookmarked or withheld)."
    ]
  }

  /// How much of the traffic the reports on referrers know nothing of, where that is any.
  func silentLogNotes() throws -> [String] {
    let known = try snapshot.referrers(selection).reduce(0) { $0 + $1.pageViews }
    let silent = try totals().pageViews - known
    guard silent > 0 else { return [] }
    guard known > 0 else { return ["No log of this period has referrers."] }
    return ["\(NumberText.count(silent)) further page views are of logs without referrers."]
  }

  private static func isOwn(_ group: UInt8) -> Bool {
    group == ReferrerGroup.direct.rawValue || group == ReferrerGroup.internal.rawValue
  }

  static let kindNotes = [
    "Internal is from a page of the site itself, direct without a referrer: typed, bookmarked or "
      + "withheld."
  ]

  /// All page views by the kind of place they came from.
  func referrerKinds(limit: Int?) throws -> Report.Table {
    var kinds: [(name: String, views: Int64)] = []
    for row in try snapshot.referrers(selection) {
      if let index = kinds.firstIndex(where: { $0.name == row.kind }) {
        kinds[index].views += row.pageViews
      } else {
        kinds.append((row.kind, row.pageViews))
      }
    }
    kinds.sort { ($0.views, $1.name) > ($1.views, $0.name) }
    let views = kinds.reduce(0) { $0 + $1.views }
    let table = Report.Table(
      name: "referrer_kinds",
      columns: [
        Report.Column("kind", "Kind", .text),
        Report.Column("page_views", "Page views", .count, hasBar: true), .share,
      ],
      rows: kinds.map { [.text($0.name), .number($0.views), .share(of: $0.views, in: views)] },
      totals: [.none, .number(views), .share(of: views, in: views)])
    return table.limited(to: limit)
  }

  /// People's page views and hits by country.
  func countries(limit: Int?) throws -> Report.Table {
    let rows = try snapshot.countries(selection)
    let (views, hits) = rows.reduce((0, 0)) { ($0.0 + $1.pageViews, $0.1 + $1.hits) }
    return folded(
      Report.Table(
        name: "countries",
        columns: [
          Report.Column("country", "Country", .text), Report.Column("code", "Code", .text),
          .pageViews, .share, .hits,
        ],
        rows: rows.map {
          [
            .text($0.country.name), .text($0.country.description), .number($0.pageViews),
            .share(of: $0.pageViews, in: views), .number($0.hits),
          ]
        },
        totals: [
          .none, .none, .number(views), .share(of: views, in: views), .number(hits),
        ]), limit: limit)
  }

  /// Whether a country is known of any hit.
  func knowsCountries() throws -> Bool {
    try snapshot.countries(selection).contains { $0.country != .unknown }
  }

  /// Why no country is known, where that is so; and what any report on people says.
  func countryNotes() throws -> [String] {
    guard try !knowsCountries() else { return try peopleNotes() }
    return [
      "No country of this period is known: that takes a database of countries when logs are "
        + "counted."
    ]
  }

  /// Why there is no campaign, where that is so.
  func campaignNotes() throws -> [String] {
    guard try snapshot.campaigns(selection).isEmpty else { return [] }
    return ["No link of this period named a campaign that may be kept."]
  }

  /// Page views by campaign.
  func campaigns(limit: Int?) throws -> Report.Table {
    let rows = try snapshot.campaigns(selection)
    let views = rows.reduce(0) { $0 + $1.pageViews }
    return folded(
      Report.Table(
        name: "campaigns",
        columns: [
          Report.Column("source", "Source", .text), Report.Column("medium", "Medium", .text),
          Report.Column("campaign", "Campaign", .text), .pageViews, .share,
        ],
        rows: rows.map {
          [
            .text($0.campaign.source), .text($0.campaign.medium), .text($0.campaign.name),
            .number($0.pageViews), .share(of: $0.pageViews, in: views),
          ]
        }, totals: [.none, .none, .none, .number(views), .share(of: views, in: views)]),
      limit: limit)
  }

  /// A ranking in which no row shows fewer page views than the threshold.
  private func folded(_ table: Report.Table, limit: Int?) -> Report.Table {
    threshold.folded(table, by: .pageViews).limited(to: limit)
  }
}

extension Report.Table {
  /// The first rows, with the others counted as left out.
  func limited(to limit: Int?) -> Report.Table {
    var table = self
    table.rows = Array(rows.prefix(limit ?? Int.max))
    table.rowsLeftOut += rows.count - table.rows.count
    return table
  }
}
