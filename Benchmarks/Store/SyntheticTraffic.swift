import Traffic

/// Batches of page-hours with pages of very different popularity, the same on every run.
struct SyntheticTraffic {
  var pages: Int
  var hours: Int
  var rows: Int
  /// Whether pages have their names from the first hit.
  var isListed = true
  private var state: UInt64 = 0x5370_6F72

  init(pages: Int, hours: Int, rows: Int) {
    self.pages = pages
    self.hours = hours
    self.rows = rows
  }

  private mutating func random() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  /// A batch of about `rows` page-hours that begins at an hour.
  ///
  /// - Parameter firstPage: The number in the name of the first page: batches that begin at
  ///   another one have pages of their own.
  mutating func batch(from first: Int32, firstPage: Int = 0) -> Rollup {
    var rollup = Rollup()
    rollup.sites = [SiteName.unnamed]
    let names = (firstPage..<firstPage + pages).map { number in
      "/section-\(number % 97)/article/\(number)/some-readable-title"
    }
    rollup.pages = zip(firstPage..<firstPage + pages, names).map { number, name in
      Rollup.Page(
        site: 0, tag: PageTag(rawValue: UInt64(number) + 1), path: PagePath(redacted: name),
        isListed: isListed, hasVisitors: true)
    }
    let perHour = rows / hours
    for hour in 0..<hours {
      var keys = Set<UInt64>(minimumCapacity: perHour)
      while keys.count < perHour {
        // The product of two uniform numbers: few pages in every hour, most of them seldom.
        let page = random() % UInt64(pages) * (random() % 1024) / 1024
        keys.insert(page << 4 | random() % 5)
      }
      var (all, bytes): (Int64, Int64) = (0, 0)
      for key in keys.sorted() {
        let hits = Int64(random() % 40 + 1)
        let device = DeviceClass(rawValue: UInt8(key & 15)) ?? .other
        rollup.pageHours.append(
          Rollup.PageHour(
            hour: Hour(at: Int64(first + Int32(hour)) * 3600), page: Int32(key >> 4),
            device: device,
            hits: hits, pageViews: hits / 2, bytes: hits * 9000))
        all += hits
        bytes += hits * 9000
      }
      rollup.kindHours.append(
        Rollup.KindHour(
          hour: Hour(at: Int64(first + Int32(hour)) * 3600), site: 0, kind: .pageView, hits: all,
          bytes: bytes))
    }
    return rollup
  }
}
