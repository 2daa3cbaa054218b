import Counting
import Hits
import TestSupport
import Traffic

/// A worker with tables in an order of its own, and hits to count.
struct RandomWorker {
  var tables = HitTables()
  var hits: [Hit] = []

  init(hits count: Int, hours: ClosedRange<Int32>, using random: inout SeededGenerator) {
    tables.sites = ["a.example.org", "b.example.org", "example.org"]
      .map(SiteName.init(trusted:)).shuffled(using: &random)
    let paths =
      ["/", "/a", "/\u{e9}", "/e\u{301}", "/list", "/list/2"] + (0..<30).map { "/p\($0)" }
    for site in tables.sites.indices {
      for path in paths where Bool.random(using: &random) {
        tables.add(PagePath(redacted: path), ofSite: site)
      }
    }
    tables.add(PagePath(redacted: "/always"), ofSite: 0)
    tables.pages.shuffle(using: &random)
    for browser in Browser.allCases {
      for system in OperatingSystem.allCases where Bool.random(using: &random) {
        tables.clients.append(
          Client(
            device: DeviceClass.allCases.randomElement(using: &random)!, browser: browser,
            system: system, traffic: .person,
            browserMajor: UInt16.random(in: 0...2, using: &random)))
      }
    }
    tables.clients.append(.unknown)
    // Sets, since a worker knows each client once.
    tables.clients = Array(Set(tables.clients)).shuffled(using: &random)
    tables.referrers = ["(direct)", "(internal)", "a.example", "google.com"]
      .map(ReferrerHost.init(redacted:)).shuffled(using: &random)
    for _ in 0..<count {
      let page = tables.pages.indices.randomElement(using: &random)!
      let client = tables.clients.indices.randomElement(using: &random)!
      hits.append(
        Hit(
          hour: Hour(utc: Int32.random(in: hours, using: &random)).rawValue, page: UInt32(page),
          client: UInt16(client), site: tables.pages[page].site,
          status: [0, 200, 304, 404, 999].randomElement(using: &random)!,
          device: tables.clients[client].device.rawValue,
          kind: HitKind.allCases.randomElement(using: &random)!.rawValue,
          bytes: Int64.random(in: 0...1_000_000, using: &random)))
      // As the red room does: referrers of page views, and of what is not there.
      let last = hits.count - 1
      let isView = hits[last].kind == HitKind.pageView.rawValue
      guard isView || hits[last].isNotFound else { continue }
      hits[last].referrer = UInt16(tables.referrers.indices.randomElement(using: &random)!)
      if isView, Bool.random(using: &random) { hits[last].flags.insert(.visit) }
    }
  }

  /// The worker's counters after all its hits, handed over some at a time.
  func counted(by size: Int = 512) -> (counters: TrafficCounters, tables: HitTables) {
    let counters = TrafficCounters()
    var rest = hits[...]
    while !rest.isEmpty {
      unsafe Array(rest.prefix(size)).withUnsafeBufferPointer { unsafe counters.add($0) }
      rest = rest.dropFirst(size)
    }
    return (counters, tables)
  }
}

extension HitTables {
  /// Adds a page with a tag that depends on names only.
  mutating func add(_ path: PagePath, ofSite site: Int) {
    pages.append(
      .init(site: UInt16(site), tag: PageTag(site: sites[site], path: path), path: path))
  }
}
