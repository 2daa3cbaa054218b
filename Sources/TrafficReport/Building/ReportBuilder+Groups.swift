import Traffic
import TrafficStore

/// Rankings of two levels: classes and their families, browsers and their versions.
extension ReportBuilder {
  /// Hits by traffic class and bot family.
  func traffic(limit: Int?) throws -> Report.Table {
    let members = try snapshot.traffic(selection).map {
      Member(group: $0.traffic, name: $0.bot, counts: [$0.hits])
    }
    return ReportBuilder.grouped(
      "traffic", Report.Column("traffic", "Traffic", .text), Report.Column("bot", "Family", .text),
      [.hits], members, limit: limit)
  }

  /// What the class without a name is, where there is any of it.
  func trafficNotes() throws -> [String] {
    let unknown = TrafficClass.unknown.name
    guard try snapshot.traffic(selection).contains(where: { $0.traffic == unknown }) else {
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
    let members = try snapshot.versions(selection).map {
      Member(
        group: $0.browser, name: $0.version.map { String($0) }, counts: [$0.pageViews, $0.hits])
    }
    return ReportBuilder.grouped(
      "versions", Report.Column("browser", "Browser", .text),
      Report.Column("version", "Version", .text), [.pageViews, .hits], members, limit: limit)
  }

  /// A member of a group and what was counted of it.
  private struct Member {
    var group: String
    var name: String?
    var counts: [Int64]
  }

  /// The groups in the order of their first counts, and in each its members in theirs; of many
  /// members, those that count the most.
  private static func grouped(
    _ name: String, _ group: Report.Column, _ member: Report.Column, _ counts: [Report.Column],
    _ members: [Member], limit: Int?
  ) -> Report.Table {
    func sum(_ members: [Member]) -> [Int64] {
      counts.indices.map { index in members.reduce(0) { $0 + $1.counts[index] } }
    }
    let whole = sum(members)
    func cells(_ counts: [Int64]) -> [Report.Cell] {
      [.number(counts[0]), .share(of: counts[0], in: whole[0])]
        + counts.dropFirst().map { .number($0) }
    }
    func row(_ member: Member) -> [Report.Cell] {
      [.text(member.group), member.name.map { .text($0) } ?? .none] + cells(member.counts)
    }
    let groups = Dictionary(grouping: members, by: \.group).map { name, members in
      Member(group: name, name: nil, counts: sum(members))
    }.sorted { left, right in
      left.counts == right.counts
        ? left.group < right.group : right.counts.lexicographicallyPrecedes(left.counts)
    }
    // The members come with the one that counts the most first, whatever its group.
    let shown = members.prefix(limit ?? Int.max)
    return Report.Table(
      name: name, columns: [group, member, counts[0], .share] + counts.dropFirst(),
      rows: groups.flatMap { group in shown.filter { $0.group == group.group }.map(row) },
      totals: [.none, .none] + cells(whole), rowsLeftOut: members.count - shown.count,
      groups: groups.map(row))
  }
}
