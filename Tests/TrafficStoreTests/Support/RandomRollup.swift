import TestSupport
import Traffic

extension Rollup {
  /// A small batch as the counters would hand it over: sorted, each key once.
  static func random(using generator: inout SeededGenerator) -> Rollup {
    var rollup = Rollup()
    let names = ["a.example.org", "b.example.org", "example.org", "(unnamed)"]
    rollup.sites =
      names.filter { _ in Bool.random(using: &generator) }.sorted().map(SiteName.init(trusted:))
    if rollup.sites.isEmpty { rollup.sites = [.unnamed] }
    for site in rollup.sites.indices {
      let paths = ["/", "/a", "/\u{E9}", "/e\u{301}", "/list", "/list/2", "/z'\"", "/=1+1", ""]
        .filter { _ in Bool.random(using: &generator) }
      for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        rollup.pages.append(rollup.page(site: Int32(site), path: PagePath(redacted: path)))
      }
    }
    func some<Value>(_ values: [Value]) -> Value { values.randomElement(using: &generator)! }
    func count() -> Int64 { Int64.random(in: 0...9_000_000_000, using: &generator) }
    let first = Int32.random(in: 490_000...490_003, using: &generator)
    for hour in (first..<first + 3).map({ Hour(utc: $0) }) {
      for page in rollup.pages.indices where Bool.random(using: &generator) {
        for device in DeviceClass.allCases where Int.random(in: 0..<4, using: &generator) == 0 {
          rollup.pageHours.append(
            PageHour(
              hour: hour, page: Int32(page), device: device, hits: count(), pageViews: count(),
              bytes: count()))
        }
      }
      for site in rollup.sites.indices.map(Int32.init) {
        let client = Client(
          device: some(DeviceClass.allCases), browser: some(Browser.allCases),
          system: some(OperatingSystem.allCases), traffic: some(TrafficClass.allCases))
        rollup.clientHours.append(
          ClientHour(hour: hour, site: site, client: client, hits: count(), pageViews: count()))
        rollup.statusHours.append(
          StatusHour(
            hour: hour, site: site, status: StatusCode(rawValue: some([0, 200, 304, 404, 999])),
            hits: count()))
        rollup.kindHours.append(
          KindHour(
            hour: hour, site: site, kind: some(HitKind.allCases), hits: count(), bytes: count()))
      }
    }
    rollup.addRandomDays(from: first, using: &generator)
    return rollup
  }

  /// One hit of one page, for tests that need no more.
  ///
  /// - Parameter hour: Hours since 1970 in UTC.
  static func small(hour: Int32 = 490_000, path: String = "/") -> Rollup {
    small(at: Hour(utc: hour), path: path)
  }

  static func small(at hour: Hour, path: String = "/") -> Rollup {
    var rollup = Rollup()
    rollup.sites = [.unnamed]
    rollup.pages = [rollup.page(site: 0, path: PagePath(redacted: path))]
    rollup.pageHours = [
      PageHour(hour: hour, page: 0, device: .desktop, hits: 2, pageViews: 1, bytes: 300)
    ]
    rollup.clientHours = [ClientHour(hour: hour, site: 0, client: .unknown, hits: 2, pageViews: 1)]
    rollup.statusHours = [
      StatusHour(hour: hour, site: 0, status: StatusCode(rawValue: 200), hits: 2)
    ]
    rollup.kindHours = [KindHour(hour: hour, site: 0, kind: .pageView, hits: 2, bytes: 300)]
    return rollup
  }
}

extension Checkpoint {
  /// A log known by the hash of its first line, counted up to an offset.
  static func log(_ byte: UInt8, offset: Int64) -> Checkpoint {
    Checkpoint(head: UInt64(byte), offset: offset, end: 1, format: "combined")
  }
}
