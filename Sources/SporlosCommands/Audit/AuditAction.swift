internal import AccessLog
internal import Glibc
internal import Traffic
internal import TrafficAudit
internal import TrafficStore

/// The work of `sporlos audit`: reads all that is at rest, and says what is there.
struct AuditAction {
  var options: AuditOptions
  private let now = time(nil)

  init(_ options: AuditOptions) { self.options = options }

  private var hour: Hour { Hour(rawValue: Int32(now / 3600)) }

  /// Days that may pass until somebody comes to delete or fold what is due.
  private static let grace: Int32 = 2
  /// Days that may pass until clocks have agreed on a day, where somebody collects once a month.
  private static let longestLag: Int32 = 93

  /// The day by which counts may be too old: the one that is vouched for, or that clocks have agreed on,
  /// if that is not too long ago; `nil` while they need not have agreed yet.
  private func ageingDay(_ snapshot: TrafficSnapshot) throws -> Day? {
    if let today = options.today { return today }
    let latest = Day(rawValue: hour.day.rawValue - AuditAction.longestLag)
    if let agreed = try snapshot.agreedDay() { return max(agreed, latest) }
    guard let first = try snapshot.clockReadings().min() else { return latest }
    return latest < first && first <= hour.day ? nil : latest
  }

  /// - Throws: ``CommandFailure`` where the database or a log cannot be read.
  func run() throws(CommandFailure) -> AuditResult {
    let start = ContinuousClock.now
    var result = AuditResult(database: options.database, options: options, now: now)
    guard options.logs.isEmpty else {
      try compare(&result)
      result.seconds = (ContinuousClock.now - start) / .seconds(1)
      return result
    }
    try read(into: &result)
    result.seconds = (ContinuousClock.now - start) / .seconds(1)
    return result
  }

  /// Reads everything once for what it looks like, and where a log's values may be there, once more
  /// for these.
  private func compare(_ result: inout AuditResult) throws(CommandFailure) {
    var index = RestIndex()
    try read(into: &result) { bytes, _, isKept in index.add(bytes, isKept: isKept) }
    var trace = LogTrace(index)
    for path in options.logs {
      guard path == "-" || !FileStatus.isNamedPipe(path) else {
        throw CommandFailure(
          "cannot compare the log \(QuotedText.quoted(path)), which is a named pipe: "
            + "name a log, compressed or not, or - for standard input")
      }
      do throws(InputError) {
        try trace.read(path, format: options.format)
      } catch {
        throw CommandFailure(
          "cannot compare the log \(QuotedText.quoted(path))"
            + systemTrouble(
              error.errno, advice: "name a log, compressed or not, that can be read"))
      }
    }
    result.logLines = trace.lines
    result.logValues = trace.values
    guard trace.hasCandidates else { return }
    var again = AuditResult(database: options.database, options: options, now: now)
    var found = FindingList()
    try read(into: &again, isFirst: false) { bytes, place, isKept in
      for field in trace.fields(in: bytes, isKept: isKept) {
        found.add(.ofLog(field.rawValue), place)
      }
    }
    result.findings.add(found)
  }

  /// Reads all that is at rest.
  ///
  /// What is written meanwhile can look torn, so whatever is found then is looked at again.
  private func read(
    into result: inout AuditResult, isFirst: Bool = true,
    visit: ((ArraySlice<UInt8>, Finding.Place, Bool) -> Void)? = nil
  ) throws(CommandFailure) {
    // A collector that begins or ends makes a -wal file or takes it away.
    var stamps: [FileStatus?] {
      [options.database, options.database + "-wal"].map { FileStatus(path: $0) }
    }
    let last = 9
    for attempt in 0...last {
      // Opened before SQLite opens it and closed after it, since its locks would go with it.
      let file = RawFile(options.database)
      let before = stamps
      do throws(StoreError) {
        let archive = try TrafficArchive(path: options.database)
        if isFirst, attempt == 0 { archive.sayWhetherCountsLack() }
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
      } catch {
        throw CommandFailure(error.sentence)
      }
    }
    let state = readState(of: result, visit: visit)
    result.findings.add(state.findings)
    result.days = state.days
  }

  /// Reads what lies beside the database.
  ///
  /// A collector that begins, or seals a day, leaves things half done for a moment: what is found then
  /// is looked at again.
  private func readState(
    of result: AuditResult, visit: ((ArraySlice<UInt8>, Finding.Place, Bool) -> Void)?
  ) -> StateScan {
    var attempt = 0
    while true {
      let isFirst = attempt == 0
      var state = StateScan(options, now: Int(time(nil))) { bytes, place in
        if isFirst { visit?(bytes, place, false) }
      }
      state.run(identifier: result.identifier, keyCheck: result.keyCheck)
      if state.findings.isEmpty || attempt == (state.isAtWork ? 10 : 2) { return state }
      usleep(100_000)
      attempt += 1
    }
  }

  private func inspect(
    _ snapshot: TrafficSnapshot, _ file: RawFile?, _ log: RawFile?,
    visit: ((ArraySlice<UInt8>, Finding.Place, Bool) -> Void)?
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
    let ageingDay = try ageingDay(snapshot)
    let earliest = ageingDay.map { day in
      Day(rawValue: part.retention.firstDay(today: day).rawValue - AuditAction.grace)
    }
    let shapes = try snapshot.shapes()
    guard let file,
      let scan = DatabaseScan(
        file, log: log, shapes: shapes, judge: ShapeJudge(), now: hour, earliest: earliest,
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
    guard let ageingDay else { return }
    let first = Day(rawValue: ageingDay.rawValue - Retention.daysWithoutName - AuditAction.grace)
    let overdue = try snapshot.unnamedPages(before: first)
    if overdue > 0 {
      part.findings.add(
        .overduePage, .init(path, table: "page", column: "since"), count: Int(overdue))
    }
  }
}
