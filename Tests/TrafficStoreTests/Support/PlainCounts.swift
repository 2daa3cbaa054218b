import Traffic

/// Counts in plain dictionaries: the reference a database is compared with.
struct PlainCounts: Equatable {
  var pages: [String: [Int64]] = [:]
  var clients: [String: [Int64]] = [:]
  var statuses: [String: [Int64]] = [:]
  var kinds: [String: [Int64]] = [:]
  var traffic: [String: [Int64]] = [:]
  var versions: [String: [Int64]] = [:]
  var countries: [String: [Int64]] = [:]
  var referrers: [String: [Int64]] = [:]
  var campaigns: [String: [Int64]] = [:]
  var responseTimes: [String: [Int64]] = [:]
  var landings: [String: [Int64]] = [:]
  var notFound: [String: [Int64]] = [:]

  mutating func add(_ rollup: Rollup) {
    for row in rollup.pageHours {
      let page = rollup.pages[Int(row.page)]
      let site = rollup.sites[Int(page.site)]
      PlainCounts.add(
        [row.hits, row.pageViews, row.bytes], to: &pages,
        "\(site.text)|\(page.path.text)|\(row.hour)|\(row.device.name)")
    }
    for row in rollup.clientHours {
      let client = row.client
      PlainCounts.add(
        [row.hits, row.pageViews], to: &clients,
        "\(rollup.sites[Int(row.site)].text)|\(row.hour)|\(client.device.name)|"
          + "\(client.browser.name)|\(client.system.name)")
    }
    for row in rollup.statusHours {
      PlainCounts.add(
        [row.hits], to: &statuses,
        "\(rollup.sites[Int(row.site)].text)|\(row.hour)|\(row.status.rawValue)")
    }
    for row in rollup.kindHours {
      PlainCounts.add(
        [row.hits, row.bytes], to: &kinds,
        "\(rollup.sites[Int(row.site)].text)|\(row.hour)|\(row.kind.name)")
    }
    addDays(rollup)
  }

  static func add(_ counts: [Int64], to table: inout [String: [Int64]], _ key: String) {
    let key = bytewise(key)
    table[key] = zip(table[key] ?? counts.map { _ in 0 }, counts).map { $0.0 + $0.1 }
  }

  /// The text in ASCII, so that Swift compares it as a database does: by its bytes.
  static func bytewise(_ text: String) -> String {
    text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
  }
}
