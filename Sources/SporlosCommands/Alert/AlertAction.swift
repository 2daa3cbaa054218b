internal import Collecting
internal import Glibc
internal import TimeZones
internal import Traffic
internal import TrafficReport
internal import TrafficStore

/// The work of `sporlos alert`: says what is unusual once, and once that it is over.
struct AlertAction {
  var database: String
  var stateFolder: String?
  var site: String?
  var rules: AlertRules
  var delivery: AlertDelivery
  var language = Language.english
  /// Whether to say of each rule what it finds.
  var isVerbose = false

  /// - Returns: Whether any alert is active.
  /// - Throws: ``CommandFailure``; what was not delivered is said again next time.
  func run() throws(CommandFailure) -> Bool {
    let now = Int64(time(nil))
    let (site, clock, verdicts) = try read(now)
    let folder = StateFolder(database: database, named: stateFolder)
    var state = folder.alerts()
    let (number, words) = (site?.id ?? 0, AlertWords(language: language, site: site?.name))
    for (kind, verdict) in verdicts {
      if isVerbose { try Answer.writeLine(words.sentence(kind, verdict)) }
      let since = state[kind, number]
      var message = AlertDelivery.Message(
        kind: kind, isOver: false, words: words, sentence: "")
      switch verdict {
      case .unusual(let sentence) where since == nil:
        message.sentence = words.raised(kind, sentence)
        state[kind, number] = clock.hour(at: now)
      case .usual:
        guard let since else { continue }
        (message.isOver, message.sentence) = (true, words.over(kind, since: since))
        state[kind, number] = nil
      case .unusual, .unknown: continue
      }
      if !isVerbose || message.isOver { try Answer.writeLine(message.sentence) }
      try delivery.deliver(message, time: now)
      do throws(StateError) { try folder.write(state) } catch { throw CommandFailure(error) }
    }
    return verdicts.contains { state[$0.kind, number] != nil }
  }

  private typealias Reading = (
    site: StoredSite?, clock: ZoneClock,
    verdicts: [(kind: AlertState.Kind, verdict: AlertCheck.Verdict)]
  )

  private func read(_ now: Int64) throws(CommandFailure) -> Reading {
    do {
      let archive = try TrafficArchive(path: database)
      archive.sayWhetherCountsLack()
      let reading = try archive.read { snapshot -> Result<Reading, CommandFailure> in
        guard try !snapshot.isPublishedFile else {
          return .failure(
            CommandFailure(
              "\(QuotedText.quoted(database)) has only published counts, and no hours of today: name the database "
                + "that logs are counted into"))
        }
        let sites = try snapshot.sites()
        let site = sites.first { [self.site, self.site?.lowercased()].contains($0.name) }
        if let name = self.site, site == nil {
          return .failure(CommandFailure.unknownSite(name, among: sites.map(\.name), in: database))
        }
        let clock = try ZoneClock(stored: snapshot.timeZone())
        let check = AlertCheck(
          rules: rules, site: site, clock: clock, now: now,
          words: AlertWords(language: language, site: site?.name))
        return .success((site, clock, try check.verdicts(snapshot)))
      }
      return try reading.get()
    } catch { throw CommandFailure(error) }
  }
}

extension AlertWords {
  fileprivate func sentence(_ kind: AlertState.Kind, _ verdict: AlertCheck.Verdict) -> String {
    switch verdict {
    case .unusual(let sentence): raised(kind, sentence)
    case .usual: usual(kind)
    case .unknown(let reason): unknown(kind, reason)
    }
  }
}
