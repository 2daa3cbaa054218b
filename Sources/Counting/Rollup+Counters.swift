public import Hits
public import Traffic

extension Rollup {
  /// Merges the counts of several workers into the rows of one batch.
  ///
  /// Names of referrers and campaigns that hardly any page views have are still among them: ``fold(_:)``
  /// takes those back, and must do so before the batch gets as far as a store.
  ///
  /// - Parameters:
  ///   - workers: Each worker's counters with the tables that explain their numbers. Their visitors
  ///     are moved out of them.
  ///   - visitors: Takes the visitors, for the sums with earlier batches; the rows have those of this
  ///     batch alone, as far as they are known exactly.
  ///   - firstDay: The first day that is kept; hits of earlier ones, and names that only they have,
  ///     are left out.
  /// - Complexity: O(*n* log *n*) in the cells of the largest day, summed over the days.
  public init(
    merging workers: [(counters: TrafficCounters, tables: HitTables)],
    visitors: BatchVisitors = BatchVisitors(), from firstDay: Day = Day(rawValue: .min)
  ) {
    self.init()
    let kept = KeptHours(of: workers.map(\.counters), from: firstDay)
    hitsTooOld = kept.hitsTooOld
    let names = RollupNames(of: workers.map(\.tables), used: kept.used)
    sites = names.sites
    pages = names.pages
    referrers = names.referrers
    campaigns = names.campaigns
    pageHours.reserveCapacity(workers.reduce(0) { $0 + $1.counters.count })

    for (worker, (counters, tables)) in workers.enumerated() {
      for day in unsafe counters.days.keys.sorted() where day >= firstDay.rawValue {
        // SAFETY: the sheet lives as long as its counters, which `workers` holds.
        guard let sheet = unsafe counters.days[day] else { continue }
        unsafe visitors.take(
          &sheet.pointee, of: Day(rawValue: day), key: tables.visitorKeys[day] ?? 0,
          sites: names.site[worker], pages: names.page[worker],
          counts: (sites.count, pages.count))
      }
    }

    let hours = kept.hours
    var day: [WorkerCounters] = []
    var visits = [Int64](repeating: 0, count: pages.count)
    for (index, rawHour) in hours.enumerated() {
      let hour = Hour(rawValue: rawHour)
      // SAFETY: the sheets live as long as their counters, which `workers` holds.
      let sheets = workers.indices.compactMap { worker in
        unsafe workers[worker].counters.sheets[rawHour].map {
          unsafe WorkerCounters(worker: worker, sheet: $0.pointee)
        }
      }
      addHour(hour, of: sheets, names, visits: &visits)
      day += sheets
      let isLast = index + 1 == hours.count || Hour(rawValue: hours[index + 1]).day != hour.day
      if isLast {
        addDay(hour.day, of: day, names)
        addLinks(of: hour.day, workers.map(\.counters), names, visitors)
        addVisitors(of: hour.day, visitors.days[hour.day], visits: &visits)
        day.removeAll()
      }
    }
  }

  /// One worker's counts of an hour.
  private struct WorkerCounters {
    var worker: Int
    var sheet: HourCounters
  }

  private static func merged(
    _ sheets: [WorkerCounters], _ cells: KeyPath<HourCounters, CounterTable<TrafficCell>>,
    key: (_ worker: Int, UInt32) -> UInt64
  ) -> [MergedCounters] {
    MergedCounters.sorted(sheets.map { ($0.worker, $0.sheet[keyPath: cells]) }, key: key)
  }

  private mutating func addHour(
    _ hour: Hour, of sheets: [WorkerCounters], _ names: RollupNames, visits: inout [Int64]
  ) {
    let pages = Rollup.merged(sheets, \.pages) {
      UInt64(names.page[$0][Int($1 >> 4)]) << 4 | UInt64($1 & 15)
    }
    for row in pages {
      visits[Int(row.key >> 4)] += row.visits
      pageHours.append(
        PageHour(
          hour: hour, page: Int32(row.key >> 4),
          device: DeviceClass(rawValue: UInt8(row.key & 15)) ?? .other,
          hits: row.hits, pageViews: row.pageViews, bytes: row.bytes))
    }
    // A client has more parts than a row of an hour may have, so its rows are joined by some of them.
    let clients = Rollup.merged(sheets, \.clients) { names.siteKey($0, $1, names.client) }
    for row in clients.joined(by: { names.clients[$0].hourKey }) {
      clientHours.append(
        ClientHour(
          hour: hour, site: row.site, client: Client(hourKey: row.number), hits: row.hits,
          pageViews: row.pageViews))
    }
    let traffic = clients.joined {
      let client = names.clients[$0]
      return UInt64(client.traffic.rawValue) << 16 | UInt64(client.bot.rawValue)
    }
    for row in traffic {
      trafficHours.append(
        TrafficHour(
          hour: hour, site: row.site,
          traffic: TrafficClass(rawValue: UInt8(row.number >> 16)) ?? .unknown,
          bot: BotFamily(rawValue: UInt16(row.number & 0xffff)) ?? .none, hits: row.hits))
    }
    let answers = Rollup.merged(sheets, \.answers) { names.siteKey($0, $1) }
    for row in answers.joined(by: { UInt64(HourCounters.status(ofAnswer: $0).rawValue) }) {
      statusHours.append(
        StatusHour(
          hour: hour, site: row.site, status: StatusCode(rawValue: UInt16(row.number)),
          hits: row.hits))
    }
    for row in answers.joined(by: { UInt64(HourCounters.kind(ofAnswer: $0).rawValue) }) {
      kindHours.append(
        KindHour(
          hour: hour, site: row.site, kind: HitKind(rawValue: UInt8(row.number)) ?? .other,
          hits: row.hits, bytes: row.bytes))
    }
  }

  /// Adds the rows of visitors and visits of a day, and sets the visits back to nothing.
  mutating func addVisitors(
    of day: Day, _ visitors: BatchVisitors.DayVisitors?, visits: inout [Int64]
  ) {
    var siteVisits = [Int64](repeating: 0, count: sites.count)
    var hasSite = [Bool](repeating: false, count: sites.count)
    for page in visits.indices {
      let sketch = visitors?.pages[page]
      let count = sketch?.minCount ?? 0
      guard count > 0 || visits[page] > 0 else { continue }
      pageDays.append(
        PageDay(
          day: day, page: Int32(page), visitors: count, people: sketch?.people ?? 0,
          visits: visits[page]))
      siteVisits[Int(pages[page].site)] += visits[page]
      hasSite[Int(pages[page].site)] = true
      visits[page] = 0
    }
    for site in sites.indices where hasSite[site] {
      let sketch = visitors?.sites[site]
      siteDays.append(
        SiteDay(
          day: day, site: Int32(site), visitors: sketch?.minCount ?? 0,
          people: sketch?.people ?? 0, visits: siteVisits[site]))
    }
  }

  /// Adds where people came in on a day, and what they did not find; and notes what they fetched.
  private mutating func addLinks(
    of day: Day, _ counters: [TrafficCounters], _ names: RollupNames, _ visitors: BatchVisitors
  ) {
    func merged(
      _ cells: KeyPath<VisitorCounters, CounterTable<PairCell>>,
      key: (_ worker: Int, UInt64) -> UInt64
    ) -> [MergedCounters] {
      let tables = counters.indices.compactMap { worker in
        // SAFETY: the sheets live as long as their counters, which the caller holds.
        unsafe counters[worker].days[day.rawValue].map {
          unsafe (worker: worker, cells: $0.pointee[keyPath: cells])
        }
      }
      return MergedCounters.sorted(tables, key: key)
    }
    visitors.note(
      [Fetch](
        parts: merged(\.parts, key: names.fetchKey), wholes: merged(\.wholes, key: names.fetchKey),
        of: day), on: day)
    for row in merged(\.landings, key: names.pairKey) {
      landingDays.append(
        LandingDay(
          day: day, page: Int32(row.key >> 32), referrer: Int32(row.key & 0xffff_ffff),
          pageViews: row.hits))
    }
    for row in merged(\.notFound, key: names.pairKey) {
      notFoundDays.append(
        NotFoundDay(
          day: day, page: Int32(row.key >> 32), referrer: Int32(row.key & 0xffff_ffff),
          hits: row.hits))
    }
  }

  private mutating func addDay(_ day: Day, of sheets: [WorkerCounters], _ names: RollupNames) {
    let clients = Rollup.merged(sheets, \.clients) { names.siteKey($0, $1, names.client) }
    // People's versions only: a program's version is of no use to a site.
    let versions = clients.joined {
      let client = names.clients[$0]
      return client.traffic.isBot
        ? nil : UInt64(client.browser.rawValue) << 16 | UInt64(client.browserMajor)
    }
    for row in versions {
      versionDays.append(
        VersionDay(
          day: day, site: row.site, browser: Browser(rawValue: UInt8(row.number >> 16)) ?? .other,
          major: UInt16(row.number & 0xffff), hits: row.hits, pageViews: row.pageViews))
    }
    for row in Rollup.merged(sheets, \.countries, key: { names.siteKey($0, $1) }) {
      countryDays.append(
        CountryDay(
          day: day, site: row.site,
          country: CountryCode(rawValue: UInt16(row.number)) ?? .unknown, hits: row.hits,
          pageViews: row.pageViews))
    }
    for row in Rollup.merged(sheets, \.referrers, key: { names.siteKey($0, $1, names.referrer) }) {
      referrerDays.append(
        ReferrerDay(
          day: day, site: row.site, referrer: Int32(row.number), pageViews: row.pageViews))
    }
    for row in Rollup.merged(sheets, \.campaigns, key: { names.siteKey($0, $1, names.campaign) }) {
      campaignDays.append(
        CampaignDay(
          day: day, site: row.site, campaign: Int32(row.number), pageViews: row.pageViews))
    }
    let times = Rollup.merged(sheets, \.times) {
      UInt64(names.page[$0][Int($1 >> 8)]) << 8 | UInt64($1 & 0xff)
    }
    for row in times {
      responseTimeDays.append(
        ResponseTimeDay(
          day: day, page: Int32(row.key >> 8),
          time: ResponseTime(rawValue: UInt8(row.key & 0xff)), hits: row.hits))
    }
  }
}

extension MergedCounters {
  /// The site of a row whose key is a site's and a number's.
  fileprivate var site: Int32 { Int32(key >> 32) }
  /// The number in it.
  fileprivate var number: Int { Int(key & 0xffff_ffff) }
}

extension [MergedCounters] {
  /// The rows of a site and a number, joined by what the number stands for in part; `nil` leaves a
  /// row out.
  fileprivate func joined(by part: (_ number: Int) -> UInt64?) -> [MergedCounters] {
    MergedCounters.joined(
      compactMap { row in
        guard let key = part(row.number) else { return nil }
        var row = row
        row.key = UInt64(row.site) << 32 | key
        return row
      })
  }
}

extension Client {
  /// Device, browser and system: the parts of a client that an hour's rows tell apart.
  fileprivate var hourKey: UInt64 {
    UInt64(device.rawValue) << 16 | UInt64(browser.rawValue) << 8 | UInt64(system.rawValue)
  }

  fileprivate init(hourKey key: Int) {
    self.init(
      device: DeviceClass(rawValue: UInt8(key >> 16)) ?? .other,
      browser: Browser(rawValue: UInt8(key >> 8 & 0xff)) ?? .other,
      system: OperatingSystem(rawValue: UInt8(key & 0xff)) ?? .other, traffic: .unknown)
  }
}

extension RollupNames {
  /// The batch's key of a worker's key that is a page's number and a referrer's, 16 bits of the latter.
  fileprivate func pairKey(_ worker: Int, _ key: UInt64) -> UInt64 {
    UInt64(page[worker][Int(key >> 16)]) << 32 | UInt64(referrer[worker][Int(key & 0xffff)])
  }

  /// The batch's key of a worker's key that is a page, an hour and a visitor of it.
  fileprivate func fetchKey(_ worker: Int, _ key: UInt64) -> UInt64 {
    let key = FetchKey(rawValue: key)
    return key.with(page: page[worker][key.page]).rawValue
  }

  /// The batch's key of a worker's key that is a site's number and another's, 16 bits each.
  ///
  /// - Parameter numbers: The other's indices in the batch by worker; none for what has no table.
  fileprivate func siteKey(_ worker: Int, _ key: UInt32, _ numbers: [[Int32]]? = nil) -> UInt64 {
    let number = Int(key & 0xffff)
    let other = numbers.map { UInt64($0[worker][number]) } ?? UInt64(number)
    return UInt64(site[worker][Int(key >> 16)]) << 32 | other
  }
}
