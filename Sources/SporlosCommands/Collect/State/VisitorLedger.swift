internal import AccessLog
internal import Counting
internal import Glibc
internal import Traffic

/// The visitors of all open days: adds those of a batch, and seals days that are over.
///
/// Adding is harmless to repeat, so the counts are saved before the batch is committed: whatever
/// happens in between, the same lines come again and change nothing.
final class VisitorLedger {
  private let folder: VisitorFolder
  private let keyring: VisitorKeyring
  private let key: SourceKey
  /// Days after whose end this long no more lines are expected, in seconds.
  private let grace: Int
  /// Days as they were last saved, the latest used last.
  private var known: [(day: Day, counts: OpenDay, stamp: WholeFile.Stamp?)] = []
  /// Days beyond their grace that this run has counted, the latest used last.
  private var late: [Day] = []

  /// The most days beyond their grace that are open at once: old logs may cover years, and each day
  /// takes some megabytes.
  private static let mostLate = 40
  /// The most days whose counts are kept in memory between two batches.
  private static let mostKnown = 3

  init(folder: VisitorFolder, keyring: VisitorKeyring, key: SourceKey, grace: Int) {
    self.folder = folder
    self.keyring = keyring
    self.key = key
    self.grace = grace
  }

  /// Replaces the visitors of a batch by those of the whole days, and saves the counts.
  func count(
    _ visitors: BatchVisitors, into rollup: inout Rollup, _ standings: [PageStanding]
  ) throws(CommandFailure) {
    if let failure = folder.takeFailure() { throw failure }
    for (day, batch) in visitors.days.sorted(by: { $0.key < $1.key }) {
      // Under a key that is no longer the day's, or under two, a batch counts for itself.
      let isOpen = batch.key != 0 && folder.isOpen(day, key: batch.key)
      let counts = isOpen ? open(day, key: batch.key) : nil
      for index in rollup.pageDays.rows(of: day) {
        let page = rollup.pages[Int(rollup.pageDays[index].page)]
        let standing = standings[Int(rollup.pageDays[index].page)]
        let sketch = batch.pages[Int(rollup.pageDays[index].page)]
        guard !sketch.isEmpty,
          standing == .unnamed || standing == .named && page.hasVisitors
        else {
          rollup.pageDays[index].visitors = 0
          continue
        }
        rollup.pageDays[index].visitors =
          counts?.add(sketch, of: page.tag) ?? sketch.estimatedCount
      }
      for index in rollup.siteDays.rows(of: day) {
        let site = rollup.siteDays[index].site
        let sketch = batch.sites[Int(site)]
        guard !sketch.isEmpty else { continue }
        rollup.siteDays[index].visitors =
          counts?.add(sketch, of: key.tag(site: rollup.sites[Int(site)]))
          ?? sketch.estimatedCount
      }
      guard let counts else { continue }
      try folder.save(counts, of: day)
      keep(counts, of: day)
    }
  }

  private func open(_ day: Day, key: UInt64) -> OpenDay {
    if let index = known.firstIndex(where: { $0.day == day }) {
      let (_, counts, stamp) = known.remove(at: index)
      // Another process may have written the file since.
      if counts.key == key, stamp == folder.stamp(of: day) { return counts }
    }
    return folder.counts(of: day, key: key)
  }

  private func keep(_ counts: OpenDay, of day: Day) {
    known.append((day, counts, folder.stamp(of: day)))
    if known.count > VisitorLedger.mostKnown { known.removeFirst() }
    if isOver(day) {
      late.removeAll { $0 == day }
      late.append(day)
    }
  }

  /// Whether no more lines of a day are expected.
  private func isOver(_ day: Day) -> Bool {
    // Days that are yet to come are counted no longer, and had keys in earlier releases.
    VisitorFolder.isAhead(day) || (Int(day.rawValue) + 1) * 86_400 + grace <= time(nil)
  }

  /// Seals the days that were not used for the longest time, where too many old ones are open.
  func sealSurplus() throws(CommandFailure) {
    while late.count > VisitorLedger.mostLate { try seal(late.removeFirst()) }
  }

  /// Seals all days that are over.
  func sealAll() throws(CommandFailure) {
    for day in folder.days where isOver(day) { try seal(day) }
    late.removeAll()
    keyring.forgetMissing()
    try folder.advance(to: Day(rawValue: Int32((time(nil) - grace) / 86_400)))
  }

  private func seal(_ day: Day) throws(CommandFailure) {
    known.removeAll { $0.day == day }
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
