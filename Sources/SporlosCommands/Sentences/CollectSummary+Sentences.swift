internal import AccessLog
internal import Collecting
internal import LogFormats
internal import Traffic
internal import TrafficReport
internal import TrafficStore

extension CollectSummary {
  /// A sentence for each source that needs its owner's eyes.
  var warnings: [String] {
    countryErrors.map(\.sentence) + tooOld
      + sources.flatMap { source in
        var sentences: [String] = []
        source.failure.map { sentences.append($0) }
        if let sentence = source.missingAddresses { sentences.append(sentence) }
        if let sentence = source.otherFormats { sentences.append(sentence) }
        if source.hasTooManyRejects {
          sentences.append(
            CollectSummary.rejection(of: source.path, tally: source.tally, format: source.format))
        }
        return sentences
      }
  }

  /// What to say of logs that are equal to another one of the same run.
  private var twins: [String] {
    sources.compactMap { source in
      guard case .copy(let original) = source.outcome, original.isTwin, let path = original.path
      else { return nil }
      return CollectSummary.twin(source.path, of: path)
    }
  }

  /// What to say of a log whose lines are all in another one.
  static func twin(_ path: String, of other: String) -> String {
    "\(QuotedText.quoted(path)) was taken for a copy of \(QuotedText.quoted(other)) and counted once: "
      + "if it is another server's log, collect each with its own --source"
  }

  /// What the operator should know, though all lines are counted.
  func notes(_ settings: LogSettings) -> [String] {
    [
      newTimeZone.map(CollectSummary.newTimeZone), keysOnDisk.map(StateError.keysOnDisk),
      lacksReleases ? CollectSummary.lacksReleases(database) : nil,
      clockLag?.sentence, closedDays?.sentence,
      CollectSummary.relabelled(relabelledNames),
      pruning.sentence(keep: retention),
    ].compactMap { $0 }
      + twins + losses(settings) + [Report.note(ofLoneSites: loneSites)].compactMap { $0 }
      + likelyOwnHosts.map { CollectSummary.likelyOwn($0, database: database) }
  }

  /// What to say of a database that was restored from a backup.
  static func lacksReleases(_ database: String) -> String {
    "\(QuotedText.quoted(database)) is an earlier state of a database that has published since, so it publishes "
      + "nothing: that could be subtracted from what others have seen. Restore a newer backup, or give "
      + "--publish-anew once if no one has seen what was published"
  }

  /// What to say of a new database that has the machine's time zone.
  static func newTimeZone(_ zone: String) -> String {
    "the new database counts the days of this machine's time zone, \(zone), which cannot be changed later: "
      + "for another one, delete the database and give --time-zone"
  }

  /// What to say of a host that is likely to be the site itself.
  static func likelyOwn(_ likely: LikelyOwnHost, database: String) -> String {
    let (host, isNameless) = (likely.host.text, likely.site == .unnamed)
    let share = likely.pageViews * 100 / max(1, likely.ofAll)
    let site = isNameless ? "" : " of \(QuotedText.quoted(likely.site.text))"
    return
      "\(share) % of the page views\(site) that name a referrer come from \(QuotedText.quoted(host)). If that is "
      + "the site itself, they are not visits: collect with \(isNameless ? "--site" : "--own-host") \(host), and "
      + "correct earlier counts with `sporlos own-host \(host)\(isNameless ? "" : " --site \(likely.site.text)") --db "
      + "\(database)`"
  }

  /// What to say of stored names that a newer redaction has changed; `nil` where it has changed none.
  static func relabelled(_ names: Int) -> String? {
    guard names > 0 else { return nil }
    let stored = names == 1 ? "1 stored name has" : "\(grouped(Int64(names))) stored names have"
    return
      "\(stored) been changed, because this release hides more personal data and groups the hosts of one source: "
      + "the counts stay; copies and backups still have the old names"
  }

  /// What was rejected of logs that were read all the same, and what their lines do not tell.
  private func losses(_ settings: LogSettings) -> [String] {
    sources.flatMap { source -> [String] in
      guard source.tally.lines > 0 else { return [] }
      let name = QuotedText.quoted(source.path)
      var sentences = (source.reading?.cautions(settings) ?? []).map { "\(name): \($0)" }
      let rejected = source.tally.rejected.reduce(0) { $0 + $1.count }
      if rejected > 0, !source.hasTooManyRejects {
        sentences.append(
          "\(name): \(rejected) of \(source.tally.lines) lines were rejected: "
            + CollectSummary.listed(source.tally.rejected))
      }
      if source.tally.addressless > 0, source.missingAddresses == nil {
        sentences.append(
          "\(name): \(grouped(source.tally.addressless)) of \(grouped(source.tally.people)) lines of "
            + "people have no address: no visitors are counted for them")
      }
      return sentences
    }
  }

  /// What became of hits that are too old to be kept, if there are any.
  private var tooOld: [String] {
    guard hitsTooOld > 0 else { return [] }
    return [
      "\(grouped(hitsTooOld)) \(hitsTooOld == 1 ? "hit is" : "hits are") older than the "
        + "\(retention.words) that \(QuotedText.quoted(database)) keeps, and were not counted: "
        + "see `sporlos prune --keep`"
    ]
  }

  /// What to say of a source with too many rejected lines.
  static func rejection(of path: String, tally: LineTally, format: String?) -> String {
    let rejected = tally.rejected.reduce(0) { $0 + $1.count }
    return "\(QuotedText.quoted(path)): \(rejected) of \(tally.lines) lines were rejected: "
      + "\(CollectSummary.listed(tally.rejected)). \(rejectionAdvice(format))"
  }

  /// What to do about a source with too many rejected lines.
  static func rejectionAdvice(_ format: String?) -> String {
    let advice = "Run `sporlos check` on it to see why, or see --max-rejected"
    guard let format else { return advice }
    if format.hasPrefix("custom-") {
      return "It was read with the format string (\(format.dropFirst("custom-".count))). " + advice
    }
    // What was recognised by its values has no name.
    guard FormatCatalogue.preset(named: format) != nil else { return advice }
    return "It was read as \(format). " + advice
  }

  /// Rejected lines by reason, the most frequent first.
  static func listed(_ rejects: [LineTally.Reject]) -> String {
    rejects.sorted { ($1.count, $0.firstLine) < ($0.count, $1.firstLine) }.map {
      "\($0.count) \($0.reason.name) (first: line \($0.firstLine))"
    }.joined(separator: ", ")
  }
}

extension CollectSummary.Source {
  /// Why it, or the rest of it, was not counted; `nil` where it was.
  var failure: String? {
    guard case .failed(let failure) = outcome else { return nil }
    return switch failure {
    case .input(let error): error.sentence(path: path, isDamaged: isDamaged)
    case .store(let error): error.sentence
    case .unfinished(let isArchive): InputError.unfinishedSentence(path: path, isArchive: isArchive)
    }
  }

  /// What to say of lines of another format than the log's first ones: also where only what went wrong is
  /// said, since a server's new format may lack what the old one had.
  var otherFormats: String? {
    guard tally.otherFormat > 0 else { return nil }
    return
      "\(QuotedText.quoted(path)): \(grouped(tally.otherFormat)) of \(grouped(tally.lines)) lines have "
      + "a different format from the first ones, and were read in that format"
  }

  /// What to say where no line at all has an address, though the format has a place for one.
  var missingAddresses: String? {
    guard tally.people > 0, tally.addressless == tally.people, let clientField else { return nil }
    return
      "\(QuotedText.quoted(path)): no line has an address in \(QuotedText.quoted(clientField)), so no "
      + "visitors are counted: log addresses (HostnameLookups Off), or name another field with "
      + "--client-address"
  }
}
