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

/// The rows of pages: a site and a path each.
enum PageRows {
  /// The row number of each page, made where there is none, in the order of site and path.
  ///
  /// The order of rows must tell nothing about the order of requests, so new pages are sorted.
  static func identify(
    _ pages: [Rollup.Page], sites: [Int64], in db: Database, path: String
  ) throws -> [Int64] {
    var rows = [Int64](repeating: 0, count: pages.count)
    let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM page") ?? 0
    var new: [Int32] = []
    if last == 0 {
      new = Array(0..<Int32(pages.count))
    } else {
      let find = try RawStatement(db, "SELECT id FROM page WHERE site = ? AND path = ?")
      for (index, page) in pages.enumerated() {
        find.bind(sites[Int(page.site)], at: 1)
        if let id = try find.run(text: page.path.text, at: 2) {
          rows[index] = id
        } else {
          new.append(Int32(index))
        }
      }
    }
    guard last + Int64(new.count) < PageKey.pages.upperBound else {
      throw StoreError(.tooManyPages, path: path)
    }
    try insert(new, of: pages, sites: sites, into: db, rows: &rows)
    return rows
  }

  /// Inserts pages in order; of two with the same bytes, the second gets the row of the first.
  private static func insert(
    _ new: [Int32], of pages: [Rollup.Page], sites: [Int64], into db: Database,
    rows: inout [Int64]
  ) throws {
    func follows(_ left: Int32, _ right: Int32) -> Bool {
      let (left, right) = (pages[Int(left)], pages[Int(right)])
      let (leftSite, rightSite) = (sites[Int(left.site)], sites[Int(right.site)])
      return leftSite != rightSite
        ? leftSite > rightSite : precedes(right.path.text, left.path.text)
    }
    var new = new
    let isSorted = zip(new, new.dropFirst()).allSatisfy { !follows($0, $1) }
    if !isSorted { new.sort { follows($1, $0) } }
    let statement = try RawStatement(db, "INSERT INTO page(site, path) VALUES (?, ?)")
    var previous: Int32?
    for index in new {
      if let previous, !follows(index, previous) {
        rows[Int(index)] = rows[Int(previous)]
        continue
      }
      let page = pages[Int(index)]
      statement.bind(sites[Int(page.site)], at: 1)
      _ = try statement.run(text: page.path.text, at: 2)
      rows[Int(index)] = db.lastInsertedRowID
      previous = index
    }
  }
}

/// Whether a text comes before another by its bytes, as SQLite compares.
///
/// Swift's own comparison takes composed and decomposed letters as equal; a database does not.
func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
