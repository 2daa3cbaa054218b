internal import LogFormats
internal import Traffic

// What a worker learns of a value the first time, and knows by its keyed hash from then on: the text
// that stands in its place.

extension LogScrubber {
  @inline(__always)
  mutating func agent(of entry: borrowing LogEntry) -> TextTable.Piece {
    let tag = entry.tag(of: .userAgent, key: key)
    if let piece = cachedAgents.piece(of: tag) { return piece }
    let text = ScrubbedText(
      entry.client(reading), isWord: form.hasAgentAsWord, encoding: reading.agentEncoding)
    return cachedAgents.insert(text, for: tag)
  }

  /// The virtual host's text, with the number of its site.
  @inline(__always)
  mutating func host(of entry: borrowing LogEntry) -> TextTable.Piece {
    let tag = entry.tag(of: .host, key: key)
    return cachedHosts.piece(of: tag) ?? internHost(of: entry, tag: tag)
  }

  @inline(never)
  private mutating func internHost(
    of entry: borrowing LogEntry, tag: UInt64
  ) -> TextTable.Piece {
    let site = entry.site(ownReferrers, reading)
    return cachedHosts.insert(
      ScrubbedText(site, port: entry.sitePort), number: UInt16(sites.number(of: site)), for: tag)
  }

  /// The site that a target names which is a whole URL.
  private func targetSite(of entry: borrowing LogEntry) -> SiteName {
    reading.targetNamesHost ? entry.targetSite(ownReferrers, reading) : .unnamed
  }

  /// The number of that site.
  @inline(never)
  mutating func targetSiteNumber(of entry: borrowing LogEntry) -> UInt16 {
    UInt16(sites.number(of: targetSite(of: entry)))
  }

  /// Appends the request: method and path, and from the first `?` on what is kept of a query.
  @inline(__always)
  mutating func appendRequest(
    of entry: borrowing LogEntry, site: UInt16, to output: inout ScrubbedLines
  ) {
    let tag = entry.requestTag(site: site, key: key, reading, keepsVersion: true)
    let head =
      cachedTargets.piece(of: tag.hash)
      ?? internTarget(of: entry, site: site, tag: tag.hash, endsHere: tag.query == 0)
    output.append(head, of: cachedTargets)
    guard tag.query != 0 else { return }
    let query = cachedQueries.piece(of: tag.query) ?? internQuery(of: entry, tag: tag.query)
    output.append(query, of: cachedQueries)
  }

  /// The request of a line, as it counts.
  private func request(of entry: borrowing LogEntry, site: UInt16) -> RequestedPage {
    let own = reading.hasHost ? OwnHosts(site: sites.names[Int(site)], others: ownReferrers) : nil
    return entry.request(rules: settings.log.rules, own: own, reading)
  }

  @inline(never)
  private mutating func internTarget(
    of entry: borrowing LogEntry, site: UInt16, tag: UInt64, endsHere: Bool
  ) -> TextTable.Piece {
    let request = request(of: entry, site: site)
    let text = ScrubbedText(
      request, form: entry.requestForm(of: request.page, reading), endsHere: endsHere,
      rules: settings.log.rules, site: targetSite(of: entry), encoding: reading.requestEncoding)
    return cachedTargets.insert(text.encoded(reading.requestEncoding), for: tag)
  }

  @inline(never)
  private mutating func internQuery(
    of entry: borrowing LogEntry, tag: UInt64, form: RequestForm? = nil
  ) -> TextTable.Piece {
    let allowed = settings.log.campaignParameters
    let text = ScrubbedText(
      entry.query(allowing: allowed, reading), form: form ?? entry.requestForm(reading),
      allowing: allowed)
    return cachedQueries.insert(text.encoded(reading.requestEncoding), for: tag)
  }

  /// The method where it stands apart.
  mutating func method(of entry: borrowing LogEntry, site: UInt16) -> TextTable.Piece {
    let request = entry.requestTag(site: site, key: key, reading)
    let tag = request.hash ^ 0x4d
    return cachedTargets.piece(of: tag)
      ?? cachedTargets.insert(
        ScrubbedText(
          method: entry.requestForm(reading).method,
          of: self.request(of: entry, site: site), isGet: request.isGet), for: tag)
  }

  /// Appends the target where it stands apart: path, and from the first `?` on what is kept of a query.
  mutating func appendTarget(
    of entry: borrowing LogEntry, site: UInt16, to output: inout ScrubbedLines
  ) {
    let tag = entry.requestTag(site: site, key: key, reading)
    if let piece = cachedTargets.piece(of: tag.hash) {
      output.append(piece, of: cachedTargets)
    } else {
      let request = request(of: entry, site: site)
      let text = ScrubbedText(
        target: request, rules: settings.log.rules, site: targetSite(of: entry),
        endsHost: form.targetEndsHost, lacksScheme: reading.targetForm == .hostAndPath)
      output.append(
        cachedTargets.insert(text.encoded(reading.requestEncoding), for: tag.hash),
        of: cachedTargets)
    }
    guard tag.query != 0, !plan.has(.query) else { return }
    if let piece = cachedQueries.piece(of: tag.query) {
      output.append(piece, of: cachedQueries)
    } else {
      output.append(
        internQuery(of: entry, tag: tag.query, form: RequestForm.none), of: cachedQueries)
    }
  }

  /// Appends what is kept of a query that stands apart.
  mutating func appendQuery(of entry: borrowing LogEntry, to output: inout ScrubbedLines) {
    let tag = entry.requestTag(site: 0, key: key, reading)
    guard tag.query != 0 else {
      output.appendNothing()
      return
    }
    let allowed = settings.log.campaignParameters
    let text = ScrubbedText(
      apart: entry.query(allowing: allowed, reading), allowing: allowed)
    output.append(text.encoded(reading.queryEncoding))
  }

  @inline(__always)
  mutating func referrer(of entry: borrowing LogEntry, site: UInt16) -> TextTable.Piece {
    let tag = entry.referrerTag(site: site, key: key)
    return cachedReferrers.piece(of: tag) ?? internReferrer(of: entry, site: site, tag: tag)
  }

  @inline(never)
  private mutating func internReferrer(
    of entry: borrowing LogEntry, site: UInt16, tag: UInt64
  ) -> TextTable.Piece {
    let name = sites.names[Int(site)]
    let referrer = RedactedReferrer(
      host: entry.referrer(ownReferrers, site: name, reading),
      nameless: entry.referrer(RedactedReferrer.nobody, site: .unnamed, reading),
      scheme: entry.referrerScheme(reading))
    let text = ScrubbedText(referrer, own: ownReferrers, site: name)
    return cachedReferrers.insert(text.encoded(reading.referrerEncoding), for: tag)
  }
}
