import GRDB
import Traffic

/// The rows of a batch's pages.
struct PageRows {
  /// The row number of each page of the batch.
  private(set) var ids: [Int64]
  /// What each page of the batch is to the database.
  private(set) var states: [PageState]
  /// Pages that have no row yet.
  private var new: [Int32] = []

  /// Finds the row of each page, and makes those there are not, in the order of their tags.
  ///
  /// Tags are as good as random, so that the order of rows tells nothing about the order of requests.
  static func identify(
    _ rollup: Rollup, sites siteRows: SiteRows, policy: PagePolicy, in db: Database, path: String
  ) throws -> PageRows {
    let sites = siteRows.ids
    let days = PageDemand.all(of: rollup)
    var rows = PageRows(count: rollup.pages.count)
    try rows.find(rollup.pages, days, in: db)
    // Where a site has no name, its pages have none: once it has one, they are the named site's.
    let ofRare = rows.new.filter { siteRows.rare.contains(rollup.pages[Int($0)].site) }
    if !ofRare.isEmpty {
      try rows.fold(ofRare, of: rollup.pages, sites: sites, in: db)
      rows.new.removeAll { siteRows.rare.contains(rollup.pages[Int($0)].site) }
    }
    let forgotten = Set(try Int64.fetchAll(db, sql: "SELECT tag FROM forgotten"))
    if !forgotten.isEmpty {
      func isForgotten(_ index: Int32) -> Bool {
        forgotten.contains(Int64(bitPattern: rollup.pages[Int(index)].tag.rawValue))
      }
      try rows.fold(rows.new.filter(isForgotten), of: rollup.pages, sites: sites, in: db)
      rows.new.removeAll(where: isForgotten)
    }
    let count = try RawStatement(
      db,
      """
      SELECT count(*), count(*) FILTER (WHERE site = ?2) FROM page
      WHERE since = ?1 AND (most_people >= \(policy.minShared)) = ?3
      """)
    let admission = try PageAdmission(
      of: rows.new, rollup.pages, days, sites: sites, policy: policy
    ) { site, day, isShared in
      count.bind(day, at: 1)
      count.bind(site, at: 2)
      count.bind(isShared ? 1 : 0, at: 3)
      guard try count.next() else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      defer { count.reset() }
      return .init(ofDay: count.integer(0), ofSite: count.integer(1))
    }
    let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM page") ?? 0
    guard last + Int64(admission.admitted.count + sites.count) < PageKey.pages.upperBound else {
      throw StoreError(.tooManyPages, path: path)
    }
    try rows.insert(admission.admitted, of: rollup.pages, days, sites: sites, into: db)
    try rows.fold(admission.refused, of: rollup.pages, sites: sites, in: db)
    return rows
  }

  private init(count: Int) {
    ids = Array(repeating: 0, count: count)
    states = Array(repeating: .rare, count: count)
  }

  /// Finds the pages that have rows, and moves their first day where this batch has an earlier one.
  private mutating func find(
    _ pages: [Rollup.Page], _ days: [PageDemand], in db: Database
  ) throws {
    let find = try RawStatement(db, "SELECT id, since FROM page WHERE tag = ?")
    let move = try RawStatement(db, "UPDATE page SET since = ?2 WHERE id = ?1")
    for (index, page) in pages.enumerated() {
      // Workers remember pages of earlier batches, which nobody need have asked for in this one.
      guard days[index].firstDay != nil else { continue }
      find.bind(Int64(bitPattern: page.tag.rawValue), at: 1)
      guard try find.next() else {
        new.append(Int32(index))
        continue
      }
      ids[index] = find.integer(0)
      let since = find.isNull(1) ? nil : find.integer(1)
      find.reset()
      states[index] = since == nil ? .named : .unnamed
      if let since, let first = days[index].firstDay, first < since {
        move.bind(ids[index], at: 1)
        move.bind(first, at: 2)
        try move.run()
      }
    }
  }

  /// Inserts pages in order; of two with the same tag, the second gets the row of the first.
  private mutating func insert(
    _ admitted: [Int32], of pages: [Rollup.Page], _ days: [PageDemand], sites: [Int64],
    into db: Database
  ) throws {
    let named = try RawStatement(db, "INSERT INTO page(site, tag, path) VALUES (?, ?, ?)")
    let unnamed = try RawStatement(
      db,
      """
      INSERT INTO page(site, tag, since, people_days, most_people) VALUES (?, ?, ?, 0, 0)
      """)
    var previous: Int?
    for index in admitted.map(Int.init).sorted(by: { pages[$0] < pages[$1] }) {
      let page = pages[index]
      states[index] = page.isListed ? .named : .unnamed
      if let previous, pages[previous] == page {
        (ids[index], states[index]) = (ids[previous], states[previous])
        continue
      }
      let statement = page.isListed ? named : unnamed
      statement.bind(sites[Int(page.site)], at: 1)
      statement.bind(Int64(bitPattern: page.tag.rawValue), at: 2)
      if page.isListed {
        _ = try statement.run(text: page.path.text, at: 3)
      } else {
        statement.bind(days[index].firstDay ?? 0, at: 3)
        try statement.run()
      }
      ids[index] = db.lastInsertedRowID
      previous = index
    }
  }

  /// Gives pages the row that stands for all rare ones of their site.
  private mutating func fold(
    _ refused: [Int32], of pages: [Rollup.Page], sites: [Int64], in db: Database
  ) throws {
    guard !refused.isEmpty else { return }
    var rare: [Int32: Int64] = [:]
    for index in refused.map(Int.init) {
      let site = pages[index].site
      if rare[site] == nil { rare[site] = try PageRows.rare(of: sites[Int(site)], in: db) }
      ids[index] = rare[site] ?? 0
    }
  }

  /// The number of the last page; 0 where there is none.
  ///
  /// - Throws: That the database is damaged, where a page's number is none that a key has room for.
  static func lastNumber(in db: Database) throws -> Int {
    let row = try Row.fetchOne(db, sql: "SELECT min(id), max(id) FROM page")
    guard let first = try row?.decode(Int64?.self, atIndex: 0),
      let last = try row?.decode(Int64?.self, atIndex: 1)
    else { return 0 }
    guard PageKey.pages.contains(first), PageKey.pages.contains(last) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return Int(last)
  }

  /// The row that stands for all pages of a site without rows of their own.
  static func rare(of site: Int64, in db: Database) throws -> Int64 {
    if let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM page WHERE site = ? AND tag IS NULL", arguments: [site])
    {
      return id
    }
    try db.execute(sql: "INSERT INTO page(site) VALUES (?)", arguments: [site])
    return db.lastInsertedRowID
  }

  /// Writes the names of pages that may have them from this batch on: those that are listed, or that
  /// enough people have asked for.
  ///
  /// - Parameter path: The path of a page that may have its name; empty where that is not known.
  func name(
    _ pages: [Rollup.Page], policy: PagePolicy, path: (Rollup.Page) throws -> PagePath,
    in db: Database
  ) throws {
    let asked = try RawStatement(db, "SELECT people_days, most_people FROM page WHERE id = ?")
    let name = try RawStatement(
      db,
      """
      UPDATE page SET path = ?2, since = NULL, people_days = NULL, most_people = NULL
      WHERE id = ?1
      """)
    var withoutVisitors: [Int64] = []
    for (index, page) in pages.enumerated() where states[index] == .unnamed {
      if !page.isListed {
        asked.bind(ids[index], at: 1)
        guard try asked.next() else { continue }
        let (peopleDays, maxPeople) = (asked.integer(0), asked.integer(1))
        asked.reset()
        guard policy.allowsName(peopleDays: peopleDays, maxPeople: maxPeople) else { continue }
      }
      let path = try path(page).text
      // Of one that waited in a file, only the tag was kept: the next request brings the path.
      guard !path.isEmpty else { continue }
      name.bind(ids[index], at: 1)
      _ = try name.run(text: path, at: 2)
      // Who asked for a style sheet interests nobody but for its name.
      if !page.hasVisitors { withoutVisitors.append(ids[index]) }
    }
    try PageDayRows.remove(pages: withoutVisitors, from: db)
  }
}

/// Whether a text comes before another by its bytes, as SQLite compares.
///
/// Swift's own comparison takes composed and decomposed letters as equal; a database does not.
func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
