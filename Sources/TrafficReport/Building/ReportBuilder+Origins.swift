import Traffic
import TrafficStore

/// Where people came from.
extension ReportBuilder {
  /// Page views of logs that have no referrers, as a kind of their own: what is missing of a total
  /// tells as much as what is there.
  private static let silent = "not logged"

  /// Page views by referrer; what is not logged is the rest.
  private func referrerParts() throws -> Parts<GroupedName> {
    if isPrivate {
      var parts = Parts(try snapshot.referrers(selection))
      parts.rest.pageViews = whole.pageViews - parts.total.pageViews
      parts.rest.hits = parts.rest.pageViews
      return parts
    }
    let names = try snapshot.referrerNames()
    return try published(.referrers, of: \.pageViews).named { names[$0.key] }
  }

  /// Page views by referrer, those of the site itself and those without any left to the notes.
  ///
  /// Most page views come from the site itself: among the others' shares they would hide them.
  func referrers(limit: Int?) throws -> (tables: [Report.Table], notes: [Note]) {
    let parts = try referrerParts()
    func views(_ group: ReferrerGroup) -> Int64 {
      parts.rows.reduce(0) { $0 + ($1.key.group == group.name ? $1.value.pageViews : 0) }
    }
    let (inside, direct) = (views(.internal), views(.direct))
    let own = [ReferrerGroup.internal.name, ReferrerGroup.direct.name]
    let shown = parts.rows.filter { !own.contains($0.key.group) }
    let total = parts.rows.reduce(into: parts.total) {
      if own.contains($1.key.group) { $0 -= $1.value }
    }
    let table = Ranking(
      name: "referrers",
      labels: [
        Report.Column("referrer", "Referrer", .text), Report.Column("kind", "Kind", .text),
      ], values: [.pageViews, .shareOfViews]
    ).table(
      shown.map { key, totals in
        Ranking.Row(labels: [.text(key.name ?? ""), .text(key.group)], totals: totals)
      }.sorted(by: Ranking.precedes),
      of: (total, shown.values.reduce(into: total) { $0 -= $1 }), limit: limit)
    return ([table], referrerNotes(parts, inside: inside, direct: direct))
  }

  /// What the table of referrers leaves out.
  private func referrerNotes(
    _ parts: Parts<GroupedName>, inside: Int64, direct: Int64
  ) -> [Note] {
    var notes: [Note] = []
    if inside + direct > 0 { notes.append(.notAmongReferrers(inside: inside, direct: direct)) }
    let silent = parts.rest.pageViews
    guard silent > 0 else { return notes }
    guard parts.total.pageViews > 0 else { return [.noReferrers] }
    return notes + [.withoutReferrers(views: silent)]
  }

  /// All page views by the kind of place they came from: those whose host is known by name.
  func referrerKinds(limit: Int?) throws -> (tables: [Report.Table], notes: [Note]) {
    let parts = try referrerParts()
    var rows = parts.named { $0.group }.rows.map {
      Ranking.Row(labels: [.text($0.key)], totals: $0.value)
    }
    var notes: [Note] = [.kindsOfReferrers]
    if !isPrivate, rows.count > 0 {
      notes.append(.hostsKnownByName)
    }
    var (total, other) = (parts.total, parts.other)
    if parts.total.pageViews == 0 {
      if parts.rest.pageViews > 0 { notes = [.noReferrers] }
      (rows, other) = ([], TrafficTotals())
    } else if parts.rest.pageViews > 0 {
      rows.append(Ranking.Row(labels: [.text(ReportBuilder.silent)], totals: parts.rest))
      total += parts.rest
    }
    var table = Ranking(
      name: "referrer_kinds", labels: [Report.Column("kind", "Kind", .text)],
      values: [.pageViews, .shareOfViews]
    ).table(rows.sorted(by: Ranking.precedes), of: (total, other), limit: limit)
    table.columns[1].hasBar = true
    return ([table], notes)
  }

  /// People's page views by country.
  func countries(limit: Int?) throws -> Report.Table {
    let parts =
      try isPrivate
      ? Parts(snapshot.countries(selection))
      : published(.countries, of: \.pageViews).named {
        CountryCode(UInt8($0.key >> 8 & 255), UInt8($0.key & 255)) ?? .unknown
      }
    return Ranking(
      name: "countries",
      labels: [Report.Column("country", "Country", .text), Report.Column("code", "Code", .text)],
      values: peopleValues
    ).table(
      parts.rows.map {
        Ranking.Row(labels: [.text($0.key.name), .text($0.key.description)], totals: $0.value)
      }.sorted(by: Ranking.precedes), of: (parts.total, parts.other), limit: limit)
  }

  /// Whether a country is known of any hit.
  func knowsCountries(_ table: Report.Table) -> Bool {
    table.rows.contains { $0[1] != .text(CountryCode.unknown.description) }
  }

  /// Why no country is known, where that is so; and what any report on people says.
  func countryNotes(_ table: Report.Table) -> [Note] {
    guard !knowsCountries(table) else { return peopleNotes() }
    return [.noCountries]
  }

  /// Page views by campaign, and why there is none, where that is so.
  func campaigns(limit: Int?) throws -> (tables: [Report.Table], notes: [Note]) {
    let names = try snapshot.campaignNames()
    var (parts, unknown): (Parts<Campaign>, Int64) = (Parts(), 0)
    if isPrivate {
      parts = Parts(try snapshot.campaigns(selection))
    } else {
      var published = try published(.campaigns, of: \.pageViews)
      unknown = try takeOutUnknown(of: &published, .campaigns)
      parts = published.named { names[$0.key] }
    }
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
    if unknown > 0 { return ([table], [.campaignUnknown(views: unknown)]) }
    return (
      [table],
      table.rows.isEmpty ? [.noCampaigns] : []
    )
  }
}
