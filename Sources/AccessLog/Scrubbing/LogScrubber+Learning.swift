internal import Traffic

// What a worker learns of a value the first time, and knows by its keyed hash from then on: the text
// that stands in its place.

extension LogScrubber {
  @inline(__always)
  mutating func agent(of entry: borrowing LogEntry) -> TextTable.Piece {
    let tag = entry.tag(of: .userAgent, key: key)
    return knownAgents.piece(of: tag) ?? knownAgents.insert(ScrubbedText(entry.client), for: tag)
  }

  /// The virtual host's text, with the number of its site.
  @inline(__always)
  mutating func host(of entry: borrowing LogEntry) -> TextTable.Piece {
    let tag = entry.tag(of: .site, key: key)
    return knownHosts.piece(of: tag) ?? learnHost(of: entry, tag: tag)
  }

  @inline(never)
  private mutating func learnHost(
    of entry: borrowing LogEntry, tag: UInt64
  ) -> TextTable.Piece {
    let site = entry.site(ownReferrers)
    return knownHosts.insert(
      ScrubbedText(site, port: entry.sitePort), number: UInt16(sites.number(of: site)), for: tag)
  }

  /// Appends the request: method and path, and from the first `?` on what is kept of a query.
  @inline(__always)
  mutating func appendRequest(of entry: borrowing LogEntry, to output: inout ScrubbedLines) {
    let tag = entry.requestTag(site: 0, key: key, keepsVersion: true)
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
    let request = entry.request(rules: settings.log.rules)
    let text = ScrubbedText(
      request, form: entry.requestForm(of: request.page), endsHere: endsHere,
      rules: settings.log.rules)
    return knownTargets.insert(text, for: tag)
  }

  @inline(never)
  private mutating func learnQuery(of entry: borrowing LogEntry, tag: UInt64) -> TextTable.Piece {
    let allowed = settings.log.campaignParameters
    let text = ScrubbedText(
      entry.query(allowing: allowed), form: entry.requestForm(), allowing: allowed)
    return knownQueries.insert(text, for: tag)
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
      host: entry.referrer(ownReferrers, site: name),
      nameless: entry.referrer(RedactedReferrer.nobody, site: .unnamed),
      scheme: entry.referrerScheme)
    return knownReferrers.insert(
      ScrubbedText(referrer, own: ownReferrers, site: name), for: tag)
  }
}
