import GRDB
import Traffic

/// Hits of one traffic class and bot family.
public struct TrafficFamily: Hashable, Sendable {
  /// The name of the class.
  public var traffic: String
  /// The name of the family; `nil` where it is no bot's.
  public var bot: String?
  public var hits: Int64

  public init(traffic: String, bot: String?, hits: Int64) {
    self.traffic = traffic
    self.bot = bot
    self.hits = hits
  }
}

extension TrafficSnapshot {
  /// Hits by traffic class and bot family, the most first.
  ///
  /// - Complexity: O(*n*) in the classes and families of the hours selected.
  public func traffic(_ selection: TrafficSelection) throws -> [TrafficFamily] {
    let request = SQLRequest<Row>(
      literal: """
        SELECT traffic_class.name, iif(bot = \(BotFamily.none.rawValue), NULL, bot.name), sum(hits)
        FROM traffic_hour
          JOIN traffic_class ON traffic_class.id = traffic_hour.traffic
          JOIN bot ON bot.id = traffic_hour.bot
        WHERE \(selection.condition)
        GROUP BY traffic_hour.traffic, traffic_hour.bot ORDER BY 3 DESC, 1, 2
        """)
    return try request.fetchAll(db).map { TrafficFamily(traffic: $0[0], bot: $0[1], hits: $0[2]) }
  }
}
