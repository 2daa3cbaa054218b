internal import AccessLog
internal import Counting
internal import FileSystem
internal import Glibc
internal import TimeZones
internal import Traffic
internal import TrafficStore

/// The visitors of all open days: adds those of a batch, and seals days that are over.
///
/// Adding is harmless to repeat, so the counts are saved before the batch is committed: whatever
/// happens in between, the same lines come again and change nothing.
final class VisitorCounter {
  let folder: VisitorFolder
  private let keyring: VisitorKeyring
  private let key: SourceKey
  /// Days after whose end this long no more lines are expected, in seconds.
  private let grace: Int
  private let clocks: () -> Clocks
  /// Days as they were last saved, the latest used last.
  private var known: [(day: Day, counts: OpenDay, stamp: FileStatus.Stamp?)] = []
  /// Days that had been closed, and what that costs.
  private(set) var closedDays = ClosedDays()
  /// Days beyond their grace that this run has counted, the latest used last.
  private var late: [Day] = []

  /// The most days beyond their grace that are open at once: old logs may cover years, and each day
  /// takes some megabytes.
  static let maxLate = 40
  /// The most days whose counts are kept in memory between two batches.
  private static let maxKnown = 3

  /// - Parameter clocks: Tells the time; the system's clocks unless given.
  init(
    folder: VisitorFolder, keyring: VisitorKeyring, key: SourceKey, grace: Int,
    clocks: (() -> Clocks)? = nil
  ) {
    self.clocks = clocks ?? { [zone = folder.clock] in .now(in: zone) }
    self.folder = folder
    self.keyring = keyring
    self.key = key
    self.grace = grace
  }

  /// The days whose keys this process has asked for.
  var askedDays: VisitorFolder.AskedDays { folder.askedDays }
  /// Where there are keys of open days on a disk though their folder lies below `/run`.
  var keysOnDisk: String? { folder.days.isEmpty ? nil : folder.onDiskBelowRun }

  /// Looks up what is stored of the days of a batch whose keys are new: they may have been closed. To be
  /// done before the batch is committed.
  func noteStored(
    _ visitors: BatchVisitors, in database: TrafficDatabase
  ) throws(StoreError) {
    let made = folder.askedDays.made
    for day in visitors.days.keys where made.contains(day) && !closedDays.knows(day) {
      closedDays.reopen(day, try database.visitors(of: day))
    }
  }

  /// The same of days that a backfill has: they may have been counted before.
  ///
  /// - Parameter isApart: Whether none of them is counted under a key of the folder.
  func noteStored(
    _ days: Set<Day>, in database: TrafficDatabase, isApart: Bool = false
  ) throws(StoreError) {
    for day in days
    where (isApart || !folder.isLive(day, grace: grace)) && !closedDays.knows(day) {
      let stored = try database.visitors(of: day)
      if !stored.isEmpty { closedDays.reopen(day, stored) }
    }
  }

  /// Which key the visitors of a day are counted under; `nil` where there is none.
  func key(of day: Day) -> UInt64? { keyring.key(of: day)?.identifier }

  /// Replaces the visitors of a batch by those of the whole days, and saves the counts.
  func count(
    _ visitors: BatchVisitors, into rollup: inout Rollup, _ pageStates: [PageState]
  ) throws(StateError) {
    if let failure = folder.takeFailure() { throw failure }
    for (day, batch) in visitors.days.sorted(by: { $0.key < $1.key }) {
      // Under a key that is no longer the day's, or under two, a batch counts for itself.
      let isOpen = batch.key != 0 && folder.isOpen(day, key: batch.key)
      let counts = isOpen ? try open(day, key: batch.key) : nil
      let visitorKey = isOpen ? keyring.key(of: day) : nil
      func add(_ sketch: VisitorSketch, of tag: PageTag) -> (visitors: Int64, people: Int64) {
        guard let counts else { return (sketch.estimatedCount, sketch.people) }
        return batch.isKeyed
          ? counts.add(sketch, of: tag)
          : counts.add(sketch, of: tag) { visitorKey?.mark($0, of: tag) ?? 0 }
      }
      for index in rollup.pageDays.rows(of: day) {
        let page = rollup.pages[Int(rollup.pageDays[index].page)]
        let state = pageStates[Int(rollup.pageDays[index].page)]
        let sketch = batch.pages[Int(rollup.pageDays[index].page)]
        guard !sketch.isEmpty,
          state == .unnamed || state == .named && page.hasVisitors
        else {
          (rollup.pageDays[index].visitors, rollup.pageDays[index].people) = (0, 0)
          continue
        }
        (rollup.pageDays[index].visitors, rollup.pageDays[index].people) =
          add(sketch, of: page.tag)
        if !page.hasVisitors {
          // Of each batch, the first few: how many they are together says nothing more.
          rollup.pageDays[index].visitors = min(
            rollup.pageDays[index].visitors, Int64(VisitorSketch.few))
        }
        closedDays.note(page.tag, on: day)
      }
      if !batch.fetches.isEmpty { counts?.beginFetches(number: rollup.fetchNumber) }
      rollup.note(batch.fetches) { fetch, page in
        counts?.add(fetch, of: page) ?? fetch.downloadsOfParts
      }
      for index in rollup.siteDays.rows(of: day) {
        let site = rollup.siteDays[index].site
        let sketch = batch.sites[Int(site)]
        guard !sketch.isEmpty else { continue }
        (rollup.siteDays[index].visitors, rollup.siteDays[index].people) =
          add(sketch, of: key.tag(site: rollup.sites[Int(site)]))
        closedDays.note(
          rollup.siteDays[index].visitors, of: rollup.sites[Int(site)], on: day)
      }
      guard let counts else {
        closedDays.close(day)
        continue
      }
      try folder.save(counts, of: day)
      keep(counts, of: day)
    }
  }

  private func open(_ day: Day, key: UInt64) throws(StateError) -> OpenDay {
    if let index = known.firstIndex(where: { $0.day == day }) {
      let (_, counts, stamp) = known.remove(at: index)
      // Another process may have written the file since.
      if counts.key == key, stamp == folder.stamp(of: day) { return counts }
    }
    return try folder.counts(of: day, key: key)
  }

  private func keep(_ counts: OpenDay, of day: Day) {
    known.append((day, counts, folder.stamp(of: day)))
    if known.count > VisitorCounter.maxKnown { known.removeFirst() }
    if isOver(day, clocks()) {
      late.removeAll { $0 == day }
      late.append(day)
    }
  }

  /// Whether no more lines of a day are expected, by whichever clock.
  private func isOver(_ day: Day, _ clocks: Clocks) -> Bool {
    // Days that are yet to come are not counted: the clock was set back, or was ahead when they were.
    VisitorFolder.isAhead(day, now: clocks.wall)
      || clocks.isOver(day.rawValue, made: folder.made(day), grace: grace)
  }

  /// Seals the days that were not used for the longest time, where too many old ones are open.
  func sealSurplus() throws(StateError) {
    while late.count > VisitorCounter.maxLate { try seal(late.removeFirst()) }
  }

  /// Seals all days that are over.
  ///
  /// - Parameter sparesYoung: Whether to leave days whose keys are not a day old, which lines that wait
  ///   or that are being caught up with may need still.
  func sealAll(sparesYoung: Bool = false) throws(StateError) {
    let clocks = clocks()
    var first = Day(rawValue: Int32(clamping: (clocks.wall - grace) / 86_400))
    for day in folder.days where isOver(day, clocks) {
      if sparesYoung, clocks.boot?.age(of: folder.made(day)) ?? 0 < 86_400 { continue }
      // By a clock that stands, the fleet's key of the day would stay.
      if folder.isFleet(day) { first = max(first, Day(rawValue: day.rawValue + 1)) }
      try seal(day)
    }
    if !sparesYoung { late.removeAll() }
    keyring.forgetMissing()
    try folder.advance(to: first)
  }

  private func seal(_ day: Day) throws(StateError) {
    known.removeAll { $0.day == day }
    closedDays.close(day)
    keyring.forget(day)
    try folder.seal(day)
  }
}

/// A row that is of one day.
private protocol DayRow {
  var day: Day { get }
}

extension Rollup.PageDay: DayRow {}
extension Rollup.SiteDay: DayRow {}

extension Array where Element: DayRow {
  /// The places of the rows of a day, which stand together.
  fileprivate func rows(of day: Day) -> Range<Int> {
    func start(of day: Day) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if self[middle].day < day { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return start(of: day)..<start(of: Day(rawValue: day.rawValue + 1))
  }
}
