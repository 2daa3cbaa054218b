import GRDB
public import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension TrafficDatabase {
  /// Writes a copy of the database for a fleet to merge, with the visitors of days that are open.
  ///
  /// - Parameters:
  ///   - file: Where the copy is to be: a whole one takes the place of an earlier one.
  ///   - visitors: Those of sites and pages that have no row are left out.
  /// - Throws: ``StoreError``; the earlier copy is as it was then.
  /// - Complexity: O(*n*) in the size of the database.
  public func share(to file: String, visitors: [SharedVisitors]) throws(StoreError) {
    let new = file + ".new"
    // SAFETY: paths are strings that live for the calls.
    _ = DatabaseFile.location(new).withFileName { unsafe unlink($0) }
    do throws(StoreError) {
      try DatabaseFile.prepare(new)
    } catch {
      throw StoreError(error.code, path: file, errno: error.errno)
    }
    var isDone = false
    defer { if !isDone { _ = DatabaseFile.location(new).withFileName { unsafe unlink($0) } } }
    do throws(StoreError) {
      try storing(at: path) {
        try queue.writeWithoutTransaction { db in
          try db.execute(
            sql: "VACUUM INTO ?", arguments: [DatabaseFile.address(DatabaseFile.location(new))])
        }
      }
    } catch  where error.code == .full {
      // What is written is the copy, and its disk may be another one.
      throw StoreError(.full, path: file, resultCode: error.resultCode)
    }
    try storing(at: file) {
      let copy = try DatabaseQueue(path: DatabaseFile.address(DatabaseFile.location(new)))
      try copy.write { db in
        try db.execute(sql: ShareSchema.tables)
        try TrafficDatabase.add(visitors, to: db)
      }
      try copy.close()
    }
    guard
      DatabaseFile.location(new).withFileName(
        and: DatabaseFile.location(file), { unsafe rename($0, $1) }) == 0
    else {
      throw StoreError(systemError: errno, path: file, isWriting: true)
    }
    isDone = true
  }

  private static func add(_ visitors: [SharedVisitors], to db: Database) throws {
    for shared in visitors {
      let day = shared.place.day.rawValue
      let (key, sketch) = (Int64(bitPattern: shared.key), Blob(shared.sketch))
      switch shared.place.owner {
      case .site(let name):
        try db.execute(
          sql: """
            INSERT INTO open_site_day(day, site, key, sketch)
            SELECT ?, id, ?, ? FROM site WHERE name = ?
            """,
          arguments: [day, key, sketch, name.text])
      case .page(let tag):
        try db.execute(
          sql: """
            INSERT INTO open_page_day(day, page, key, sketch)
            SELECT ?, id, ?, ? FROM page WHERE tag = ?
            """,
          arguments: [day, key, sketch, Int64(bitPattern: tag.rawValue)])
      }
    }
  }

  /// The names of all sites.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func siteNames() throws(StoreError) -> [SiteName] {
    try storing(at: path) {
      try queue.read { db in
        try String.fetchAll(db, sql: "SELECT name FROM site ORDER BY name").map {
          SiteName(trusted: $0)
        }
      }
    }
  }
}

extension TrafficArchive {
  /// Whether this is what a server wrote for its fleet.
  ///
  /// Its tables have to be this program's own, word for word: a view or a generated column with the name
  /// of one could have any program in it, and never end. What else is there, nobody reads.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func isShare() throws(StoreError) -> Bool {
    try read { snapshot in
      let own = try OwnSchema.made(by: [{ @Sendable in try $0.execute(sql: ShareSchema.tables) }])
        .objects
      return try snapshot.schemaFaults(besides: own).missing == 0
    }
  }
}
