import GRDB
import Traffic

extension TrafficSnapshot {
  /// All hits of some hours, and those that were answered with a status from 500 on.
  ///
  /// - Complexity: O(*n*) in the statuses of the hours selected.
  public func serverErrors(_ selection: TrafficSelection) throws -> (hits: Int64, errors: Int64) {
    let request = SQLRequest<Row>(
      literal: """
        SELECT coalesce(sum(hits), 0), coalesce(sum(hits) FILTER (WHERE status >= 500), 0)
        FROM status_hour WHERE \(selection.condition)
        """)
    guard let row = try request.fetchOne(db) else { return (0, 0) }
    return (try row.decode(atIndex: 0), try row.decode(atIndex: 1))
  }
}
