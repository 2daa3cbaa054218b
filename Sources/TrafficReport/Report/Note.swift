import Traffic

/// What is said of a report's numbers: what they mean, and what they leave out.
enum Note: Hashable, Sendable {
  // Of the period.
  case publishedAreWholeDays(namesOption: Bool)
  case laterDaysNotPublished(last: Day, namesOption: Bool)
  case noWholeWindow(last: ClosedRange<Day>?)
  case notBrokenDown(views: Int64)
  case daysAcrossTheEnds
  case daysOnly
  case keptByMonth(before: Day)
  case keptByDay(before: Day)
  case periodWidened
  case nothingKnownBefore(ClosedRange<Day>)
  case comparisonBegins(Day)
  case sumsNotCompared(MissingShares, ofParts: Bool)
  case sitesNotCompared

  // Of the threshold.
  case everything
  case threshold(Int64, isAboutNames: Bool)
  case othersNotShown

  // Of times.
  case timesUnknown(Step)
  case timesJoined(Step)
  case timeUnknown(Step, views: Int64)
  case partOfStep(Step)
  case monthsBesideWindows
  case hoursOfTheDay
  case hoursJoined
  case hourUnknown(views: Int64)

  // Of people and programs.
  case overview
  case errors
  case botsApart(hits: Int64)
  case visitors
  case visitorsOfWholeDays
  case originsOfWholeDays(tables: [String])
  case unknownTraffic

  // Of where people came from, and to.
  case noReferrers
  case notAmongReferrers(inside: Int64, direct: Int64)
  case withoutReferrers(views: Int64)
  case kindsOfReferrers
  case hostsKnownByName
  case noCountries
  case noCampaigns
  case campaignUnknown(views: Int64)
  case noVisits
  case goal(views: Int64, visits: Int64)
  case visits
  case landings
  case nothingNotFound
  case notFound
  case loneSites(String)

  // Of response times and logs.
  case noTimes(isPrivate: Bool)
  case percentiles(isPrivate: Bool)
  case timesInOrder
  case logsByContent
  case rejected(String)

  /// A name for programs, in lower case with words joined by `_`: that of the case.
  var code: String {
    String(describing: self).prefix { $0 != "(" }.reduce(into: "") { code, letter in
      code += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }

  /// The same where there are no options; `nil` where none is named.
  var withoutOptions: Note? {
    switch self {
    case .publishedAreWholeDays(true): .publishedAreWholeDays(namesOption: false)
    case .laterDaysNotPublished(let last, true):
      .laterDaysNotPublished(last: last, namesOption: false)
    case .noWholeWindow(.some): .noWholeWindow(last: nil)
    default: nil
    }
  }

  func sentence(in language: Language) -> String {
    switch language {
    case .english: english
    case .norwegian: norwegian
    }
  }
}
