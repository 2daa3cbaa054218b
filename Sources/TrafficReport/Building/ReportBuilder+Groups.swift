import Traffic
import TrafficStore

/// A group of a site.
struct GroupPlace: Hashable {
  var site: Int64
  var group: String
}

/// Breakdowns of two levels: classes and their families, browsers and their versions. Each group is a
/// part of its site, and the whole of its members.
struct GroupedBreakdown {
  let groups: Breakdown<Int64, String>
  let members: Breakdown<GroupPlace, GroupedName>

  init(
    _ counts: [DayCounts<GroupedName>], _ measure: Measure, _ builder: ReportBuilder,
    rest: Breakdown<Int64, String>.Rest? = nil
  ) {
    self.init(
      counts, measure, builder,
      groups: builder.breakdown(
        counts.map { DayCounts(day: $0.day, site: $0.site, key: $0.key.group, totals: $0.totals) },
        measure, rest: rest))
  }

  /// - Parameter groups: What is known of the groups.
  init(
    _ counts: [DayCounts<GroupedName>], _ measure: Measure, _ builder: ReportBuilder,
    groups: Breakdown<Int64, String>, isNonPersonal: (String) -> Bool = { _ in false }
  ) {
    self.groups = groups
    var wholes: [GroupPlace: [Portion]] = [:]
    for (site, parts) in groups.portions {
      for (group, portions) in parts { wholes[GroupPlace(site: site, group: group)] = portions }
    }
    members = Breakdown(
      counts, of: wholes, in: builder.span, measure, builder.threshold,
      isNonPersonal: { isNonPersonal($0.group) },
      parent: { GroupPlace(site: $0.site, group: $0.key.group) })
  }

  /// The groups that are known in order, each with its members that are.
  func rows(
    _ isShown: (String) -> Bool = { _ in true }
  ) -> [(row: Ranking.Row, members: [Ranking.Row])] {
    let names = Dictionary(grouping: members.rows.keys, by: \.group)
    return groups.rows.filter { isShown($0.key) }.map { group, totals in
      let row = Ranking.Row(labels: [.text(group), .none], totals: totals)
      let rows = (names[group] ?? []).map { key in
        Ranking.Row(
          labels: [.text(group), key.name.map { .text($0) } ?? .none],
          totals: members.rows[key] ?? TrafficTotals())
      }
      return (row, rows.sorted(by: Ranking.precedes))
    }.sorted { Ranking.precedes($0.row, $1.row) }
  }
}

extension ReportBuilder {
  /// Classes whose hits are nobody's doing.
  private static let nobodys = Set(TrafficClass.allCases.filter(\.isNonPersonal).map(\.name))
  private static let people = Set(TrafficClass.allCases.filter { !$0.isBot }.map(\.name))

  /// What may be known of traffic classes.
  ///
  /// How many of all hits are bots' is known, so that classes of people and of programs are each the
  /// parts of a whole of their own. Among programs, those that may be somebody's are one part first, of
  /// which the classes are the parts: what is left of the bots without those that are nobody's is all
  /// of them together. It is held to the threshold, so where it is too little, the smallest class of
  /// nobody's is hidden beside it.
  private func trafficClasses(_ counts: [DayCounts<GroupedName>]) -> Breakdown<Int64, String> {
    func parts(
      of wholes: [Int64: [Portion]], _ isPart: (String) -> Bool,
      as name: (String) -> String = { $0 }
    ) -> Breakdown<Int64, String> {
      Breakdown(
        counts.filter { isPart($0.key.group) }.map {
          DayCounts(day: $0.day, site: $0.site, key: name($0.key.group), totals: $0.totals)
        }, of: wholes, in: span, .hits, threshold, isNonPersonal: ReportBuilder.nobodys.contains,
        parent: \.site)
    }
    // No class has this name.
    let somebodys = ""
    let people = parts(of: sitePortions, ReportBuilder.people.contains)
    let programs = parts(
      of: sitePortions, { !ReportBuilder.people.contains($0) },
      as: { ReportBuilder.nobodys.contains($0) ? $0 : somebodys })
    let tools = parts(
      of: programs.portions.mapValues { $0[somebodys] ?? [] },
      { !ReportBuilder.people.contains($0) && !ReportBuilder.nobodys.contains($0) })
    var classes = Breakdown(joining: [people, programs, tools]) { $0 != somebodys }
    let days = knownDays
    classes.total = counts.reduce(into: TrafficTotals()) {
      if days.contains($1.day) { $0 += $1.totals }
    }
    return classes
  }

  /// Hits by traffic class and bot family.
  func traffic(limit: Int?) throws -> Report.Table {
    let counts = try snapshot.traffic(reading)
    let parts = GroupedBreakdown(
      counts, .hits, self, groups: trafficClasses(counts),
      isNonPersonal: ReportBuilder.nobodys.contains)
    return Ranking(
      name: "traffic",
      labels: [
        Report.Column("traffic", "Traffic", .text), Report.Column("bot", "Family", .text),
      ], values: [.hits, .shareOfHits]
    ).table(parts.rows(), total: parts.groups.total, limit: limit)
  }

  /// What the class without a name is, where there is any of it.
  func trafficNotes(_ table: Report.Table) -> [String] {
    guard table.groups.contains(where: { $0[0] == .text(TrafficClass.unknown.name) }) else {
      return []
    }
    return [
      "Unknown is what says nothing of itself; in reports on people it is counted with persons."
    ]
  }

  /// Hits by traffic class, all in one line.
  func trafficLine() throws -> Report.Table {
    var table = try traffic(limit: nil)
    table.rows = table.groups.map { [$0[0], $0[2], $0[3]] }
    table.columns.remove(at: 1)
    table.totals?.remove(at: 1)
    table.groups = []
    table.shape = .line
    return table
  }

  /// People's page views and hits by browser and major version.
  func versions(limit: Int?) throws -> Report.Table {
    let parts = GroupedBreakdown(try snapshot.versions(reading), .views, self)
    return Ranking(
      name: "versions",
      labels: [
        Report.Column("browser", "Browser", .text), Report.Column("version", "Version", .text),
      ], values: [.pageViews, .shareOfViews, .hits]
    ).table(parts.rows(), total: parts.groups.total, limit: limit)
  }
}
