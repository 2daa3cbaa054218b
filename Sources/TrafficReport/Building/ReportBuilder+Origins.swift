import Traffic
import TrafficStore

/// Where people came from.
extension ReportBuilder {
  /// Page views of logs that have no referrers, as a kind of their own: what is missing of a total
  /// tells as much as what is there.
  private static let silent = "not logged"
  private static let own = Set([ReferrerGroup.internal.name, ReferrerGroup.direct.name])

  private func referrerParts() throws -> GroupedBreakdown {
    GroupedBreakdown(
      try snapshot.referrers(reading), .views, self,
      rest: .init(key: ReportBuilder.silent, expected: ReportBuilder.views))
  }

  /// Page views as the tables count them that count nothing else.
  static func views(_ totals: TrafficTotals) -> TrafficTotals {
    var views = TrafficTotals()
    (views.pageViews, views.hits) = (totals.pageViews, totals.pageViews)
    return views
  }

  /// Page views by referrer, those of the site itself and those without any left to the notes.
  ///
  /// Most page views come from the site itself: among the others' shares they would hide them.
  /// The total is that of the kinds that are known.
  func referrers(limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    let parts = try referrerParts()
    let kinds = parts.rows { !ReportBuilder.own.contains($0) }
    let total = kinds.reduce(into: TrafficTotals()) { $0 += $1.row.totals }
    let rows = kinds.flatMap { kind in
      kind.members.map { Ranking.Row(labels: $0.labels.reversed(), totals: $0.totals) }
    }.sorted(by: Ranking.precedes)
    let other = rows.reduce(into: total) { $0 -= $1.totals }
    let table = Ranking(
      name: "referrers",
      labels: [
        Report.Column("referrer", "Referrer", .text), Report.Column("kind", "Kind", .text),
      ], values: [.pageViews, .shareOfViews]
    ).table(rows, of: (total, other), limit: limit)
    return ([table], referrerNotes(parts))
  }

  /// What the table of referrers leaves out.
  private func referrerNotes(_ parts: GroupedBreakdown) -> [String] {
    func views(_ group: ReferrerGroup) -> Int64 { parts.groups.rows[group.name]?.pageViews ?? 0 }
    let (inside, direct) = (views(.internal), views(.direct))
    var notes: [String] = []
    if inside + direct > 0 {
      notes.append(
        "Not among the referrers: \(NumberText.count(inside)) page views from the site itself, "
          + "\(NumberText.count(direct)) without a referrer (typed, bookmarked or withheld).")
    }
    let silent = parts.groups.rest?.pageViews ?? 0
    guard silent > 0 else { return notes }
    guard parts.groups.total.pageViews > 0 else { return ["No log of this period has referrers."] }
    return notes + ["\(NumberText.count(silent)) further page views are of logs without referrers."]
  }

  /// All page views by the kind of place they came from.
  func referrerKinds(limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    let parts = try referrerParts().groups
    var rows = parts.rows.map { Ranking.Row(labels: [.text($0.key)], totals: $0.value) }
    var notes = [
      "Internal is from a page of the site itself, direct without a referrer: typed, bookmarked "
        + "or withheld."
    ]
    if parts.total.pageViews == 0 {
      if (parts.rest?.pageViews ?? 0) > 0 { notes = ["No log of this period has referrers."] }
    } else if let rest = parts.rest {
      rows.append(Ranking.Row(labels: [.text(ReportBuilder.silent)], totals: rest))
    }
    let total = ReportBuilder.views(whole.sum(in: span))
    let other = rows.reduce(into: total) { $0 -= $1.totals }
    var table = Ranking(
      name: "referrer_kinds", labels: [Report.Column("kind", "Kind", .text)],
      values: [.pageViews, .shareOfViews]
    ).table(
      parts.total.pageViews > 0 ? rows.sorted(by: Ranking.precedes) : [],
      of: (total, parts.total.pageViews > 0 ? other : TrafficTotals()), limit: limit)
    table.columns[1].hasBar = true
    return ([table], notes)
  }

  /// People's page views and hits by country.
  func countries(limit: Int?) throws -> Report.Table {
    let counts = try snapshot.countries(reading)
    let parts = Breakdown(
      counts, of: known(counts, .views, ReportBuilder.people), in: span, .views, threshold,
      parent: \.site)
    return Ranking(
      name: "countries",
      labels: [Report.Column("country", "Country", .text), Report.Column("code", "Code", .text)],
      values: [.pageViews, .shareOfViews, .hits]
    ).table(
      parts.rows.map {
        Ranking.Row(labels: [.text($0.key.name), .text($0.key.description)], totals: $0.value)
      }.sorted(by: Ranking.precedes), of: (parts.total, parts.other), limit: limit)
  }

  /// What may be known of all that has a property which not every page view has, by site: it is
  /// itself a part, beside those that have it not.
  func known<Key>(
    _ counts: [DayCounts<Key>], _ measure: Measure,
    _ expected: @escaping (TrafficTotals) -> TrafficTotals
  ) -> [Int64: [Portion]] {
    let parts = breakdown(
      counts.map { DayCounts(day: $0.day, site: $0.site, key: 1, totals: $0.totals) }, measure,
      rest: .init(key: 0, expected: expected))
    return parts.portions.mapValues { $0[1] ?? [] }
  }

  /// Page views and hits of people.
  static func people(_ totals: TrafficTotals) -> TrafficTotals {
    var people = TrafficTotals()
    (people.pageViews, people.hits) = (totals.pageViews, totals.hits - totals.bots)
    return people
  }

  /// Whether a country is known of any hit.
  func knowsCountries(_ table: Report.Table) -> Bool {
    table.rows.contains { $0[1] != .text(CountryCode.unknown.description) }
  }

  /// Why no country is known, where that is so; and what any report on people says.
  func countryNotes(_ table: Report.Table) -> [String] {
    guard !knowsCountries(table) else { return peopleNotes() }
    return [
      "No country of this period is known: that takes a database of countries when logs are "
        + "counted."
    ]
  }

  /// Page views by campaign, and why there is none, where that is so.
  func campaigns(limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    let counts = try snapshot.campaigns(reading)
    let parts = Breakdown(
      counts, of: known(counts, .views, ReportBuilder.views), in: span, .views, threshold,
      parent: \.site)
    let table = Ranking(
      name: "campaigns",
      labels: [
        Report.Column("source", "Source", .text), Report.Column("medium", "Medium", .text),
        Report.Column("campaign", "Campaign", .text),
      ], values: [.pageViews, .shareOfViews]
    ).table(
      parts.rows.map { campaign, totals in
        Ranking.Row(
          labels: [.text(campaign.source), .text(campaign.medium), .text(campaign.name)],
          totals: totals)
      }.sorted(by: Ranking.precedes), of: (parts.total, parts.other), limit: limit)
    return (
      [table],
      table.rows.isEmpty ? ["No link of this period named a campaign that may be kept."] : []
    )
  }
}
