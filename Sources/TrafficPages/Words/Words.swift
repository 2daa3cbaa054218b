import TrafficReport

/// What pages say in words of their own, in each language.
///
/// Titles, columns and notes are the report's, and come from there.
struct Words: Hashable, Sendable {
  let language: Language

  init(_ language: Language) { self.language = language }

  /// Complete when it is built: a sentence has both languages or there is none.
  private func say(_ english: String, _ norwegian: String) -> String {
    language == .english ? english : norwegian
  }

  /// Those that plain text has as well.
  private var common: TextWords { TextWords(language) }

  // Tables and figures.
  var total: String { common.total }
  var change: String { common.change }
  var heldBack: String { say("suppressed", "skjult") }
  var notComparable: String { say("not comparable", "kan ikke sammenlignes") }
  var unknown: String { common.unknown }
  var nothing: String { common.nothing }
  var visitorsAddedUp: String { say("Daily visitors, in total", "Besøkende per dag, i alt") }
  var asTable: String { say("The same numbers as a table", "De samme tallene som tabell") }
  var new: String { say("new", "ny") }
  var notes: String { say("What the numbers mean", "Hva tallene betyr") }
  var annotations: String { say("Annotations", "Merknader") }
  var toNumbers: String { say("To the numbers", "Til tallene") }

  func heldBackLegend(_ threshold: Int64?) -> String {
    guard let threshold else {
      return say("– means unknown.", "– betyr ukjent.")
    }
    return say(
      "– means suppressed: the number is below \(threshold), would reveal one that is, or is unknown.",
      "– betyr skjult: tallet er under \(threshold), ville røpe et slikt tall, eller er ukjent."
    )
  }

  func further(_ rows: String, isOne: Bool) -> String {
    isOne
      ? say("1 more row is not shown.", "1 rad til vises ikke.")
      : say("\(rows) more rows are not shown.", "\(rows) rader til vises ikke.")
  }

  func from(_ number: String) -> String { say("from \(number)", "fra \(number)") }
  func before(_ number: String) -> String { say("\(number) before", "\(number) før") }
  func compared(_ period: String) -> String {
    say("Compared with \(period)", "Sammenlignet med \(period)")
  }
  func only(_ names: String) -> String { say("Only \(names).", "Bare \(names).") }
  var showAll: String { say("Show all", "Vis alle") }
  func ofSite(_ site: String) -> String { say("of \(site)", "for \(site)") }

  // Charts.
  func chartTitle(_ column: String, _ step: Step) -> String {
    switch step {
    case .hours(1): say("\(column) an hour", "\(column) per time")
    case .hours(let count):
      say("\(column), \(count) hours a bar", "\(column), \(count) timer per søyle")
    case .days(1): say("\(column) a day", "\(column) per dag")
    case .days(7): say("\(column) a week", "\(column) per uke")
    case .days(let count):
      say("\(column), \(count) days a bar", "\(column), \(count) dager per søyle")
    case .other: column
    }
  }
  func weekTitle(_ column: String) -> String {
    say("\(column) by weekday and hour", "\(column) per ukedag og time")
  }
  func darker(_ most: String, _ hour: String) -> String {
    say(
      "Darker means more. The most: \(hour), \(most).",
      "Mørkere betyr mer. Mest: \(hour), \(most).")
  }
  var emptyUnknown: String { say("Empty means unknown.", "Tomt betyr ukjent.") }
  var joinedBars: String {
    say(
      "A wide bar covers several days that are published only together; its height is their average.",
      "En bred søyle er flere dager som bare er publisert sammen; høyden er gjennomsnittet.")
  }
  var joinedHours: String {
    say(
      "A wide bar covers several hours that are published only together; its height is their average.",
      "En bred søyle er flere timer som bare er publisert sammen; høyden er gjennomsnittet.")
  }
  func earlierLine(_ period: String) -> String {
    say("The line across each bar is \(period).", "Streken over hver søyle er \(period).")
  }
  var earlierPeriod: String { say("the period before", "perioden før") }
  func together(_ total: String, _ average: String) -> String {
    say("\(total) together, \(average) each", "\(total) til sammen, \(average) hver")
  }

  /// What a bar of a chart stands for.
  enum Step: Hashable {
    case hours(Int)
    case days(Int)
    case other
  }

  // The foot.
  var made: String {
    say(
      "Made with sporlos, from counts without data on single visitors.",
      "Laget med sporlos, av tall uten opplysninger om enkeltbesøkende.")
  }
  var madePrivately: String {
    say(
      "Made with sporlos. Everything is shown as it was counted: for internal use only.",
      "Laget med sporlos. Alt vises slik det ble talt: bare til internt bruk.")
  }
}
