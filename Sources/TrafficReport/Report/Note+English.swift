import Traffic

extension Note {
  var english: String {
    switch self {
    case .publishedAreWholeDays(let namesOption):
      "Only complete days are published" + (namesOption ? "; --private shows hours." : ".")
    case .laterDaysNotPublished(let last, let namesOption):
      "Days after \(last) are not published yet"
        + (namesOption ? "; --private shows them." : ".")
    case .noWholeWindow(let last):
      "There is too little traffic to show details by day: they are shown by week or month, and this period has no "
        + "complete one."
        + (last.map { " The last one is --from \($0.lowerBound) --to \($0.upperBound)." } ?? "")
    case .notBrokenDown(let views):
      "\(count(views)) page views belong to weeks or months that are not over, or only partly in the "
        + "period, and are not in these rows."
    case .daysAcrossTheEnds:
      "Days that are published only together with days outside the period are left out."
    case .daysOnly: "These counts are stored by day, so they cover whole days."
    case .keptByMonth(let day): "Counts before \(day) are stored only by month."
    case .keptByDay(let day): "Counts before \(day) are stored only by day."
    case .periodWidened: "The period was widened accordingly."
    case .nothingKnownBefore(let days):
      "There are no counts for \(days.lowerBound) to \(days.upperBound)."
    case .comparisonBegins(let day):
      "There are no counts before \(day), so sums are not compared with a period that begins earlier."
    case .sumsNotCompared(let missing, _) where missing.before >= 1:
      "Nothing is compared: no day, week or month of the period before is published whole."
    case .sumsNotCompared(let missing, let isOfParts):
      "\(isOfParts ? "Rows and their sums" : "Sums") are not compared: some \(percent(missing.here)) of this period's page "
        + "views, and \(percent(missing.before)) of those before, are on days that are published only together with "
        + "others, or not at all."
    case .sitesNotCompared:
      "A site is not compared where different parts of the two periods are published."
    case .everything: "Everything that was counted, without a threshold: for internal use only."
    case .threshold(let least, let isAboutNames):
      isAboutNames
        ? "Counts below \(least), and others that would reveal them, are in \(Report.otherName)."
        : "Counts below \(least) are not shown."
    case .othersNotShown:
      "Rows in \(Report.otherName) are not shown, although some of them may match."
    case .timesUnknown(let step):
      "Empty \(step.rawValue)s had too little traffic, or none."
    case .timesJoined(let step):
      "Quiet \(step.rawValue)s are merged with those after them until there is enough traffic."
    case .timeUnknown(let step, let views):
      "The \(step.rawValue) of \(count(views)) page views is unknown: quiet sites' days are published together."
    case .partOfStep(let step):
      "The period begins or ends within a \(step.rawValue), so that row is incomplete."
    case .monthsBesideWindows:
      "A month that is listed with its days or weeks has only what is in none of them: add them all up."
    case .hoursOfTheDay:
      "Hours of the day, over all days: there is too little traffic to show each day."
    case .hoursJoined: "Quiet hours are merged until there is enough traffic."
    case .hourUnknown(let views): "The hour of \(count(views)) page views is unknown."
    case .overview:
      "Pages, devices and browsers are those of human visitors; bots are counted separately."
    case .errors: "Errors are responses with a status of 4xx or 5xx, except to bots."
    case .botsApart(let hits):
      "Bots are counted separately: \(count(hits)) hits, not in this table."
    case .visitors:
      "Visitors are counted by day: someone who comes on three days counts three times. Visits are page "
        + "views that came from outside."
    case .visitorsOfWholeDays: "Both cover whole days."
    case .originsOfWholeDays(let tables):
      "The \(tables.joined(separator: " and ")) are stored by day, so they cover whole days."
    case .unknownTraffic:
      "Unknown clients do not identify themselves; reports on people include them as persons."
    case .noReferrers: "No log of this period has referrers."
    case .notAmongReferrers(let inside, let direct):
      "Excluded: \(count(inside)) internal page views, "
        + "\(count(direct)) without a referrer (typed, bookmarked or withheld)."
    case .withoutReferrers(let views):
      "\(count(views)) more page views are from logs without referrers."
    case .kindsOfReferrers:
      "Internal page views come from a page of the site itself. Direct ones have no referrer: typed, bookmarked "
        + "or withheld."
    case .hostsKnownByName:
      "Kinds cover hosts that are shown by name; all others are in \(Report.otherName)."
    case .noCountries:
      "No country is known in this period: counting logs needs a country database for "
        + "that."
    case .noCampaigns: "No link in this period named a campaign that is stored."
    case .campaignUnknown(let views):
      "For \(count(views)) page views, it is not shown whether a campaign brought them: too few "
        + "did, or none."
    case .noVisits: "No visits are known in this period: they need logs with referrers."
    case .visits: "A visit is a page view that came from outside, not from a page of the site."
    case .landings:
      "Direct is without a referrer: typed, bookmarked or withheld. Page views from a page of the site "
        + "itself are not visits."
    case .nothingNotFound:
      "In this period, no log with referrers has a request of people that was answered with 404 or 410."
    case .notFound:
      "Answered with 404 or 410. Internal links are on pages of the site itself: those you can fix."
    case .loneSites(let sentence): sentence
    case .noTimes(let isPrivate):
      (isPrivate
        ? "No log of this period has response times"
        : "No log of this period has response times, or none of them may be shown")
        + ": nginx writes them with $request_time, Apache with %D."
    case .percentiles(let isPrivate):
      "Half of a page's responses took at most p50, 95 of 100 at most p95, 99 at most p99; "
        + (isPrivate
          ? "each is at most 9% too high." : "for pages with few responses, each may be too high.")
    case .goal(let views, let visits):
      "These pages had \(NumberText(.english).perHundred(views, of: visits)) page views for each 100 visits "
        + "(\(count(visits)) in total)."
    case .timesInOrder: "Pages are sorted by the total time of their responses."
    case .logsByContent:
      "A log is recognised by its content; neither its name nor its path is stored. Its lines are no later than "
        + "the last day that was counted together with it."
    case .rejected(let reasons): "Lines were rejected as: \(reasons)."
    }
  }

  private func count(_ number: Int64) -> String { NumberText(.english).count(number) }

  private func percent(_ part: Double) -> String { "\(Int((part * 100).rounded()))%" }
}
