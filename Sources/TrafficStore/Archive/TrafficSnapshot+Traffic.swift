import GRDB
import Traffic

extension TrafficSnapshot {
  /// Hits of each day by traffic class and bot family; no family where it is no bot's.
  ///
  /// - Complexity: O(*n*) in the classes and families of the hours selected.
  public func traffic(_ selection: TrafficSelection) throws -> [DayCounts<GroupedName>] {
    let sums = try DaySums(
      db, "traffic << 32 | bot, hits", from: "traffic_hour", hours: selection
    ) { TrafficTotals($0, hits: 3) }
    let classes = try names("SELECT id, name FROM traffic_class")
    let bots = try names("SELECT id, name FROM bot")
    var families: [Int64: GroupedName] = [:]
    for key in Set(sums.counts.map(\.key)) {
      let bot = key & 0xFFFF_FFFF
      guard let group = classes[key >> 32], let name = bots[bot] else { continue }
      families[key] = GroupedName(
        group: group, name: bot == Int64(BotFamily.none.rawValue) ? nil : name)
    }
    return sums.named(families)
  }
}
