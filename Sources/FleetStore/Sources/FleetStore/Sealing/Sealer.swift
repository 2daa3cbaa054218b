internal import Counting
public import Traffic
public import TrafficStore

/// Unites the visitors of all servers, day by day: who came to two servers counts once.
///
/// What the days' visitors come to is stored as counts of one more source. So views and pulled databases have the numbers
/// of one server that had counted everything. Sketches are removed once no server can have the day's key any more.
public struct Sealer {
  private let store: Store

  /// What a run did.
  public struct Sealed: Hashable, Sendable {
    /// Days whose visitors were united.
    public var days = 0
    /// Of them, those whose sketches are removed.
    public var removed = 0
    public var places = 0
  }

  public init(_ store: Store) { self.store = store }

  /// Unites what is there.
  ///
  /// - Parameters:
  ///   - today: The day of today.
  ///   - after: So many days after a day, its sketches go: servers destroy its key 48 hours after its end.
  /// - Throws: ``StoreFailure``; days that were united before stay so.
  /// - Complexity: O(*n*) in the sketches of a day, all of which are in memory.
  public func run(today: Day, after: Int32 = 3) throws(StoreFailure) -> Sealed {
    var sealed = Sealed()
    // Pages get names later, and those of style sheets have no visitors then: days are looked at for a month.
    let month = Day(rawValue: today.rawValue - 40)
    let withSketches = try store.daysWithSketches().filter { $0 < today }
    let closed = try store.closedMonths()
    for day in Set(withSketches).union(try store.sealedDays(from: month)).sorted()
    where !closed.contains(day.firstOfMonth) {
      let known = try store.sealedVisitors(of: day)
      let united = try unite(day, beside: known)
      if united != known { try write(united, of: day) }
      guard withSketches.contains(day) else { continue }
      sealed.days += 1
      sealed.places += united.count
      if day.rawValue + after <= today.rawValue {
        try store.removeSketches(of: day)
        sealed.removed += 1
      }
    }
    return sealed
  }

  /// What is known of a site or a page on a day, on all servers.
  struct Visitors: Hashable {
    var visitors: Int64
    var people: Int64
  }

  /// The visitors of a day: never fewer than what was found before, when there may have been more sketches.
  private func unite(
    _ day: Day, beside known: [SealedPlace: Visitors]
  ) throws(StoreFailure) -> [SealedPlace: Visitors] {
    let union = SketchUnion<SealedPlace>()
    let sites = try store.visitSketches(of: day) { place, key, bytes in
      union.add(bytes, under: key, of: place)
    }
    var united = known
    for count in union.counts {
      var place = count.place
      if place.tag != 0 {
        // A sketch knows the page's tag; which site it is of, its counts say.
        guard let site = sites[place.tag] else { continue }
        place.site = site
      }
      let before = united[place] ?? Visitors(visitors: 0, people: 0)
      united[place] = Visitors(
        visitors: max(before.visitors, count.visitors), people: max(before.people, count.people))
    }
    return united.filter { $0.key.tag == 0 || sites[$0.key.tag] != nil }
  }

  private func write(_ visitors: [SealedPlace: Visitors], of day: Day) throws(StoreFailure) {
    let attempt = try store.lastAttempt(of: StoredSource.fleet) + 1
    var rows = RowBinary()
    for (place, count) in visitors.sorted(by: { $0.key < $1.key }) {
      var row = NamedCount(time: day.rawValue, site: place.site, tag: place.tag)
      row.counts[0] = count.visitors
      let table = place.tag == 0 ? StoredTable.siteDay : StoredTable.pageDay
      rows.add(table, row, on: day, of: StoredSource.fleet, version: attempt)
      guard place.tag != 0, count.people > 0 else { continue }
      row.counts[0] = count.people
      rows.add(StoredTable.people, row, on: day, of: StoredSource.fleet, version: attempt)
    }
    rows.addUnit(
      SentUnit(.day, at: day.rawValue), rows: rows.rows, of: StoredSource.fleet, version: attempt)
    try store.insert(facts: rows.bytes)
  }
}

/// A site on a day, or, with a tag, a page.
struct SealedPlace: Hashable, Comparable, Sendable {
  var site: String
  var tag: UInt64

  // By the bytes of the name, as the store compares: Swift takes composed and decomposed letters for equal.

  static func == (left: SealedPlace, right: SealedPlace) -> Bool {
    left.tag == right.tag && left.site.utf8.elementsEqual(right.site.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in site.utf8 { hasher.combine(byte) }
    hasher.combine(tag)
  }

  static func < (left: SealedPlace, right: SealedPlace) -> Bool {
    if left.site.utf8.lexicographicallyPrecedes(right.site.utf8) { return true }
    return left.site.utf8.elementsEqual(right.site.utf8) && left.tag < right.tag
  }
}

/// The pages that may have names on each server: those that have one on any, and those that enough people asked for on all
/// servers together.
public struct NameablePages {
  private let store: Store

  public init(_ store: Store) { self.store = store }

  /// As `sporlos fleet names` takes it on each server.
  ///
  /// - Complexity: O(*n*) in the pages that visitors were united of.
  public func list(_ policy: PagePolicy = .standard) throws(StoreFailure) -> NameList {
    let rows = try store.connection.rows(
      """
      SELECT tag FROM (SELECT tag, at, max(m1) AS people FROM \(store.tables.fact) \
      WHERE tbl = \(StoredTable.people) AND source = \(StoredSource.fleet) GROUP BY tag, at) \
      GROUP BY tag HAVING sum(people) >= \(policy.minPeopleDays) AND max(people) >= \(policy.minPeople)
      """)
    let enough = rows.compactMap { $0.first.flatMap { UInt64($0) } }
    let named = try store.names(of: nil).keys
    return NameList(Set(enough).union(named).map(PageTag.init(rawValue:)))
  }
}
