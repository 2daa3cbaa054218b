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
  var isExcluded = false
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
    UInt64(number) | UInt64(device) << 16 | (isBot ? 1 << 24 : 0) | (isExcluded ? 1 << 25 : 0)
      | UInt64(kind) << 32
  }

  @inline(__always)
  init(packed: UInt64) {
    number = UInt16(truncatingIfNeeded: packed)
    device = UInt8(truncatingIfNeeded: packed >> 16)
    isBot = packed >> 24 & 1 == 1
    isExcluded = packed >> 25 & 1 == 1
    kind = UInt16(truncatingIfNeeded: packed >> 32)
  }
}

/// What is known of a request, in the bits that fit a ``TagTable``.
struct KnownRequest {
  var page: UInt32
  /// What its path leads to.
  var path: PathKind
  var isProbe: Bool
  /// Whether a rule of the site's own says what it leads to.
  var isRuled: Bool
  var isExcluded: Bool
  var query = KnownQuery()

  init(page: UInt32, path: PathKind, isProbe: Bool, isRuled: Bool, isExcluded: Bool) {
    self.page = page
    self.path = path
    self.isProbe = isProbe
    self.isRuled = isRuled
    self.isExcluded = isExcluded
  }

  var packed: UInt64 {
    UInt64(page) | UInt64(path.kind.rawValue) << 32 | UInt64(path.other.rawValue) << 36
      | (isProbe ? 1 << 40 : 0) | (isRuled ? 1 << 41 : 0) | (isExcluded ? 1 << 42 : 0)
      | UInt64(path.when.rawValue) << 48
  }

  @inline(__always)
  init(packed: UInt64) {
    page = UInt32(truncatingIfNeeded: packed)
    path = PathKind(
      PageKind(rawValue: UInt8(packed >> 32 & 15)) ?? .page,
      other: PageKind(rawValue: UInt8(packed >> 36 & 15)) ?? .page,
      when: RequestFacts(rawValue: UInt16(packed >> 48)))
    isProbe = packed >> 40 & 1 == 1
    isRuled = packed >> 41 & 1 == 1
    isExcluded = packed >> 42 & 1 == 1
  }

  /// What it leads to: what a rule says, else its path with what else is known, else its query.
  @inline(__always)
  func kind(isGet: Bool) -> PageKind {
    if isRuled { return path.kind }
    if query.isRuled, let kind = query.kind { return kind }
    let kind = path.kind(of: isGet ? query.facts : query.facts.union(.posted))
    return kind == .page ? query.kind ?? kind : kind
  }
}

/// What is known of a query, in the bits that fit a ``TagTable``.
struct KnownQuery {
  var campaign = Hit.absent
  var isProbe = false
  var isRuled = false
  /// Whether it tells pages of one path apart.
  var tellsPages = false
  var kind: PageKind?
  var facts: RequestFacts = []

  init() {}

  init(_ query: RequestedQuery, campaign: UInt16) {
    self.campaign = campaign
    isProbe = query.isProbe
    isRuled = query.ruled != nil
    tellsPages = query.tellsPages
    kind = query.ruled ?? query.kind.kind
    facts = query.kind.facts
  }

  var packed: UInt64 {
    UInt64(campaign) | (isProbe ? 1 << 16 : 0) | (isRuled ? 1 << 17 : 0)
      | (tellsPages ? 1 << 18 : 0) | UInt64(kind.map { $0.rawValue + 1 } ?? 0) << 20
      | UInt64(facts.rawValue) << 32
  }

  @inline(__always)
  init(packed: UInt64) {
    campaign = UInt16(truncatingIfNeeded: packed)
    isProbe = packed >> 16 & 1 == 1
    isRuled = packed >> 17 & 1 == 1
    tellsPages = packed >> 18 & 1 == 1
    let number = UInt8(packed >> 20 & 15)
    kind = number == 0 ? nil : PageKind(rawValue: number - 1)
    facts = RequestFacts(rawValue: UInt16(truncatingIfNeeded: packed >> 32))
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
    // Browsers send a user agent, so a line without one where others have one is a program's.
    let isUnnamed = reading.hasAgent && entry.isUnsaid(.userAgent)
    let client = isUnnamed ? LogLines.unnamed : entry.client(reading)
    var known = KnownClient(number: UInt16(clients.number(of: client)), client: client)
    known.isExcluded = entry.isExcluded(agent: settings.exclusions, reading)
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
    if tag.query == 0 { return request(of: entry, site: site, tag: tag.hash, query: nil) }
    let query =
      cachedQueries.value(of: tag.query).map(KnownQuery.init(packed:))
      ?? internQuery(of: entry, tag: tag.query)
    var request =
      query.tellsPages
      ? request(
        of: entry, site: site, tag: tag.hash ^ (tag.query &* 0x9e37_79b9_7f4a_7c15),
        query: pageQuery)
      : request(of: entry, site: site, tag: tag.hash, query: nil)
    request.query = query
    if query.isProbe { request.isProbe = true }
    return request
  }

  @inline(__always)
  private mutating func request(
    of entry: borrowing LogEntry, site: UInt16, tag: UInt64, query: PageQuery?
  ) -> KnownRequest {
    cachedTargets.value(of: tag).map(KnownRequest.init(packed:))
      ?? internRequest(of: entry, site: site, tag: tag, query: query)
  }

  @inline(never)
  private mutating func internRequest(
    of entry: borrowing LogEntry, site: UInt16, tag: UInt64, query: PageQuery?
  ) -> KnownRequest {
    // Where the log's format names hosts, `--site` does not say which of them are here. Whole URLs
    // alone are no such format: they may all be what somebody asks of a proxy.
    let saysHost = forcedSite == nil ? reading.hasHost : !reading.formatNamesHost
    let own = saysHost ? OwnHosts(site: sites.names[Int(site)], others: ownReferrers) : nil
    let asked = entry.request(rules: settings.rules, own: own, query: query, reading)
    let ruled = settings.kinds.kind(of: asked.page)
    let kind = ruled.map { PathKind($0) } ?? asked.page.pathKind
    let pageTag = settings.key.tag(site: sites.names[Int(site)], path: asked.page)
    let page = pages.number(
      of: HitTables.Page(
        site: site, tag: pageTag, path: asked.page, isListed: settings.sitemap.lists(asked.page),
        hasVisitors: kind.kind.hasVisitors))
    if page == pageTags.count { pageTags.append(pageTag.rawValue) }
    let known = KnownRequest(
      page: page, path: kind, isProbe: asked.isProbe, isRuled: ruled != nil,
      isExcluded: settings.exclusions.contain(asked.page))
    cachedTargets.insert(known.packed, for: tag)
    return known
  }

  @inline(never)
  private mutating func internQuery(of entry: borrowing LogEntry, tag: UInt64) -> KnownQuery {
    let query = entry.query(
      allowing: settings.campaignParameters, kinds: settings.kinds, pages: pageQuery, reading)
    let campaign = query.campaign.map { UInt16(campaigns.number(of: $0)) } ?? Hit.absent
    let known = KnownQuery(query, campaign: campaign)
    cachedQueries.insert(known.packed, for: tag)
    return known
  }

  /// Whether a line is one of those that are left out.
  @inline(never)
  mutating func isExcluded(
    _ entry: borrowing LogEntry, _ request: KnownRequest, agent: UInt64
  ) -> Bool {
    if request.isExcluded || client(of: entry, tag: agent).isExcluded { return true }
    guard let networks = settings.exclusions.networks else { return false }
    return entry.isExcluded(client: networks, reading)
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
