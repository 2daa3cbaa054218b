internal import Collecting
internal import Traffic
internal import TrafficPages
internal import TrafficReport

/// What an alert says, in a language.
///
/// What programs know an alert by, the variables of a command, is the same in all.
struct AlertWords {
  let language: Language
  /// The name of the site; `nil` for all.
  var site: String?

  private func say(_ english: String, _ norwegian: String) -> String {
    language == .english ? english : norwegian
  }

  private var place: String {
    site.map(QuotedText.harmless) ?? say("all sites", "alle nettsteder")
  }

  private func name(_ kind: AlertState.Kind) -> String {
    switch kind {
    case .noTraffic: say(kind.rawValue, "ingen trafikk")
    case .spike: say(kind.rawValue, "topp")
    case .errors: say(kind.rawValue, "feil")
    }
  }

  // Around what a rule says.

  func raised(_ kind: AlertState.Kind, _ sentence: String) -> String {
    "\(name(kind)): \(sentence)"
  }

  func over(_ kind: AlertState.Kind, since: Hour) -> String {
    say(
      "over: \(name(kind)) of \(place), which began at \(since)",
      "over: \(name(kind)) for \(place), som begynte \(since)")
  }

  func usual(_ kind: AlertState.Kind) -> String {
    raised(kind, say("nothing unusual", "ingenting uvanlig"))
  }

  func unknown(_ kind: AlertState.Kind, _ reason: String) -> String {
    raised(kind, say("unknown, \(reason)", "ukjent, \(reason)"))
  }

  func subject(_ kind: AlertState.Kind, isOver: Bool) -> String {
    "sporlos: \(isOver ? "over: " : "")\(name(kind))"
      + (site == nil ? "" : say(" of \(site ?? "")", " for \(site ?? "")"))
  }

  // What rules say.

  func noTraffic(hours: Int) -> String {
    let time =
      hours == 1
      ? say("the last hour", "den siste timen")
      : say("the last \(hours) hours", "de siste \(hours) timene")
    return say(
      "no page view of \(place) in \(time): there were no visitors, or logs are not counted (see `sporlos status`)",
      "ingen sidevisning på \(place) \(time): det var ingen besøkende, eller logger telles ikke (se `sporlos status`)"
    )
  }

  func spike(views: String, usual: String, weeks: Int, at hour: Hour) -> String {
    say(
      "\(place) had \(views) page views \(when(hour)); usual at that hour: \(usual) (median of \(weeks) weeks)",
      "\(place) hadde \(views) sidevisninger \(when(hour)); vanlig i den timen: \(usual) (median av \(weeks) uker)"
    )
  }

  func errors(share: String, hits: String, at hour: Hour) -> String {
    say(
      "\(share) % or more of \(hits) hits of \(place) were answered with a server error (status 500 and above) "
        + when(hour),
      "\(share.replacing(".", with: ",")) % eller mer av \(hits) treff på \(place) ble besvart med en serverfeil "
        + "(status 500 og over) \(when(hour))")
  }

  // Why a rule says nothing.

  var nothingCounted: String {
    say("nothing has been counted yet", "ingenting er talt ennå")
  }
  var hoursNotKept: String {
    say("hours that long ago are not kept", "så gamle timer er ikke bevart")
  }
  func tooFewWeeks(_ fewest: Int, of weeks: Int) -> String {
    say(
      "fewer than \(fewest) of the \(weeks) weeks before were counted",
      "færre enn \(fewest) av de \(weeks) ukene før er talt")
  }
  func tooFewHits(_ fewest: Int64, at hour: Hour) -> String {
    say("fewer than \(fewest) hits \(when(hour))", "færre enn \(fewest) treff \(when(hour))")
  }

  /// A number as no less than a multiple of the threshold, and none below it.
  func inSteps(_ number: Int64, _ step: Int64) -> String {
    if number < step { return say("fewer than \(step)", "færre enn \(step)") }
    let count = NumberText(language).count(number / step * step)
    return say("\(count) or more", "\(count) eller flere")
  }

  private func when(_ hour: Hour) -> String {
    func two(_ number: Int) -> String { "\(number < 10 ? "0" : "")\(number):00" }
    let (begin, end) = (two(hour.ofDay), two(hour.ofDay + 1))
    return say(
      "from \(begin) to \(end) on \(hour.day)",
      "fra \(begin) til \(end) \(DateStyle(.norwegian).long(hour.day))")
  }
}
