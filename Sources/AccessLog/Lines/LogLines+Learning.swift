internal import CScan
internal import Hits
internal import LogFormats
internal import Traffic
internal import UserAgents

// What a worker learns of a value the first time, and knows by its keyed hash from then on.

/// What is known of a client, in the bits that fit a ``TagTable``.
struct KnownClient {
  var number: UInt16
  var device: UInt8
  var isBot: Bool
  /// Device, browser and system as one number, not 0: what does not change with an update.
  var kind: UInt16

  init(number: UInt16, client: Client) {
    self.number = number
    device = client.device.rawValue
    isBot = client.traffic.isBot
    let (device, browser) = (UInt16(client.device.rawValue), UInt16(client.browser.rawValue))
    kind = max(1, device << 13 ^ browser << 6 ^ UInt16(client.system.rawValue))
  }

  var packed: UInt64 {
    UInt64(number) | UInt64(device) << 16 | (isBot ? 1 << 24 : 0) | UInt64(kind) << 32
  }

  @inline(__always)
  init(packed: UInt64) {
    number = UInt16(truncatingIfNeeded: packed)
    device = UInt8(truncatingIfNeeded: packed >> 16)
    isBot = packed >> 24 & 1 == 1
    kind = UInt16(truncatingIfNeeded: packed >> 32)
  }
}

/// What is known of a request, in the bits that fit a ``TagTable``.
struct KnownRequest {
  var page: UInt32
  var kind: PageKind
  var isProbe: Bool
  var campaign = Hit.absent

  init(page: UInt32, kind: PageKind, isProbe: Bool) {
    self.page = page
    self.kind = kind
    self.isProbe = isProbe
  }

  var packed: UInt64 { UInt64(page) | UInt64(kind.rawValue) << 32 | (isProbe ? 1 << 40 : 0) }

  @inline(__always)
  init(packed: UInt64) {
    page = UInt32(truncatingIfNeeded: packed)
    kind = PageKind(rawValue: UInt8(truncatingIfNeeded: packed >> 32)) ?? .page
    isProbe = packed >> 40 & 1 == 1
  }
}

extension LogLines {
  @inline(__always)
  mutating func client(of entry: borrowing LogEntry, tag: UInt64) -> KnownClient {
    if let packed = cachedAgents.value(of: tag) { return KnownClient(packed: packed) }
    return internClient(of: entry, tag: tag)
  }

  @inline(never)
  private mutating func internClient(of entry: borrowing LogEntry, tag: UInt64) -> KnownClient {
    let client = entry.client(reading)
    let known = KnownClient(number: UInt16(clients.number(of: client)), client: client)
    cachedAgents.insert(known.packed, for: tag)
    return known
  }

  @inline(__always)
  mutating func site(of entry: borrowing LogEntry) -> UInt16 {
    let tag =
      reading.hasHost
      ? entry.tag(of: .host, key: key) : entry.targetHostTag(reading, key: key)
    if let number = cachedHosts.value(of: tag) { return UInt16(truncatingIfNeeded: number) }
    let site =
      reading.hasHost
      ? entry.site(ownReferrers, reading) : entry.targetSite(ownReferrers, reading)
    let number = number(of: site)
    cachedHosts.insert(UInt64(number), for: tag)
    return number
  }

  /// The number of a site.
  mutating func number(of site: SiteName) -> UInt16 {
    let number = sites.number(of: site)
    if number == siteTags.count {
      siteTags.append(settings.key.tag(site: sites.names[Int(number)]).rawValue)
    }
    return UInt16(number)
  }

  @inline(__always)
  mutating func request(
    of entry: borrowing LogEntry, site: UInt16, tag: RequestTag
  ) -> KnownRequest {
    var request =
      cachedTargets.value(of: tag.hash).map(KnownRequest.init(packed:))
      ?? internRequest(of: entry, site: site, tag: tag.hash)
    if tag.query != 0 {
      let query =
        cachedQueries.value(of: tag.query) ?? internQuery(of: entry, tag: tag.query)
      request.campaign = UInt16(truncatingIfNeeded: query)
      if query >> 16 & 1 == 1 { request.isProbe = true }
    }
    return request
  }

  @inline(never)
  private mutating func internRequest(
    of entry: borrowing LogEntry, site: UInt16, tag: UInt64
  ) -> KnownRequest {
    let asked = entry.request(rules: settings.rules, reading)
    let kind = settings.kinds.kind(of: asked.page)
    let pageTag = settings.key.tag(site: sites.names[Int(site)], path: asked.page)
    let page = pages.number(
      of: HitTables.Page(
        site: site, tag: pageTag, path: asked.page, isListed: settings.sitemap.lists(asked.page),
        hasVisitors: kind.hasVisitors))
    if page == pageTags.count { pageTags.append(pageTag.rawValue) }
    let known = KnownRequest(page: page, kind: kind, isProbe: asked.isProbe)
    cachedTargets.insert(known.packed, for: tag)
    return known
  }

  /// The campaign's number in the lower 16 bits, and above it whether the query is a probe.
  @inline(never)
  private mutating func internQuery(of entry: borrowing LogEntry, tag: UInt64) -> UInt64 {
    let query = entry.query(allowing: settings.campaignParameters, reading)
    let campaign = query.campaign.map { UInt16(campaigns.number(of: $0)) } ?? Hit.absent
    let known = UInt64(campaign) | (query.isProbe ? 1 << 16 : 0)
    cachedQueries.insert(known, for: tag)
    return known
  }

  @inline(__always)
  mutating func referrer(of entry: borrowing LogEntry, site: UInt16) -> UInt16 {
    let tag = entry.referrerTag(site: site, key: key)
    if let number = cachedReferrers.value(of: tag) { return UInt16(truncatingIfNeeded: number) }
    let host = entry.referrer(
      ownReferrers, site: sites.names[Int(site)], reading)
    let number = UInt16(referrers.number(of: host))
    if host == .internal { internalReferrer = number }
    if host == .spam { spamReferrer = number }
    cachedReferrers.insert(UInt64(number), for: tag)
    return number
  }

  /// Notes in a person's hit what their address tells: country and, where that matters, visitor.
  @inline(__always)
  mutating func noteOrigin(
    of entry: borrowing LogEntry, agent: UInt64, client: UInt16, isVisitor: Bool,
    in hit: inout Hit
  ) {
    guard hasCountries || (countsVisitors && isVisitor) else { return }
    people += 1
    guard let network = entry.network(reading.clients) else {
      addressless += 1
      if hasCountries { hit.country = CountryCode.unknown.rawValue }
      return
    }
    if hasCountries { hit.country = countries!.country(of: network).rawValue }
    if countsVisitors && isVisitor {
      let day = Hour(rawValue: hit.hour).day.rawValue
      if day != visitorDay { openVisitorDay(day) }
      // `visitorKey` keeps the key alive.
      guard let visitors else { return }
      let token = visitors.token(
        network: network, agent: agent, client: client, site: siteTags[Int(hit.site)],
        page: pageTags[Int(hit.page)])
      hit.visitorOfSite = token.ofSite
      hit.visitorOfPage = token.ofPage
      hit.traits = token.traits
    }
  }

  /// Gets the key of a day's visitors.
  @inline(never)
  private mutating func openVisitorDay(_ day: Int32) {
    let key = settings.visitors?.key(of: Day(rawValue: day))
    visitorDay = day
    visitors = key.map { VisitorToken.Maker($0) }
    visitorKey = key
    guard let key else { return }
    let known = visitorKeys[day] ?? key.identifier
    visitorKeys[day] = known == key.identifier ? known : 0
  }
}
