import Traffic

@testable import AccessLog
@testable import Collecting
@testable import Counting

private let key = SourceKey()
private let path = folder + "/" + VisitorFolder.waiting

/// What waits of pipes and sockets, as it is and with its sum made right.
func readWaiting(_ bytes: [UInt8]) {
  take(bytes)
  let sum = OpenDay.checksum(of: bytes[...])
  take(bytes + (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) })
}

/// A follower that takes up the file takes all of it or nothing, goes on counting, and what it then commits is
/// in no later one's hands, though the file is still there.
private func take(_ bytes: [UInt8]) {
  precondition(WholeFile.write(bytes, to: path))
  let known = WaitingCounts(bytes: bytes)
  var held = taken(committed: 0)
  precondition(held.isDamaged == (known == nil), "refused whole, or read whole")
  let hits = (known?.parts.flatMap(\.portions) ?? []).filter { $0.number > 0 }.map(hits)
  precondition(held.isEmpty == hits.isEmpty)
  if let waiting = held.waiting { check(waiting, has: hits.reduce(0, +)) }
  var tally = LineTally()
  tally.lines = 1
  held.note(tally, of: "-", offset: 1)
  guard var released = held.release(at: Hour(rawValue: 0), isOver: { _ in true }) else {
    fatalError("what is over goes")
  }
  precondition(held.isEmpty && held.waiting == nil)
  let rollup = released.counts.rolledUp(from: Day(rawValue: .min))
  precondition(rollup.kindHours.reduce(0) { $0 + $1.hits } == hits.reduce(0, +), "each once")
  released.counts.dropCounters()
  precondition(taken(committed: released.position.number).isEmpty, "none twice")
}

private func taken(committed: Int64) -> HeldStreams {
  let pool = CollectPool(workers: 1, settings: LogSettings(key: key), limits: .init())
  do throws(StateError) {
    return try HeldStreams(at: path, pool: pool, committed: committed, holdsBack: true)
  } catch { fatalError("a file that is there can be read") }
}

/// What is written again is read again, with as many hits.
private func check(_ waiting: WaitingCounts, has count: Int64) {
  let (sites, referrers, campaigns) = waiting.names
  let kept = KeptNames(
    sites: Set(sites), referrers: Set(referrers), campaigns: Set(campaigns))
  for names in [kept, KeptNames()] {
    let written = waiting.bytes(keeping: names)
    guard let again = WaitingCounts(bytes: written) else { fatalError("what was written is read") }
    precondition(again.parts.flatMap(\.portions).map(hits).reduce(0, +) == count)
    precondition(again.bytes(keeping: names) == written)
  }
}

private func hits(_ portion: WaitingCounts.Portion) -> Int64 {
  var hits: Int64 = 0
  for hour in unsafe Array(portion.counters.sheets.keys) {
    // SAFETY: the sheet lives as long as its counters.
    unsafe portion.counters.sheets[hour]?.pointee.answers.forEach { hits += Int64($0.hits) }
  }
  return hits
}
