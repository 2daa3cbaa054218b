import Hits
import Traffic

/// Counts as anyone would keep them: dictionaries with the names themselves as keys.
struct PlainCounts: Equatable {
  struct Sums: Equatable {
    var hits: Int64 = 0
    var pageViews: Int64 = 0
    var bytes: Int64 = 0

    mutating func add(_ hits: Int64, _ pageViews: Int64, _ bytes: Int64) {
      self.hits += hits
      self.pageViews += pageViews
      let (sum, overflows) = self.bytes.addingReportingOverflow(bytes)
      self.bytes = overflows ? .max : sum
    }
  }

  var pages: [[String]: Sums] = [:]
  var clients: [String: [Client: Sums]] = [:]
  var statuses: [[String]: Sums] = [:]
  var kinds: [[String]: Sums] = [:]
  var landings: [[String]: Int64] = [:]
  var notFound: [[String]: Int64] = [:]

  mutating func add(_ hit: Hit, _ tables: HitTables) {
    let hour = "\(hit.hour)"
    let page = tables.pages[Int(hit.page)]
    let site = tables.sites[Int(hit.site)].text
    let views: Int64 = hit.kind == HitKind.pageView.rawValue ? 1 : 0
    let key = [hour, tables.sites[Int(page.site)].text, name(page.path), "\(hit.device)"]
    pages[key, default: Sums()].add(1, views, hit.bytes)
    // Rows of an hour know device, browser and system only.
    let whole = tables.clients[Int(hit.client)]
    let client = Client(
      device: whole.device, browser: whole.browser, system: whole.system, traffic: .unknown)
    clients["\(hour) \(site)", default: [:]][client, default: Sums()].add(1, views, 0)
    statuses[[hour, site, "\(hit.status)"], default: Sums()].add(1, 0, 0)
    kinds[[hour, site, "\(hit.kind)"], default: Sums()].add(1, 0, hit.bytes)
    guard hit.referrer != Hit.absent, hit.kind != HitKind.bot.rawValue else { return }
    let link = [
      "\(hit.hour / 3072)", tables.sites[Int(page.site)].text, name(page.path),
      tables.referrers[Int(hit.referrer)].text,
    ]
    if views == 0 {
      notFound[link, default: 0] += 1
    } else if hit.flags.contains(.visit) {
      landings[link, default: 0] += 1
    }
  }

  mutating func add(_ rollup: Rollup) {
    func site(_ index: Int32) -> String { rollup.sites[Int(index)].text }
    for row in rollup.pageHours {
      let page = rollup.pages[Int(row.page)]
      let key = [
        "\(row.hour.rawValue)", site(page.site), name(page.path), "\(row.device.rawValue)",
      ]
      pages[key, default: Sums()].add(row.hits, row.pageViews, row.bytes)
    }
    func link(_ day: Day, _ page: Int32, _ referrer: Int32) -> [String] {
      let page = rollup.pages[Int(page)]
      return [
        "\(day.rawValue)", site(page.site), name(page.path), rollup.referrers[Int(referrer)].text,
      ]
    }
    for row in rollup.landingDays {
      landings[link(row.day, row.page, row.referrer), default: 0] += row.pageViews
    }
    for row in rollup.notFoundDays {
      notFound[link(row.day, row.page, row.referrer), default: 0] += row.hits
    }
    for row in rollup.clientHours {
      clients["\(row.hour.rawValue) \(site(row.site))", default: [:]][row.client, default: Sums()]
        .add(row.hits, row.pageViews, 0)
    }
    for row in rollup.statusHours {
      statuses[["\(row.hour.rawValue)", site(row.site), "\(row.status.rawValue)"], default: Sums()]
        .add(row.hits, 0, 0)
    }
    for row in rollup.kindHours {
      kinds[["\(row.hour.rawValue)", site(row.site), "\(row.kind.rawValue)"], default: Sums()]
        .add(row.hits, 0, row.bytes)
    }
  }

  /// A path's bytes as text of their own, since `String` compares by canonical equivalence.
  private func name(_ path: PagePath) -> String { "\(Array(path.text.utf8))" }
}

extension Rollup {
  /// The first table whose rows are not sorted by their keys with each key once.
  var unsortedTable: String? {
    func ascends<Key: Comparable>(_ keys: [Key]) -> Bool {
      zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 }
    }
    func ascends(_ keys: [[Int]]) -> Bool {
      zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }
    }
    if !ascends(sites) { return "sites" }
    if !ascends(pages) { return "pages" }
    if !ascends(pageHours.map { [Int($0.hour.rawValue), Int($0.page), Int($0.device.rawValue)] }) {
      return "pageHours"
    }
    if !ascends(
      clientHours.map {
        let client = $0.client
        return [
          Int($0.hour.rawValue), Int($0.site), Int(client.device.rawValue),
          Int(client.browser.rawValue), Int(client.browserMajor), Int(client.system.rawValue),
          Int(client.traffic.rawValue), Int(client.bot.rawValue),
        ]
      })
    {
      return "clientHours"
    }
    if !ascends(
      statusHours.map { [Int($0.hour.rawValue), Int($0.site), Int($0.status.rawValue)] })
    {
      return "statusHours"
    }
    if !ascends(landingDays.map { [Int($0.day.rawValue), Int($0.page), Int($0.referrer)] }) {
      return "landingDays"
    }
    if !ascends(notFoundDays.map { [Int($0.day.rawValue), Int($0.page), Int($0.referrer)] }) {
      return "notFoundDays"
    }
    return ascends(kindHours.map { [Int($0.hour.rawValue), Int($0.site), Int($0.kind.rawValue)] })
      ? nil : "kindHours"
  }
}
