internal import Hits
public import Traffic

/// Which names may be at rest while counts wait: those that a database has, or that somebody vouches for.
public struct KeptNames: Sendable {
  public var sites: Set<SiteName>
  public var referrers: Set<ReferrerHost>
  public var campaigns: Set<Campaign>

  public init(
    sites: Set<SiteName> = [], referrers: Set<ReferrerHost> = [], campaigns: Set<Campaign> = []
  ) {
    (self.sites, self.referrers, self.campaigns) = (sites, referrers, campaigns)
  }
}

extension HitTables {
  /// Writes the names that may be kept; of a page without a list, its tag only.
  func write(to writer: inout ByteWriter, keeping kept: KeptNames) {
    writer.write(sites) { writer, site in
      writer.write((kept.sites.contains(site) || site.isPlaceholder ? site : .rare).text)
    }
    writer.write(pages) { writer, page in
      writer.write(page.site)
      writer.write(page.tag.rawValue)
      writer.write(UInt8((page.isListed ? 1 : 0) | (page.hasVisitors ? 2 : 0)))
      writer.write(page.isListed ? page.path.text : "")
    }
    writer.write(clients) { writer, client in
      writer.write(client.device.rawValue)
      writer.write(client.browser.rawValue)
      writer.write(client.browserMajor)
      writer.write(client.system.rawValue)
      writer.write(client.traffic.rawValue)
      writer.write(client.bot.rawValue)
    }
    writer.write(referrers) { writer, referrer in
      let isKept = kept.referrers.contains(referrer) || !referrer.canNameSomebody
      writer.write((isKept ? referrer : .rare(referrer.group)).text)
    }
    writer.write(campaigns) { writer, campaign in
      let shown = kept.campaigns.contains(campaign) ? campaign : .rare
      for text in [shown.source, shown.medium, shown.name] { writer.write(text) }
    }
    writer.write(visitorKeys.sorted { $0.key < $1.key }) { writer, day in
      writer.write(day.key)
      writer.write(day.value)
    }
  }

  init(taking reader: inout ByteReader) throws(DamagedBytes) {
    self.init()
    sites = try reader.list { reader throws(DamagedBytes) in SiteName(trusted: try reader.text()) }
    let siteCount = sites.count
    pages = try reader.list { reader throws(DamagedBytes) in
      let site = try reader.number(UInt16.self)
      guard site < siteCount else { throw DamagedBytes() }
      let tag = PageTag(rawValue: try reader.number())
      let flags = try reader.number(UInt8.self)
      return Page(
        site: site, tag: tag, path: PagePath(redacted: try reader.text()), isListed: flags & 1 == 1,
        hasVisitors: flags & 2 == 2)
    }
    clients = try reader.list { reader throws(DamagedBytes) in try Client(taking: &reader) }
    referrers = try reader.list { reader throws(DamagedBytes) in
      ReferrerHost(redacted: try reader.text())
    }
    campaigns = try reader.list { reader throws(DamagedBytes) in
      Campaign(source: try reader.text(), medium: try reader.text(), name: try reader.text())
    }
    let keys = try reader.list { reader throws(DamagedBytes) in
      (day: try reader.number(Int32.self), key: try reader.number(UInt64.self))
    }
    for (day, key) in keys { visitorKeys[day] = key }
    guard
      [sites.count, clients.count, referrers.count, campaigns.count].allSatisfy({ $0 < 0xffff })
    else { throw DamagedBytes() }
  }
}

extension Client {
  fileprivate init(taking reader: inout ByteReader) throws(DamagedBytes) {
    let device = DeviceClass(rawValue: try reader.number())
    let browser = Browser(rawValue: try reader.number())
    let major = try reader.number(UInt16.self)
    let system = OperatingSystem(rawValue: try reader.number())
    let traffic = TrafficClass(rawValue: try reader.number())
    let bot = BotFamily(rawValue: try reader.number())
    guard let device, let browser, let system, let traffic, let bot else { throw DamagedBytes() }
    self.init(
      device: device, browser: browser, system: system, traffic: traffic, browserMajor: major,
      bot: bot)
  }
}
