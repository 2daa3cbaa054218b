import Traffic
import TrafficStore

/// Breakdowns of two levels: classes and their families, browsers and their versions.
struct GroupedParts {
  let groups: Parts<String>
  let members: Parts<GroupedName>

  /// The groups that are known in order, each with its members that are.
  var rows: [(row: Ranking.Row, members: [Ranking.Row])] {
    let names = Dictionary(grouping: members.rows.keys, by: \.group)
    return groups.rows.map { group, totals in
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

extension GroupedParts {
  /// The groups and members as they were counted.
  init(_ counts: [DayCounts<GroupedName>]) {
    members = Parts(counts)
    groups = members.named { $0.group }
  }
}

extension ReportBuilder {
  /// Hits by traffic class and bot family.
  func traffic(limit: Int?) throws -> Report.Table {
    let parts = try isPrivate ? GroupedParts(snapshot.traffic(selection)) : publishedTraffic()
    return Ranking(
      name: "traffic",
      labels: [
        Report.Column("traffic", "Traffic", .text), Report.Column("bot", "Family", .text),
      ], values: [.hits, .shareOfHits]
    ).table(parts.rows, total: parts.groups.total, limit: limit)
  }

  private func publishedTraffic() throws -> GroupedParts {
    let (classes, bots) = (try snapshot.names(of: .traffic), try snapshot.names(of: .bot))
    var groups = try published(.traffic, of: \.hits, .hits).named { classes[$0.key] }
    groups.total += groups.rest
    var members = try published(.bots, of: \.bots, .hits).named { part in
      classes[part.group].map { group in
        let isNone = part.key == Int64(BotFamily.none.rawValue)
        return GroupedName(group: group, name: isNone ? nil : bots[part.key])
      }
    }
    // Only programs have families.
    for traffic in TrafficClass.allCases where !traffic.isBot {
      if let totals = groups.rows[traffic.name] {
        members.rows[GroupedName(group: traffic.name, name: nil)] = totals
      }
    }
    return GroupedParts(groups: groups, members: members)
  }

  /// What the class without a name is, where there is any of it.
  func trafficNotes(_ table: Report.Table) -> [Note] {
    guard table.groups.contains(where: { $0[0] == .text(TrafficClass.unknown.name) }) else {
      return []
    }
    return [.unknownTraffic]
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

  /// People's page views by browser and major version.
  func versions(limit: Int?) throws -> Report.Table {
    let parts = try isPrivate ? GroupedParts(snapshot.versions(selection)) : publishedVersions()
    return Ranking(
      name: "versions",
      labels: [
        Report.Column("browser", "Browser", .text), Report.Column("version", "Version", .text),
      ], values: peopleValues
    ).table(parts.rows, total: parts.groups.total, limit: limit)
  }

  private func publishedVersions() throws -> GroupedParts {
    let browsers = try snapshot.names(of: .browser)
    return GroupedParts(
      groups: try published(.browsers, of: \.pageViews).named { browsers[$0.key] },
      members: try published(.versions, of: \.pageViews).named { part in
        browsers[part.group].map {
          GroupedName(group: $0, name: part.key == 0 ? nil : String(part.key))
        }
      })
  }
}
