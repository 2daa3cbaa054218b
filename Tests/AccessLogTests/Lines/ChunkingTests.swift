import Counting
import Hits
import TestSupport
import Testing
import Traffic

@testable import AccessLog

/// Cutting a log at any line ends, over any workers, gives the same counts.
@Suite struct ChunkingTests {
  @Test("Any blocks over any workers give the same rows", arguments: RandomLog.formats, [1, 2])
  func chunking(format: String, seed: UInt64) throws {
    var writer = RandomLog(seed: seed, format: format)
    let bytes = writer.bytes(lines: 120)
    let log = LogBytes(bytes)
    let expected = NamedRows(
      try counted(log, format, cuts: [0, bytes.count], workers: 1, seed: 0).0)
    let lineEnds = [0] + bytes.indices.filter { bytes[$0] == 0x0a }.map { $0 + 1 }
    for _ in 0..<6 {
      let kept = Int.random(in: 1...8, using: &writer.random)
      let cuts =
        [0] + lineEnds.filter { _ in Int.random(in: 0..<kept, using: &writer.random) == 0 }
        + [bytes.count]
      let workers = Int.random(in: 1...5, using: &writer.random)
      let (rollup, tally) = try counted(
        log, format, cuts: cuts, workers: workers, seed: writer.random.next())
      #expect(NamedRows(rollup) == expected, "seed \(seed), cuts \(cuts), \(workers) workers")
      let reference = ReferenceParser(format: format).read(bytes)
      #expect(tally.lines == Int64(reference.lines) && tally.empty == Int64(reference.empty))
      #expect(
        Dictionary(
          uniqueKeysWithValues: tally.rejected.map {
            ($0.reason, [Int($0.count), Int($0.firstLine)])
          }) == reference.rejected)
    }
  }

  @Test("Forgetting pages between batches changes no count", arguments: [UInt64](1...3))
  func forgetting(seed: UInt64) throws {
    var writer = RandomLog(seed: seed, format: "vhost-combined")
    let bytes = writer.bytes(lines: 150)
    let log = LogBytes(bytes)
    let whole = NamedRows(
      try counted(log, "vhost-combined", cuts: [0, bytes.count], workers: 1, seed: 0).0)
    var lines = LogLines()
    lines.begin(try #require(LogFormat(named: "vhost-combined")), site: nil)
    var sum = NamedRows(Rollup())
    let lineEnds = [0] + bytes.indices.filter { bytes[$0] == 0x0a }.map { $0 + 1 }
    var forgotten = 0
    for (start, end) in zip(lineEnds, lineEnds.dropFirst()) {
      let counters = TrafficCounters()
      _ = unsafe log.with(start..<end) { unsafe lines.read($0) { unsafe counters.add($0) } }
      sum.add(Rollup(merging: [(counters, lines.tables)]))
      if Bool.random(using: &writer.random) {
        lines.forgetNames()
        #expect(lines.tables.pages.isEmpty)
        forgotten += 1
      }
    }
    #expect(sum == whole, "seed \(seed)")
    #expect(forgotten > 10)
  }

  @Test("Hosts beyond the thousandth are counted as one")
  func surplusHosts() {
    let line = " 192.0.2.1 - - [01/Oct/2026:13:55:36 +0000] \"GET / HTTP/1.1\" 200 1\n"
    let log = (0..<1200).map { "h\($0).example.org" + line }.joined()
    let read = ReadLog(of: log, format: "vhost-common")
    #expect(read.hits.count == 1200)
    #expect(Set(read.hits.map(\.site)).count == 1001)
    #expect(read.hits.count { $0.site == "(other hosts)" } == 200)
  }

  @Test("The first client is the unknown one, which those past the last number count as")
  func unknownClient() {
    let line = "192.0.2.1 - - [01/Oct/2026:13:55:36 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" "
    var lines = LogLines()
    lines.begin(LogFormat(named: "combined")!, site: nil)
    let agents = ["curl/8.0", "", "-"]
    let read = ReadLog(of: LogBytes(agents.map { line + "\"\($0)\"\n" }.joined()), by: &lines)
    #expect(lines.tables.clients.first == .unknown)
    #expect(read.hits.map(\.client.traffic) == [.tool, .unnamed, .unnamed])
  }

  @Test("A site that is named is every line's, whatever host the line names")
  func forcedSite() throws {
    let line = "example.net 192.0.2.1 - - [01/Oct/2026:13:55:36 +0000] \"GET / HTTP/1.1\" 200 1\n"
    let site = try #require(SiteName("example.org"))
    #expect(
      ReadLog(of: line, format: "vhost-common", site: site).hits.map(\.site) == ["example.org"])
    #expect(ReadLog(of: line, format: "vhost-common").hits.map(\.site) == ["example.net"])
  }

  private func counted(
    _ log: LogBytes, _ format: String, cuts: [Int], workers count: Int, seed: UInt64
  ) throws -> (Rollup, LineTally) {
    var random = SeededGenerator(seed: seed)
    let format = try #require(LogFormat(named: format))
    let workers = (0..<count).map { _ in Worker(format) }
    let blocks = Array(zip(cuts, cuts.dropFirst()))
    var tallies = [LineTally](repeating: LineTally(), count: blocks.count)
    for index in blocks.indices.shuffled(using: &random) {
      let worker = workers.randomElement(using: &random)!
      tallies[index] = worker.read(log, blocks[index].0..<blocks[index].1)
    }
    var total = LineTally()
    for tally in tallies { total.append(tally) }
    let rollup = Rollup(
      merging: workers.shuffled(using: &random).map { ($0.counters, $0.lines.tables) })
    return (rollup, total)
  }

  private final class Worker {
    var lines = LogLines()
    let counters = TrafficCounters()

    init(_ format: LogFormat) { lines.begin(format, site: nil) }

    func read(_ log: LogBytes, _ range: Range<Int>) -> LineTally {
      let counters = counters
      return unsafe log.with(range) { unsafe lines.read($0) { unsafe counters.add($0) } }
    }
  }
}

/// The rows of a batch with names for numbers: batches know more names than they have rows of.
private struct NamedRows: Equatable {
  private var rows: [String: [Int64]] = [:]

  init(_ rollup: Rollup) { add(rollup) }

  mutating func add(_ rollup: Rollup) {
    for row in rollup.pageHours {
      let page = rollup.pages[Int(row.page)]
      let path = Array(page.path.text.utf8)
      add(
        [row.hits, row.pageViews, row.bytes],
        to: "page \(row.hour) \(rollup.sites[Int(page.site)].text) \(path) \(row.device)")
    }
    for row in rollup.clientHours {
      add(
        [row.hits, row.pageViews],
        to: "client \(row.hour) \(rollup.sites[Int(row.site)].text) \(row.client)")
    }
    for row in rollup.statusHours {
      add([row.hits], to: "status \(row.hour) \(rollup.sites[Int(row.site)].text) \(row.status)")
    }
    for row in rollup.kindHours {
      add(
        [row.hits, row.bytes],
        to: "kind \(row.hour) \(rollup.sites[Int(row.site)].text) \(row.kind)")
    }
  }

  private mutating func add(_ counts: [Int64], to key: String) {
    let known = rows[key] ?? counts.map { _ in 0 }
    rows[key] = zip(known, counts).map { $0.addingReportingOverflow($1).partialValue }
  }
}
