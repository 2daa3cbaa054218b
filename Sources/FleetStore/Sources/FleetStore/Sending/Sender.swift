internal import CSodium
public import TimeZones
public import Traffic
public import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Sends what a database counted to a store: whole hours and days, each once it is over.
///
/// Whatever happens on the way - an answer that is lost, a store or a sender that is killed - a unit is sent again under
/// the number of a new attempt, and of each unit the newest attempt counts. So nothing counts twice, and nothing is
/// seen in part.
public struct Sender {
  private let database: TrafficArchive
  private let store: Store
  private let state: SenderState
  private let identifier: UInt64
  private let clock: ZoneClock
  private let limits: Limits

  /// How much is sent in one request.
  struct Limits: Sendable {
    /// A request ends with the unit that reaches this.
    var rows = 100_000
    var bytes = 16 << 20
    var names = 50_000
  }

  /// What a run sent.
  public struct Sent: Hashable, Sendable {
    public var units = 0
    public var rows = 0
    public var names = 0
    /// Sites and pages on days, of which visitors were sent.
    public var visitors = 0
    /// Hours and days of closed months, which take nothing more.
    public var late = 0
    public var requests = 0
    public var bytes = 0
  }

  /// - Parameters:
  ///   - folder: Where it notes what was sent.
  ///   - zone: The clock of the database's days.
  public init(
    _ database: TrafficArchive, to store: Store, folder: String, zone: ZoneClock
  ) throws(StoreFailure) {
    try self.init(database, to: store, folder: folder, zone: zone, limits: Limits())
  }

  init(
    _ database: TrafficArchive, to store: Store, folder: String, zone: ZoneClock, limits: Limits
  ) throws(StoreFailure) {
    (self.database, self.store, clock, self.limits) = (database, store, zone, limits)
    identifier = Sender.source(try Sender.reading(database) { try $0.identifier() })
    state = try SenderState(folder: folder, store: store.identifier)
  }

  /// The number by which the store knows a database.
  public static func source(_ identifier: [UInt8]) -> UInt64 {
    max(StoredSource.least, identifier.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  public var source: String { Hexadecimal.text(identifier) }

  /// Sends what is over and has changed since it was sent.
  ///
  /// - Parameters:
  ///   - all: Whether to send everything again, and to go on in place of another copy of this database.
  ///   - today: The day of today, where somebody vouches for it: all days before it are over.
  /// - Throws: ``StoreFailure``; what was sent before stays sent.
  /// - Complexity: O(*n*) in the rows of the database, which are compared with what was sent.
  public func run(
    all: Bool = false, today: Day? = nil, progress: (Sent, _ units: Int) -> Void = { _, _ in }
  ) throws(StoreFailure) -> Sent {
    try begin(all: all)
    var sent = Sent()
    try sendNames(&sent)
    let closed = try store.closedMonths()
    let changed = try dueUnits(today: today)
    let due = changed.keys.filter { !closed.contains($0.day.firstOfMonth) }.sorted()
    let late = changed.filter { closed.contains($0.key.day.firstOfMonth) }
    try leave(late, known: try state.units())
    // With --all, what the store has of closed months is taken for what is here.
    sent.late = all ? 0 : late.count
    try sendVisitors(today: today, &sent)
    // Where counts of days were put together, some units go and one has what they had: all at once, or not at all.
    let none = UnitDigest().text
    let moved = Set(changed.filter { $0.value == none }.map(\.key.day.firstOfMonth))
    var rest = due[...]
    while !rest.isEmpty {
      try send(&rest, whole: moved, &sent)
      progress(sent, due.count)
    }
    return sent
  }

  /// Refuses to send beside another copy of this database, and says that it is this one from now on.
  private func begin(all: Bool) throws(StoreFailure) {
    let last = try store.lastSession(of: identifier)
    var least: UInt64 = 0
    if let last {
      let isOwn = try state.knows(last.nonce)
      guard isOwn || all else {
        throw StoreFailure(
          .refused,
          "this database was sent from elsewhere since: another machine has a copy of it, or what was noted in "
            + "\(state.path) is lost or old. If no other machine sends it, run push with --all")
      }
      least = last.attempt
    }
    if all {
      try state.forget(
        try store.units(of: identifier), pages: try store.namedPages(of: identifier))
      least = max(least, try store.lastAttempt(of: identifier))
    } else if try state.units().values.contains(where: { !$0.isEmpty }) {
      // Those without a digest may never have reached the store.
      // What is closed is of no source any more.
      var isThere = try store.hasUnits(of: identifier)
      if !isThere { isThere = try !store.closedMonths().isEmpty }
      guard last != nil, isThere else {
        throw StoreFailure(
          .refused,
          "the store has lost what was sent from here: run push with --all to send everything again"
        )
      }
    }
    // By the clock, so that no number is given twice where the store, or this state, has lost the last ones.
    least = max(least, UInt64(clamping: Int64(time(nil))) << 20)
    let nonce = Hexadecimal.random()
    try state.note(session: nonce)
    let zone = try Sender.reading(database) { try $0.timeZone() }
    try store.begin(
      identifier, attempt: try state.nextAttempt(after: least), nonce: nonce, zone: zone)
  }

  /// The units that are over and are not what was sent, with the digests of what they are now.
  private func dueUnits(today: Day?) throws(StoreFailure) -> [SentUnit: String] {
    let known = try state.units()
    let now = today == nil ? Int64(time(nil)) : .max
    let day = today ?? clock.day(at: now)
    let digests = try Sender.reading(database) {
      try UnitRows($0, source: identifier).digests().mapValues(\.text)
    }
    var due = digests.filter {
      known[$0.key] != $0.value && $0.key.isOver(at: now, today: day)
        && (today == nil || $0.key.day < day)
    }
    // Of what was sent and is there no more, an empty unit is sent.
    let none = UnitDigest().text
    for (unit, digest) in known where digests[unit] == nil && digest != none { due[unit] = none }
    return due
  }

  /// Sends the first of some units: as many of one month as a request takes.
  ///
  /// - Parameter months: Those that are sent in one request, whatever they have.
  private func send(
    _ units: inout ArraySlice<SentUnit>, whole months: Set<Day>, _ sent: inout Sent
  ) throws(StoreFailure) {
    let attempt = try state.nextAttempt()
    let waiting = units
    let batch = try Sender.reading(database) { snapshot in
      let source = try UnitRows(snapshot, source: identifier)
      var rows = RowBinary()
      var digests: [(unit: SentUnit, digest: String)] = []
      let month = waiting.first?.day.firstOfMonth
      for unit in waiting.prefix(while: { $0.day.firstOfMonth == month }) {
        let isFull = rows.rows >= limits.rows || rows.bytes.count >= limits.bytes
        if isFull, month.map(months.contains) != true { break }
        digests.append((unit, try source.add(unit, version: attempt, to: &rows).text))
      }
      return (rows: rows, digests: digests)
    }
    // Without an answer, nobody knows which attempt the store has: these units are sent again then, also if the database
    // has none of their rows any more.
    try state.note(batch.digests.map { (unit: $0.unit, digest: "") })
    try store.insert(facts: batch.rows.bytes)
    // A month may be closed meanwhile, without these rows: then they are late, and not sent.
    if let month = batch.digests.first?.unit.day.firstOfMonth,
      month < clock.day(at: Int64(time(nil))).firstOfMonth,
      try store.closedMonths().contains(month)
    {
      try leave(
        Dictionary(uniqueKeysWithValues: batch.digests.map { ($0.unit, $0.digest) }), known: [:])
      units = units.dropFirst(batch.digests.count)
      sent.late += batch.digests.count
      return
    }
    try state.note(batch.digests)
    units = units.dropFirst(batch.digests.count)
    sent.units += batch.digests.count
    sent.rows += batch.rows.rows - batch.digests.count
    sent.requests += 1
    sent.bytes += batch.rows.bytes.count
  }

  /// Leaves units of closed months out, and says so once: the sums that the store has of them stay.
  ///
  /// - Parameter known: What was noted of units. One without a digest may have reached the store behind the sums, and an
  ///   empty attempt takes it back; so may all that nothing was noted of.
  private func leave(_ late: [SentUnit: String], known: [SentUnit: String]) throws(StoreFailure) {
    var doubtful = late.keys.filter { known.isEmpty || known[$0] == "" }.sorted()[...]
    while let first = doubtful.first {
      let attempt = try state.nextAttempt()
      var rows = RowBinary()
      let month = doubtful.prefix { $0.day.firstOfMonth == first.day.firstOfMonth }
      for unit in month { rows.addUnit(unit, rows: 0, of: identifier, version: attempt) }
      try store.insert(facts: rows.bytes)
      doubtful = doubtful.dropFirst(month.count)
    }
    try state.note(late.map { ($0.key, $0.value) })
  }

  /// Sends the visitors of days that are over, where the database is a share: they say who came to several servers, to
  /// those who have the days' keys, and to nobody once these are destroyed.
  private func sendVisitors(today: Day?, _ sent: inout Sent) throws(StoreFailure) {
    let isShare: Bool
    do throws(StoreError) {
      isShare = try database.isShare()
    } catch { throw StoreFailure(.unexpected, error.sentence) }
    guard isShare else { return }
    let now = today ?? clock.day(at: Int64(time(nil)))
    let visitors = try Sender.reading(database) { try $0.sharedVisitors() }
    let days = Dictionary(grouping: visitors.filter { $0.place.day < now }, by: \.place.day)
    for (day, visitors) in days.sorted(by: { $0.key < $1.key }) {
      let compared = rows(of: visitors, version: 0)
      var digest = UnitDigest()
      digest.add(StoredTable.people, compared)
      guard try state.sketches(of: day) != digest.text else { continue }
      let attempt = try state.nextAttempt()
      try store.insert(sketches: rows(of: visitors, version: attempt).bytes)
      try state.note(sketches: digest.text, of: day)
      sent.visitors += visitors.count
      sent.requests += 1
    }
  }

  private func rows(of visitors: [SharedVisitors], version: UInt64) -> RowBinary {
    var rows = RowBinary()
    for shared in visitors {
      rows.add(UInt16(clamping: shared.place.day.rawValue))
      switch shared.place.owner {
      case .site(let name):
        rows.add(name.text)
        rows.add(UInt64(0))
      case .page(let tag):
        rows.add("")
        rows.add(tag.rawValue)
      }
      rows.add(identifier)
      rows.add(version)
      rows.add(shared.key)
      rows.add(bytes: shared.sketch)
      rows.endRow()
    }
    return rows
  }

  /// Sends the names that pages have got since, and takes back those that they have no more.
  private func sendNames(_ sent: inout Sent) throws(StoreFailure) {
    let known = try state.pages()
    let changed = try Sender.reading(database) { snapshot in
      var changed: [(tag: UInt64, site: String, path: String)] = []
      var seen: Set<UInt64> = []
      try NamedCounts(snapshot).visitNames { site, tag, path in
        seen.insert(tag)
        if known[tag] != Sender.digest(site, path) { changed.append((tag, site, path)) }
      }
      for tag in known.keys where !seen.contains(tag) { changed.append((tag, "", "")) }
      return changed.sorted { $0.tag < $1.tag }
    }
    var rest = changed[...]
    while !rest.isEmpty {
      let attempt = try state.nextAttempt()
      let batch = rest.prefix(limits.names)
      var rows = RowBinary()
      for page in batch {
        rows.add(page.tag)
        rows.add(identifier)
        rows.add(attempt)
        rows.add(page.site)
        rows.add(page.path)
      }
      try state.note(batch.map { (tag: $0.tag, digest: "") })
      try store.insert(pages: rows.bytes)
      try state.note(
        batch.map { ($0.tag, $0.path.isEmpty ? nil : Sender.digest($0.site, $0.path)) })
      sent.names += batch.count
      sent.requests += 1
      rest = rest.dropFirst(batch.count)
    }
  }

  private static func digest(_ site: String, _ path: String) -> String {
    var digest = [UInt8](repeating: 0, count: 16)
    let input = Array(site.utf8) + [0] + Array(path.utf8)
    // SAFETY: both arrays live for the call, and their sizes are what the function is told.
    unsafe crypto_generichash(&digest, digest.count, input, UInt64(input.count), nil, 0)
    return Hexadecimal.text(digest.prefix(8))
  }

  private static func reading<Answer>(
    _ database: TrafficArchive, _ body: (TrafficSnapshot) throws -> Answer
  ) throws(StoreFailure) -> Answer {
    do throws(StoreError) {
      return try database.read(body)
    } catch { throw StoreFailure(.unexpected, error.sentence) }
  }
}
