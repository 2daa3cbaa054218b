import GRDB
import Traffic

extension TrafficSnapshot {
  /// Hits of each day by traffic class and bot family; no family where it is no bot's.
  ///
  /// - Complexity: O(*n*) in the classes and families of the hours selected.
  public func traffic(_ selection: TrafficSelection) throws -> [DayCounts<GroupedName>] {
    try days(
      """
      SELECT hour / 24, traffic_hour.site, sum(hits), 0, 0, traffic_class.name,
        iif(bot = \(BotFamily.none.rawValue), NULL, bot.name)
      FROM traffic_hour
        JOIN traffic_class ON traffic_class.id = traffic_hour.traffic
        JOIN bot ON bot.id = traffic_hour.bot
      WHERE \(selection.condition) GROUP BY 1, 2, traffic_hour.traffic, traffic_hour.bot
      """
    ) { GroupedName(group: $0[5], name: $0[6]) }
  }
}
