internal import CountCatalogue
internal import Publication
internal import TimeZones
public import Traffic
internal import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes what a store has of a site, or of all, into a database that reports, the dashboard and an audit work on as
/// on any other.
///
/// What was pulled before and has not changed stays. A day is replaced as a whole, in one transaction, so that pulling
/// may be killed at any moment and begun again.
public struct Puller {
  private let store: Store
  private let database: TrafficDatabase
  private let state: PullState
  private let site: String?
  /// A portion ends with the day, or the whole month, that reaches this many rows.
  private static let rows = 500_000

  /// What a run pulled.
  public struct Pulled: Hashable, Sendable {
    public var days = 0
    public var rows = 0
    public var hits: Int64 = 0
  }

  /// - Parameters:
  ///   - site: The site to pull; `nil` for all.
  ///   - path: The database; made where it is not there.
  ///   - state: The file in which it notes what was pulled.
  public init(
    _ store: Store, site: String?, into path: String, state: String, patience: Int
  ) throws(StoreFailure) {
    (self.store, self.site) = (store, site)
    let zones = try store.timeZones()
    guard zones.count <= 1 else {
      throw StoreFailure(
        .unexpected,
        "the store has counts of several time zones (\(zones.joined(separator: ", "))): their days are not the same"
      )
    }
    do throws(StoreError) {
      database = try TrafficDatabase(
        path: path, busyTimeout: Double(patience), newTimeZone: zones.first ?? "UTC")
    } catch { throw StoreFailure(.unexpected, error.sentence) }
    do throws(PullRefusal) {
      try database.checkPull(
        of: Puller.bytes(store.identifier), timeZone: zones.first ?? database.timeZone)
    } catch { throw Puller.failure(error, path) }
    self.state = try PullState(
      path: state,
      of: "\(Hexadecimal.text(database.identifier)) \(store.identifier) \(site ?? "")")
  }

  /// Pulls what has changed, and publishes what is due.
  ///
  /// - Parameter today: The day that ages are counted from, where somebody vouches for it.
  /// - Throws: ``StoreFailure``; days that were pulled before stay.
  /// - Complexity: O(*n*) in the units of the store, and O(*m* log *m*) in the rows of days that have changed.
  public func run(today: Day? = nil) throws(StoreFailure) -> Pulled {
    let known = try state.days()
    let units = try store.newestUnits()
    var attempts: [Day: String] = [:]
    for (day, units) in units { attempts[day] = Puller.digest(units) }
    let changed = Set(attempts.filter { known[$0.key] != $0.value }.keys)
    var pulled = Pulled()
    var rest: ArraySlice<[Day]>
    do throws(StoreError) {
      rest = try database.wholePeriods(of: changed)[...]
    } catch { throw StoreFailure(.unexpected, error.sentence) }
    while !rest.isEmpty {
      var (portion, expected) = ([Day](), 0)
      while let period = rest.first, portion.isEmpty || expected < Puller.rows {
        portion += period
        expected += period.flatMap { units[$0] ?? [] }.reduce(0) { $0 + Int($1.rows) }
        rest = rest.dropFirst()
      }
      try pull(portion, units, &pulled)
      try state.note(attempts.filter { portion.contains($0.key) })
    }
    try finish(today: today, lastDays: try store.lastDays())
    return pulled
  }

  private func pull(
    _ days: [Day], _ units: [Day: [StoredUnit]], _ pulled: inout Pulled
  ) throws(StoreFailure) {
    let wanted = days.flatMap { units[$0] ?? [] }
    let received = try store.facts(of: wanted, on: days, site: site)
    do {
      let counts = try PulledCounts(timeZone: database.timeZone)
      for (table, rows) in received.tables { try counts.add(rows, to: table) }
      for annotation in received.annotations {
        try counts.annotate(annotation.day, of: annotation.site, annotation.text)
      }
      try database.replace(Set(days), by: counts, of: Puller.bytes(store.identifier))
      pulled.days += days.count
      pulled.rows += counts.rows
      pulled.hits += counts.hits
    } catch let error as StoreError {
      throw StoreFailure(.unexpected, error.sentence)
    } catch let error as PullRefusal {
      throw Puller.failure(error, database.path)
    } catch { throw StoreFailure(.unexpected, "\(error)") }
  }

  /// Does what is due with age, and publishes.
  private func finish(today: Day?, lastDays: [Day]) throws(StoreFailure) {
    do {
      let clock = (try? ZoneClock(stored: database.timeZone)) ?? .utc
      let day = today ?? clock.day(at: Int64(time(nil)))
      try database.setNames(try store.names(of: site), today: day)
      if today == nil { try database.noteClock(day) }
      _ = try database.enforceRetention(today: today)
      let whole = lastDays.min().map { Day(rawValue: $0.rawValue - 1) }
      let horizon = PublicationTime().lastDay(clock, whole: whole, today: today)
      _ = try Publisher(database, upTo: horizon).run()
      try database.close()
    } catch let error as StoreError {
      throw StoreFailure(.unexpected, error.sentence)
    } catch let error as StoreFailure {
      throw error
    } catch { throw StoreFailure(.unexpected, "\(error)") }
  }

  private static func failure(_ refusal: PullRefusal, _ path: String) -> StoreFailure {
    switch refusal {
    case .hasOtherCounts:
      StoreFailure(
        .refused,
        "the database \"\(path)\" has counts that are not this store's: name another one for --db")
    case .otherTimeZone(let zone):
      StoreFailure(
        .refused,
        "the database \"\(path)\" counts the days of \(zone), and the store those of another time zone"
      )
    case .store(let error): StoreFailure(.unexpected, error.sentence)
    }
  }

  /// What the units of a day come to: the same, if all attempts are the same.
  private static func digest(_ units: [StoredUnit]) -> String {
    var rows = RowBinary()
    for unit in units.sorted() {
      rows.add(unit.source)
      rows.add(unit.unit.kind.rawValue)
      rows.add(UInt32(clamping: unit.unit.at))
      rows.add(unit.attempt)
    }
    var digest = UnitDigest()
    digest.add(StoredTable.unit, rows)
    return digest.text
  }

  /// The bytes of a store's identifier.
  private static func bytes(_ identifier: String) -> [UInt8] {
    let digits = identifier.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x61 + 10 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
