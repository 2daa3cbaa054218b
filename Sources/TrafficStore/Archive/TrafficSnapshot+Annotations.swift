import GRDB
public import Traffic

extension TrafficSnapshot {
  /// What people wrote on days, by day, site and text; nothing of a database of before there was that.
  ///
  /// Texts that this program would not have kept are left out: the file may be anybody's.
  ///
  /// - Parameters:
  ///   - days: The days; `nil` for all.
  ///   - site: The site that they are about, beside those on all sites; `nil` for any.
  /// - Complexity: O(*n*) in the annotations of the days, of which the last thousand are read.
  public func annotations(in days: ClosedRange<Day>? = nil, site: Int64? = nil) throws
    -> [Annotation]
  {
    guard try Schema.checkedVersion(of: db, path: "") >= Schema.firstWithPublication else {
      return []
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT annotation.day, site.name, annotation.text
        FROM annotation LEFT JOIN site ON site.id = annotation.site
        WHERE annotation.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR annotation.site IN (0, ?3))
          AND (annotation.site = 0 OR site.name IS NOT NULL)
        ORDER BY annotation.day DESC, site.name DESC, annotation.text DESC LIMIT 1000
        """,
      arguments: [
        days?.lowerBound.rawValue ?? 0, days?.upperBound.rawValue ?? Day.lastStored.rawValue, site,
      ])
    return try rows.reversed().map { row in
      Annotation(
        day: Day(rawValue: try row.decode(atIndex: 0)), site: try row.decode(atIndex: 1),
        text: try row.decode(atIndex: 2))
    }.filter { Annotation.isText($0.text) }
  }
}

extension Day {
  /// The last day that a row can be of.
  fileprivate static let lastStored = Day(rawValue: .max / Hour.perDay)
}
