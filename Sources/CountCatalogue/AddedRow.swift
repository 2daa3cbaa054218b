public import Traffic

/// A row of a table whose counts add up, so that it can be made again of the numbers it was taken apart into.
///
/// All tables but those of visitors: of how many are in both of two rows, a number says nothing.
public protocol AddedRow: CountedRow {
  /// A row of its numbers, as ``CountedRow/hourOrDay``, ``CountedRow/places`` and ``CountedRow/counts`` give them;
  /// `nil` where one is no member of its set.
  init?(_ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>)
}

/// What gives the rows of a batch, table by table.
public protocol AddedRowSource {
  associatedtype Failure: Error
  mutating func rows<Row: AddedRow>(of type: Row.Type) throws(Failure) -> [Row]
}

extension Rollup {
  /// Sets the rows of all tables whose counts add up, in the order of ``CountTable/all``.
  public mutating func setRows<Source: AddedRowSource>(
    from source: inout Source
  ) throws(Source.Failure) {
    pageHours = try source.rows(of: PageHour.self)
    clientHours = try source.rows(of: ClientHour.self)
    statusHours = try source.rows(of: StatusHour.self)
    kindHours = try source.rows(of: KindHour.self)
    trafficHours = try source.rows(of: TrafficHour.self)
    versionDays = try source.rows(of: VersionDay.self)
    countryDays = try source.rows(of: CountryDay.self)
    referrerDays = try source.rows(of: ReferrerDay.self)
    campaignDays = try source.rows(of: CampaignDay.self)
    responseTimeDays = try source.rows(of: ResponseTimeDay.self)
    landingDays = try source.rows(of: LandingDay.self)
    notFoundDays = try source.rows(of: NotFoundDay.self)
  }
}

extension Hour {
  fileprivate init(_ hourOrDay: Int64) { self.init(rawValue: Int32(clamping: hourOrDay)) }
}

extension Day {
  fileprivate init(_ hourOrDay: Int64) { self.init(rawValue: Int32(clamping: hourOrDay)) }
}

extension Rollup.PageHour: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let page = Int32(exactly: places[0]),
      let device = UInt8(exactly: places[1]).flatMap(DeviceClass.init)
    else { return nil }
    self.init(
      hour: Hour(hourOrDay), page: page, device: device, hits: counts[0], pageViews: counts[1],
      bytes: counts[2])
  }
}

extension Rollup.ClientHour: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let site = Int32(exactly: places[0]),
      let device = UInt8(exactly: places[1]).flatMap(DeviceClass.init),
      let browser = UInt8(exactly: places[2]).flatMap(Browser.init),
      let system = UInt8(exactly: places[3]).flatMap(OperatingSystem.init)
    else { return nil }
    self.init(
      hour: Hour(hourOrDay), site: site,
      client: Client(device: device, browser: browser, system: system, traffic: .unknown),
      hits: counts[0], pageViews: counts[1])
  }
}

extension Rollup.StatusHour: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let site = Int32(exactly: places[0]), let status = UInt16(exactly: places[1]) else {
      return nil
    }
    self.init(
      hour: Hour(hourOrDay), site: site, status: StatusCode(rawValue: status), hits: counts[0])
  }
}

extension Rollup.KindHour: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let site = Int32(exactly: places[0]),
      let kind = UInt8(exactly: places[1]).flatMap(HitKind.init)
    else { return nil }
    self.init(
      hour: Hour(hourOrDay), site: site, kind: kind, hits: counts[0], bytes: counts[1])
  }
}

extension Rollup.TrafficHour: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let site = Int32(exactly: places[0]),
      let traffic = UInt8(exactly: places[1]).flatMap(TrafficClass.init),
      let bot = UInt16(exactly: places[2]).flatMap(BotFamily.init)
    else { return nil }
    self.init(hour: Hour(hourOrDay), site: site, traffic: traffic, bot: bot, hits: counts[0])
  }
}

extension Rollup.VersionDay: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let site = Int32(exactly: places[0]),
      let browser = UInt8(exactly: places[1]).flatMap(Browser.init),
      let major = UInt16(exactly: places[2])
    else { return nil }
    self.init(
      day: Day(hourOrDay), site: site, browser: browser, major: major, hits: counts[0],
      pageViews: counts[1])
  }
}

extension Rollup.CountryDay: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let site = Int32(exactly: places[0]),
      let country = UInt16(exactly: places[1]).flatMap(CountryCode.init)
    else { return nil }
    self.init(
      day: Day(hourOrDay), site: site, country: country, hits: counts[0], pageViews: counts[1])
  }
}

extension Rollup.ReferrerDay: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let site = Int32(exactly: places[0]), let referrer = Int32(exactly: places[1]) else {
      return nil
    }
    self.init(day: Day(hourOrDay), site: site, referrer: referrer, pageViews: counts[0])
  }
}

extension Rollup.CampaignDay: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let site = Int32(exactly: places[0]), let campaign = Int32(exactly: places[1]) else {
      return nil
    }
    self.init(day: Day(hourOrDay), site: site, campaign: campaign, pageViews: counts[0])
  }
}

extension Rollup.ResponseTimeDay: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let page = Int32(exactly: places[0]), let time = UInt8(exactly: places[1]) else {
      return nil
    }
    self.init(
      day: Day(hourOrDay), page: page, time: ResponseTime(rawValue: time), hits: counts[0])
  }
}

extension Rollup.LandingDay: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let page = Int32(exactly: places[0]), let referrer = Int32(exactly: places[1]) else {
      return nil
    }
    self.init(day: Day(hourOrDay), page: page, referrer: referrer, pageViews: counts[0])
  }
}

extension Rollup.NotFoundDay: AddedRow {
  public init?(
    _ hourOrDay: Int64, _ places: InlineArray<4, Int64>, _ counts: InlineArray<3, Int64>
  ) {
    guard let page = Int32(exactly: places[0]), let referrer = Int32(exactly: places[1]) else {
      return nil
    }
    self.init(day: Day(hourOrDay), page: page, referrer: referrer, hits: counts[0])
  }
}
