import GRDB
import Traffic

/// The rows of a batch's sites: a name each, and one for all whose names may not be kept.
///
/// Who sends a request may choose the host that a log names, so a name that nobody vouches for is
/// written only when enough different people have asked for it, as with pages.
struct SiteRows {
  /// The row number of each site of the batch.
  private(set) var ids: [Int64]
  /// Which sites of the batch are counted under the rare ones.
  private(set) var rare: Set<Int32> = []

  /// Finds the row of each site, and makes those there are not, in the order of their names.
  ///
  /// - Parameter trusted: The sites whose names may be kept in any case; `nil` for all.
  static func identify(
    _ rollup: Rollup, trusted: Set<SiteName>?, policy: PagePolicy, in db: Database
  ) throws -> SiteRows {
    var rows = SiteRows(count: rollup.sites.count)
    let find = try RawStatement(db, "SELECT id FROM site WHERE name = ?")
    let asked = policy.allowedSites(of: rollup)
    var new: [Int] = []
    for (index, site) in rollup.sites.enumerated() {
      if let id = try find.run(text: site.text, at: 1) {
        rows.ids[index] = id
      } else if trusted?.contains(site) ?? true || site.isPlaceholder
        || asked.contains(Int32(index))
      {
        new.append(index)
      } else {
        rows.rare.insert(Int32(index))
      }
    }
    for index in new.sorted(by: { precedes(rollup.sites[$0].text, rollup.sites[$1].text) }) {
      rows.ids[index] = try insert(rollup.sites[index], into: db)
    }
    if !rows.rare.isEmpty {
      let id = try find.run(text: SiteName.rare.text, at: 1) ?? insert(.rare, into: db)
      for index in rows.rare { rows.ids[Int(index)] = id }
    }
    return rows
  }

  private init(count: Int) { ids = Array(repeating: 0, count: count) }

  private static func insert(_ site: SiteName, into db: Database) throws -> Int64 {
    let insert = try RawStatement(db, "INSERT INTO site(name) VALUES (?)")
    _ = try insert.run(text: site.text, at: 1)
    return db.lastInsertedRowID
  }

  /// Writes the names of sites that may have them from the next batch on: those that enough people
  /// have asked for on the whole of a day.
  func name(_ counted: Rollup, policy: PagePolicy, in db: Database) throws {
    guard !rare.isEmpty else { return }
    let names = policy.allowedSites(of: counted).intersection(rare).map { counted.sites[Int($0)] }
    for name in names.sorted(by: { precedes($0.text, $1.text) }) {
      _ = try SiteRows.insert(name, into: db)
    }
  }
}
