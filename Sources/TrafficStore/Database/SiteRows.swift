import GRDB
import Traffic

/// The rows of sites: a name each.
enum SiteRows {
  /// The row number of each site, made where there is none, in the order of their names.
  static func identify(_ sites: [SiteName], in db: Database) throws -> [Int64] {
    let find = try RawStatement(db, "SELECT id FROM site WHERE name = ?")
    let insert = try RawStatement(db, "INSERT INTO site(name) VALUES (?)")
    var rows = [Int64](repeating: 0, count: sites.count)
    var new: [Int] = []
    for (index, site) in sites.enumerated() {
      if let id = try find.run(text: site.text, at: 1) {
        rows[index] = id
      } else {
        new.append(index)
      }
    }
    new.sort { precedes(sites[$0].text, sites[$1].text) }
    for index in new {
      _ = try insert.run(text: sites[index].text, at: 1)
      rows[index] = db.lastInsertedRowID
    }
    return rows
  }
}
