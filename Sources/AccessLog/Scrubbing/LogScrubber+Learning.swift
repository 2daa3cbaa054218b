internal import LogFormats
internal import Traffic

// What a worker learns of a value the first time, and knows by its keyed hash from then on: the text
// that stands in its place.

extension LogScrubber {
  @inline(__always)
  mutating func agent(of entry: borrowing LogEntry) -> TextTable.Piece {
    let tag = entry.tag(of: .userAgent, key: key)
    if let piece = knownAgents.piece(of: tag) { return piece }
    let text = ScrubbedText(entry.client(reading)).encoded(reading.agentEncoding)
    return knownAgents.insert(text, for: tag)
  }

  /// The virtual host's text, with the number of its site.
  @inline(__always)
  mutating func host(of entry: borrowing LogEntry) -> TextTable.Piece {
    let tag = entry.tag(of: .host, key: key)
    return knownHosts.piece(of: tag) ?? learnHost(of: entry, tag: tag)
  }

  @inline(never)
  private mutating func learnHost(
    of entry: borrowing LogEntry, tag: UInt64
  ) -> TextTable.Piece {
    let site = entry.site(ownReferrers, reading)
    return knownHosts.insert(
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
  mutating func appendRequest(of entry: borrowing LogEntry, to output: inout ScrubbedLines) {
    let tag = entry.requestTag(site: 0, key: key, reading, keepsVersion: true)
    let head =
      knownTargets.piece(of: tag.hash)
      ?? learnTarget(of: entry, tag: tag.hash, endsHere: tag.query == 0)
    output.append(head, of: knownTargets)
    guard tag.query != 0 else { return }
    let query = knownQueries.piece(of: tag.query) ?? learnQuery(of: entry, tag: tag.query)
    output.append(query, of: knownQueries)
  }

  @inline(never)
  private mutating func learnTarget(
    of entry: borrowing LogEntry, tag: UInt64, endsHere: Bool
  ) -> TextTable.Piece {
    let request = entry.request(rules: settings.log.rules, reading)
    let text = ScrubbedText(
      request, form: entry.requestForm(of: request.page, reading), endsHere: endsHere,
      rules: settings.log.rules, site: targetSite(of: entry), encoding: reading.requestEncoding)
    return knownTargets.insert(text.encoded(reading.requestEncoding), for: tag)
  }

  @inline(never)
  private mutating func learnQuery(
    of entry: borrowing LogEntry, tag: UInt64, form: RequestForm? = nil
  ) -> TextTable.Piece {
    let allowed = settings.log.campaignParameters
    let text = ScrubbedText(
      entry.query(allowing: allowed, reading), form: form ?? entry.requestForm(reading),
      allowing: allowed)
    return knownQueries.insert(text.encoded(reading.requestEncoding), for: tag)
  }

  /// The method where it stands apart.
  mutating func method(of entry: borrowing LogEntry) -> TextTable.Piece {
    let tag = entry.requestTag(site: 1, key: key, reading).hash ^ 0x4d
    return knownTargets.piece(of: tag)
      ?? knownTargets.insert(
        ScrubbedText(
          method: entry.requestForm(reading).method,
          of: entry.request(rules: settings.log.rules, reading)), for: tag)
  }

  /// Appends the target where it stands apart: path, and from the first `?` on what is kept of a query.
  mutating func appendTarget(of entry: borrowing LogEntry, to output: inout ScrubbedLines) {
    let tag = entry.requestTag(site: 0, key: key, reading)
    if let piece = knownTargets.piece(of: tag.hash) {
      output.append(piece, of: knownTargets)
    } else {
      let request = entry.request(rules: settings.log.rules, reading)
      let text = ScrubbedText(
        target: request, rules: settings.log.rules, site: targetSite(of: entry))
      output.append(
        knownTargets.insert(text.encoded(reading.requestEncoding), for: tag.hash),
        of: knownTargets)
    }
    guard tag.query != 0, !plan.has(.query) else { return }
    if let piece = knownQueries.piece(of: tag.query) {
      output.append(piece, of: knownQueries)
    } else {
      output.append(learnQuery(of: entry, tag: tag.query, form: RequestForm.none), of: knownQueries)
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
    return knownReferrers.piece(of: tag) ?? learnReferrer(of: entry, site: site, tag: tag)
  }

  @inline(never)
  private mutating func learnReferrer(
    of entry: borrowing LogEntry, site: UInt16, tag: UInt64
  ) -> TextTable.Piece {
    let name = sites.names[Int(site)]
    let referrer = RedactedReferrer(
      host: entry.referrer(ownReferrers, site: name, reading),
      nameless: entry.referrer(RedactedReferrer.nobody, site: .unnamed, reading),
      scheme: entry.referrerScheme(reading))
    let text = ScrubbedText(referrer, own: ownReferrers, site: name)
    return knownReferrers.insert(text.encoded(reading.referrerEncoding), for: tag)
  }
}
