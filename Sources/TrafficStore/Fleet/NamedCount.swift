public import CountCatalogue
import GRDB
public import Traffic

/// A row of a table of counts with names in place of numbers, so that another database can read it.
public struct NamedCount: Sendable {
  /// The raw value of the row's ``Traffic/Hour``, or of its ``Traffic/Day``.
  public var time: Int32
  public var site: String
  /// The page's tag; 0 for the rare pages, and where the table does not go by page.
  public var tag: UInt64
  /// The members of closed sets and the values, in the order of ``CountCatalogue/CountTable/numbered``, and after them the
  /// referrer's group; then 0.
  public var numbers: InlineArray<3, UInt32>
  /// The referrer's host, or the campaign's source, medium and name; empty after them.
  public var names: InlineArray<3, String>
  /// In the order of ``CountCatalogue/CountTable/measures``; 0 after them.
  public var counts: InlineArray<3, Int64>

  public init(
    time: Int32, site: String, tag: UInt64 = 0,
    numbers: InlineArray<3, UInt32> = InlineArray(repeating: 0),
    names: InlineArray<3, String> = InlineArray(repeating: ""),
    counts: InlineArray<3, Int64> = InlineArray(repeating: 0)
  ) {
    (self.time, self.site, self.tag) = (time, site, tag)
    (self.numbers, self.names, self.counts) = (numbers, names, counts)
  }
}

/// Reads the counts of a database with the names they have.
///
/// - Complexity: Memory O(*n*) in the names: some 12 bytes for each page.
public struct NamedCounts {
  private let db: Database
  private var sites: [Int64: String] = [:]
  private var referrers: [Int64: (host: String, group: UInt32)] = [:]
  private var campaigns: [Int64: InlineArray<3, String>] = [:]
  /// The site and the tag of each page, by its number.
  private var pages: [(site: Int32, tag: UInt64)] = []

  /// - Throws: What SQLite does, and ``StoreError`` where the database is damaged.
  public init(_ snapshot: TrafficSnapshot) throws {
    db = snapshot.db
    for row in try Row.fetchAll(db, sql: "SELECT id, name FROM site") {
      sites[try row.decode(atIndex: 0)] = try row.decode(atIndex: 1)
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, host, grp FROM referrer") {
      referrers[try row.decode(atIndex: 0)] = (
        try row.decode(atIndex: 1), try row.decode(atIndex: 2)
      )
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, source, medium, name FROM campaign") {
      campaigns[try row.decode(atIndex: 0)] = [
        try row.decode(atIndex: 1), try row.decode(atIndex: 2), try row.decode(atIndex: 3),
      ]
    }
    pages = Array(repeating: (0, 0), count: try PageRows.lastNumber(in: db) + 1)
    let rows = try RawStatement(db, "SELECT id, site, tag FROM page")
    while try rows.next() {
      pages[Int(rows.integer(0))] = (
        Int32(clamping: rows.integer(1)), UInt64(bitPattern: rows.integer(2))
      )
    }
  }

  /// Calls a closure with each row of a table, in the order of time.
  ///
  /// - Parameter time: The one hour or day that is wanted; `nil` for all.
  public func visit(
    _ table: CountTable, at time: Int32? = nil, _ body: (NamedCount) throws -> Void
  ) throws {
    let isPacked = table.storage == .packedKey
    let (keys, sums) = (table.keys, table.sums)
    let columns = [table.time.column] + keys.map(CountDimension.selected) + sums
    let place = table.time.column
    let bound = time.map { isPacked ? Int64($0) << 32 : Int64($0) }
    let rows = try RawStatement(
      keptBy: db,
      "SELECT \(columns.joined(separator: ", ")) FROM \(table.name)"
        + (time == nil
          ? " ORDER BY \(([place] + keys).joined(separator: ", "))"
          : " WHERE \(place) BETWEEN ? AND ? ORDER BY \(([place] + keys).joined(separator: ", "))"))
    if let bound {
      rows.bind(bound, at: 1)
      rows.bind(isPacked ? bound | 0xFFFF_FFFF : bound, at: 2)
    }
    defer { rows.reset() }
    let dimensions = isPacked ? [] : table.dimensions
    let first = Int32(dimensions.count + 1)
    while try rows.next() {
      var row = NamedCount(time: 0, site: "")
      if isPacked {
        let key = PageKey(rawValue: rows.integer(0))
        row.time = key.hour.rawValue
        row.numbers[0] = UInt32(key.device)
        try setPage(key.page, of: &row)
      } else {
        row.time = Int32(clamping: rows.integer(0))
        var number = 0
        for (index, dimension) in dimensions.enumerated() {
          let value = rows.integer(Int32(index + 1))
          switch dimension {
          case .site: row.site = try found(sites[value])
          case .page: try setPage(value, of: &row)
          case .referrer:
            let referrer = try found(referrers[value])
            row.names[0] = referrer.host
            row.numbers[table.numbered.count] = referrer.group
          case .campaign: row.names = try found(campaigns[value])
          default:
            row.numbers[number] = UInt32(clamping: value)
            number += 1
          }
        }
      }
      for count in sums.indices { row.counts[count] = rows.integer(first + Int32(count)) }
      try body(row)
    }
  }

  /// Calls a closure with each page that has a name.
  public func visitNames(
    _ body: (_ site: String, _ tag: UInt64, _ path: String) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT site, tag, path FROM page WHERE path IS NOT NULL ORDER BY tag")
    while let row = try rows.next() {
      try body(
        try found(sites[try row.decode(atIndex: 0)]),
        UInt64(bitPattern: try row.decode(Int64.self, atIndex: 1)), try row.decode(atIndex: 2))
    }
  }

  /// What people wrote on days; without a site for all sites.
  public func annotations() throws -> [(day: Day, site: String?, text: String)] {
    try Row.fetchAll(db, sql: "SELECT day, site, text FROM annotation ORDER BY day, site, text").map
    {
      let site = try $0.decode(Int64.self, atIndex: 1)
      return (
        Day(rawValue: try $0.decode(atIndex: 0)),
        site == AnnotationRows.allSites ? nil : try found(sites[site]), try $0.decode(atIndex: 2)
      )
    }
  }

  private func setPage(_ number: Int64, of row: inout NamedCount) throws {
    guard pages.indices.contains(Int(number)) else { throw damaged }
    let page = pages[Int(number)]
    row.site = try found(sites[Int64(page.site)])
    row.tag = page.tag
  }

  private func found<Name>(_ name: Name?) throws -> Name {
    guard let name else { throw damaged }
    return name
  }

  private var damaged: DatabaseError { DatabaseError(resultCode: .SQLITE_CORRUPT) }
}

extension CountDimension {
  /// SQL of its value as a number.
  fileprivate static func selected(_ column: String) -> String {
    CountDimension(rawValue: column)?.isLetters == true
      ? "unicode(\(column)) << 8 | unicode(substr(\(column), 2))" : column
  }
}
