import CountCatalogue
import GRDB
public import Traffic

extension TrafficDatabase {
  /// The databases that this one was put together from, by their identifiers; none where it has counts of
  /// its own.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func members() throws(StoreError) -> [[UInt8]] {
    try storing(at: path) {
      try queue.read { db in
        try Blob.fetchAll(db, sql: "SELECT identifier FROM member").map(\.bytes)
      }
    }
  }

  /// Makes this database what its members' are together, all or nothing.
  ///
  /// Everything is made anew each time, so that merging again changes nothing, and what a server counted
  /// since is there once. What stays is how many different visitors a day had over all servers: once
  /// its keys are destroyed, nobody could find that out again.
  ///
  /// - Parameters:
  ///   - members: What ``share(to:visitors:)`` wrote on each server.
  ///   - visitors: Puts the visitors of open days together.
  ///   - today: The day that ages are counted from, where somebody vouches for it; else what the clock
  ///     says, unless that is long after all that the members have evidence of.
  ///   - clock: What the clock says.
  ///   - forgets: Whether members of before may be missing; their counts are gone then.
  /// - Throws: ``MergeRefusal``; nothing was changed then.
  /// - Complexity: O(*n* log *n*) in all rows.
  public func merge(
    _ members: [TrafficArchive], visitors: any VisitorUnion, today: Day?, clock: Day,
    forgets: Bool = false
  ) throws(MergeRefusal) -> Merging {
    var refusal: MergeRefusal?
    var merging = Merging()
    do throws(StoreError) {
      try storing(at: path) {
        try queue.writeWithoutTransaction { db in
          try db.inTransaction(.immediate) {
            do {
              merging = try merge(
                members, visitors, today: today, clock: clock, forgets: forgets, in: db)
            } catch let error as MergeRefusal {
              refusal = error
              return .rollback
            }
            return .commit
          }
        }
      }
      _ = try emptyLog(waits: false)
    } catch {
      throw .store(error)
    }
    if let refusal { throw refusal }
    return merging
  }

  private func merge(
    _ members: [TrafficArchive], _ visitors: any VisitorUnion, today: Day?, clock: Day,
    forgets: Bool, in db: Database
  ) throws -> Merging {
    let identifiers = try check(members, forgets: forgets, in: db)
    var state = try RetentionState(db)
    let coarseness = state.coarseness
    for member in members {
      let other = try member.read { try RetentionState($0.db) }
      state.retention = state.retention.stricter(other.retention, today: today ?? clock)
      state.coarseness = state.coarseness.coarser(other.coarseness)
    }
    // What is known of days that are over has to be as coarse as what it is held against.
    _ = try Coarsening.run(from: coarseness, to: state.coarseness, lateDay: nil, in: db)
    try MergedRows.keepVisitors(isKept: !forgets, in: db)
    try MergedRows.clear(db)
    try AnnotationRows.removeMerged(from: db)
    var merging = Merging()
    var logs: Set<UInt64> = []
    for member in members {
      let hits = try member.read { snapshot in
        var rows = try MergedRows(
          of: snapshot.db, at: member.path, into: db, path: path)
        try rows.addCounts()
        try rows.addPeople()
        try rows.addAnnotations()
        for shared in try MergedRows.openDays(of: snapshot.db) { visitors.add(shared) }
        for var log in try Schema.sources(in: snapshot.db) {
          guard log.isPossible else { throw StoreError(.corrupt, path: member.path) }
          if let head = log.head, !logs.insert(head).inserted { merging.logsInCommon += 1 }
          (log.id, log.file) = (nil, nil)
          _ = try SourceRows.write(log, to: db)
        }
        return rows.hits
      }
      merging.hits.append(hits)
    }
    try MergedRows.removeUnknownPages(from: db)
    _ = try Coarsening.run(from: .none, to: state.coarseness, lateDay: nil, in: db)
    try MergedRows.restoreVisitors(in: db)
    let counts = visitors.counts
    try MergedRows.raiseVisitors(counts, in: db)
    try MergedRows.countPeople(in: db)
    merging.sharedDays = counts.count
    state.lateDay = nil
    try state.write(to: db)
    let agreed = try members.compactMap { try $0.read { try $0.agreedDay() } }
    merging.agedFrom = try today ?? ClockReadings.believed(clock, others: agreed, in: db)
    _ = try Pruning.run(today: merging.agedFrom ?? clock, isThorough: true, in: db)
    // What changed of days that are published is a portion of its own.
    try db.execute(
      sql:
        "INSERT OR IGNORE INTO counted_day(day) SELECT DISTINCT hour / \(Hour.perDay) FROM kind_hour"
    )
    let thresholds = try members.map { member in try member.read { try $0.threshold().least } }
    try db.execute(
      sql: "UPDATE publication SET threshold = max(threshold, ?)",
      arguments: [thresholds.max() ?? 0])
    merging.lastDay = try members.compactMap { member in
      try member.read { try $0.period()?.upperBound.day }
    }.min()
    try db.execute(sql: "DELETE FROM member")
    for identifier in identifiers {
      try db.execute(
        sql: "INSERT INTO member(identifier) VALUES (?)", arguments: [Blob(identifier)])
    }
    return merging
  }

  /// Refuses what would lose counts, or have them twice, and returns who the members are.
  private func check(
    _ members: [TrafficArchive], forgets: Bool, in db: Database
  ) throws -> [[UInt8]] {
    let known = try Set(Blob.fetchAll(db, sql: "SELECT identifier FROM member").map(\.bytes))
    if known.isEmpty, try Blob.fetchOne(db, sql: "SELECT key_check FROM meta") != nil {
      throw MergeRefusal.hasOwnCounts
    }
    var places: [[UInt8]: Int] = [:]
    for (place, member) in members.enumerated() {
      guard try member.isShare() else { throw MergeRefusal.noShare(place) }
      // What was merged before has the counts of its own members.
      let identifiers = try member.read { snapshot in
        try [snapshot.identifier()]
          + Blob.fetchAll(snapshot.db, sql: "SELECT identifier FROM member").map(\.bytes)
      }
      for identifier in identifiers {
        if let other = places.updateValue(place, forKey: identifier), other != place {
          throw MergeRefusal.sameMember(other, place)
        }
      }
    }
    try checkTimeZones(of: members, isNew: known.isEmpty, in: db)
    let missing = known.subtracting(places.keys).count
    guard missing == 0 || forgets else { throw MergeRefusal.lacksMembers(missing) }
    return places.keys.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

extension TrafficDatabase {
  /// Refuses members whose days are of another time zone; a database without members takes that of the first.
  private func checkTimeZones(
    of members: [TrafficArchive], isNew: Bool, in db: Database
  ) throws {
    let zones = try members.map { try $0.read { try $0.timeZone() } }
    let own = try String.fetchOne(db, sql: "SELECT time_zone FROM meta")
    guard let known = isNew ? zones.first : own else { return }
    if let place = zones.firstIndex(where: { $0 != known }) {
      throw MergeRefusal.otherTimeZone(place, zones[place], known: known)
    }
    if isNew { try db.execute(sql: "UPDATE meta SET time_zone = ?", arguments: [known]) }
  }
}

extension Checkpoint {
  /// Whether its numbers are some that a log can have: others could not be added up.
  fileprivate var isPossible: Bool {
    let counts = 0...(Int64(1) << 44)
    return ([lines, hits] + rejected.values).allSatisfy(counts.contains)
      && (0...LargestSum.bytes).contains(offset)
  }
}

extension Retention {
  /// The shorter of two, each part for itself.
  func stricter(_ other: Retention, today: Day) -> Retention {
    func shorter(_ one: Age, _ two: Age) -> Age {
      one.before(today) < two.before(today) ? two : one
    }
    return Retention(
      keep: shorter(keep, other.keep), hours: shorter(hours, other.hours),
      days: days.map { one in other.days.map { shorter(one, $0) } ?? one } ?? other.days)
  }
}

extension Coarseness {
  /// What is of whole days or months in either.
  func coarser(_ other: Coarseness) -> Coarseness {
    Coarseness(
      dailyBefore: max(dailyBefore, other.dailyBefore),
      monthlyBefore: max(monthlyBefore, other.monthlyBefore))
  }
}
