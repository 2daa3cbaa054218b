import GRDB
import Traffic

extension MergedRows {
  /// Adds what was written on days on the member: the same text on several servers is there once.
  ///
  /// Annotations that the fleet's own operator wrote stay as they are. Of a share only texts are taken that could
  /// have been typed, and no more than anybody would type.
  func addAnnotations() throws {
    let name = "annotation"
    guard
      try Int.fetchOne(
        member, sql: "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?",
        arguments: [name]) != nil
    else { return }
    let rows = try Row.fetchCursor(
      member,
      sql: "SELECT day, site, text FROM annotation ORDER BY day DESC, site, text LIMIT 10000")
    while let row = try rows.next() {
      guard let day = Day(stored: try row.decode(atIndex: 0)), day.rawValue >= 0 else {
        throw StoreError(.corrupt, path: share)
      }
      let number: Int64 = try row.decode(atIndex: 1)
      let text: String = try row.decode(atIndex: 2)
      guard Annotation.isText(text) else { continue }
      let site =
        number == AnnotationRows.allSites ? number : try self.number(of: number, in: sites)
      _ = try AnnotationRows.add(text, on: day, of: site, isMerged: true, to: db)
    }
  }
}
