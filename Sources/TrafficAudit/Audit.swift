internal import FileSystem
internal import Glibc
internal import TimeZones
internal import Traffic
package import TrafficStore

/// Reads all that is at rest - a database, its state folder and the folder of open days - and says what is
/// there that should not be.
package struct Audit {
  /// Gets bytes, where they are, and whether they are text that redaction leaves as it is.
  package typealias Visit = (ArraySlice<UInt8>, Finding.Place, Bool) -> Void

  private let options: AuditScope
  private let detector: any TextDetector
  private let now = time(nil)

  /// - Parameter detector: What redacts; the audit's own detectors look as well.
  package init(_ options: AuditScope, detector: any TextDetector) {
    self.options = options
    self.detector = PairedDetector(redaction: detector)
  }

  /// Days that may pass until somebody comes to delete or fold what is due.
  private static let grace: Int32 = 2
  /// Days that may pass until clocks have agreed on a day, where somebody collects once a month.
  private static let longestLag: Int32 = 93

  /// The day by which counts may be too old: the one that is vouched for, or that clocks have agreed on,
  /// if that is not too long ago; `nil` while they need not have agreed yet.
  private func ageingDay(_ snapshot: TrafficSnapshot, clock: ZoneClock) throws -> Day? {
    if let today = options.today { return today }
    let day = clock.day(at: Int64(now))
    let latest = Day(rawValue: day.rawValue - Audit.longestLag)
    if let agreed = try snapshot.agreedDay() { return max(agreed, latest) }
    guard let first = try snapshot.clockReadings().min() else { return latest }
    return latest < first && first <= day ? nil : latest
  }

  /// Reads all that is at rest.
  ///
  /// What is written meanwhile can look torn, so whatever is found then is looked at again.
  /// - Parameters:
  ///   - opens: Called once with the database, when it was opened.
  ///   - visit: Gets all bytes that are no numbers, hashes or names of closed sets, and whether they are text
  ///     that redaction leaves as it is.
  package func run(
    opens: (TrafficArchive) -> Void = { _ in }, visit: Visit? = nil
  ) throws(StoreError) -> AuditResult {
    var result = AuditResult(options, now: now)
    // A collector that begins or ends makes a -wal file or takes it away.
    var stamps: [FileStatus?] {
      [options.database, options.database + "-wal"].map { FileStatus(path: $0) }
    }
    let last = 9
    for attempt in 0...last {
      // Opened before SQLite opens it and closed after it, since its locks would go with it.
      let file = RawFile(options.database)
      let before = stamps
      let archive = try TrafficArchive(path: options.database)
      if attempt == 0 { opens(archive) }
      let part = try archive.read { snapshot in
        // The one that belongs to this snapshot.
        try inspect(snapshot, file, RawFile(options.database + "-wal"), visit: visit)
      }
      try archive.close()
      guard part.findings.isEmpty || before == stamps || attempt == last else {
        usleep(UInt32(20_000 * attempt))
        continue
      }
      result.add(part)
      break
    }
    let state = readState(of: result, visit: visit)
    result.findings.add(state.findings)
    result.days = state.days
    result.keysAreInMemory = state.keysAreInMemory
    result.serverRows = state.serverRows
    return result
  }

  /// Reads what lies beside the database.
  ///
  /// A collector that begins, or seals a day, leaves things half done for a moment: what is found then
  /// is looked at again.
  private func readState(
    of result: AuditResult, visit: Visit?
  ) -> StateScan {
    var attempt = 0
    while true {
      let isFirst = attempt == 0
      var state = StateScan(
        options, detector: detector, now: Int(time(nil)), clock: result.clock
      ) { bytes, place, isKept in
        if isFirst { visit?(bytes, place, isKept) }
      }
      state.run(identifier: result.identifier, keyCheck: result.keyCheck)
      if state.findings.isEmpty || attempt == (state.isAtWork ? 10 : 2) { return state }
      usleep(100_000)
      attempt += 1
    }
  }

  private func inspect(
    _ snapshot: TrafficSnapshot, _ file: RawFile?, _ log: RawFile?,
    visit: Visit?
  ) throws -> AuditResult.Part {
    var part = AuditResult.Part()
    part.identifier = try snapshot.identifier()
    part.keyCheck = try snapshot.keyCheck()
    let path = options.database
    let faults = try snapshot.schemaFaults()
    for stranger in faults.strangers {
      part.findings.add(
        .stranger,
        .init(path, table: "sqlite_schema", row: stranger.row, part: stranger.type))
    }
    if faults.missing > 0 {
      part.findings.add(.changedSchema, .init(path, table: "sqlite_schema"), count: faults.missing)
    }
    part.retention = try snapshot.retention()
    // A zone that this machine does not know is at most a day from another.
    let known = try? ZoneClock(stored: snapshot.timeZone())
    let clock = known ?? .utc
    part.clock = clock
    let ageingDay = try ageingDay(snapshot, clock: clock)
    let earliest = ageingDay.map { day in
      Day(rawValue: part.retention.firstDay(today: day).rawValue - Audit.grace)
    }
    let shapes = try snapshot.shapes()
    guard let file,
      let scan = DatabaseScan(
        file, log: log, shapes: shapes, detector: detector, now: clock.hour(at: Int64(now)),
        earliest: earliest, clock: known,
        visit: visit.map { visit in { bytes, place, trust in visit(bytes, place, trust == .kept) } }
      )
    else {
      part.findings.add(.damaged, .init(path))
      return part
    }
    scan.run()
    part.findings.add(scan.findings)
    part.bytes = scan.bytesRead
    part.copies = scan.copies
    part.rows = scan.rows.values.reduce(0, +)
    // SQLite and this reader have to see the same rows, or one of them has overlooked some.
    for (row, count) in try snapshot.rowCounts(of: shapes) where scan.rows[row] != count {
      part.findings.add(
        .damaged, .init(path, table: shapes.first { $0.schemaRow == row }?.table))
    }
    try add(factsOf: snapshot, ageingDay: ageingDay, to: &part)
    return part
  }

  /// What only sums and comparisons of rows can tell.
  private func add(
    factsOf snapshot: TrafficSnapshot, ageingDay: Day?, to part: inout AuditResult.Part
  ) throws {
    let path = options.database
    for odd in try snapshot.disagreements() {
      part.findings.add(
        .disagreement,
        .init(
          path, table: odd.table, column: odd.column,
          part: "site \(odd.site), month of \(odd.month)"))
    }
    for excess in try snapshot.excesses() {
      part.findings.add(
        .value, .init(path, table: excess.table, column: excess.column, row: excess.row))
    }
    if try !snapshot.isIntact() { part.findings.add(.damaged, .init(path)) }
    let dangling = try snapshot.danglingRows(atMost: 100)
    if dangling > 0 { part.findings.add(.dangling, .init(path), count: dangling) }
    part.kept = try snapshot.keptCounts()
    part.names = try snapshot.namedRows()
    if try snapshot.hasReleased { part.leastPublished = try snapshot.threshold().least }
    guard let ageingDay else { return }
    let first = Day(rawValue: ageingDay.rawValue - Retention.daysWithoutName - Audit.grace)
    let overdue = try snapshot.unnamedPages(before: first)
    if overdue > 0 {
      part.findings.add(
        .overduePage, .init(path, table: "page", column: "since"), count: Int(overdue))
    }
  }
}
