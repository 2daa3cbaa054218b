import Traffic

extension Note {
  var english: String {
    switch self {
    case .publishedAreWholeDays: "Published are whole days; --private shows hours."
    case .laterDaysNotPublished(let last):
      "Later days than \(last) are not published yet; --private shows them."
    case .noWholeWindow(let last):
      "There is too little traffic to break single days down: it is done by week or month, and this period has no "
        + "whole one that is over."
        + (last.map { " The last one is --from \($0.lowerBound) --to \($0.upperBound)." } ?? "")
    case .notBrokenDown(let views):
      "\(count(views)) page views are of weeks or months that are not over, or not all of the "
        + "period, and are not broken down."
    case .daysAcrossTheEnds:
      "Days that are known only together with days before or after the period are left out."
    case .daysOnly: "These counts are kept by day: they are those of whole days."
    case .keptByMonth(let day): "Counts before \(day) are kept by month only."
    case .keptByDay(let day): "Counts before \(day) are kept by day only."
    case .periodWidened: "The period was widened accordingly."
    case .nothingKnownBefore(let days):
      "Nothing is known of \(days.lowerBound) to \(days.upperBound)."
    case .comparisonBegins(let day):
      "Nothing is known from before \(day), so sums are not compared with a period that begins earlier."
    case .everything: "All that was counted, without a threshold: for internal use only."
    case .threshold(let least, let isAboutNames):
      isAboutNames
        ? "Counts below \(least), and others that would tell them, are in \(Report.otherName)."
        : "Counts below \(least) are not shown."
    case .othersNotShown:
      "What is in \(Report.otherName) is not shown, though some of it may be wanted."
    case .timesUnknown(let step):
      "Nothing is known of \(step.rawValue)s without numbers: there was too little traffic, or none."
    case .timesJoined(let step):
      "Quiet \(step.rawValue)s are joined with those after them until they count enough."
    case .weekdayUnknown(let views): "Of \(count(views)) page views the weekday is not known."
    case .partOfStep(let step):
      "The period begins or ends within a \(step.rawValue): that row is not a whole one."
    case .monthsBesideWindows:
      "A month beside its days or weeks is what is in none of those: add them all."
    case .hoursOfTheDay:
      "Hours of the day, all days together: there is too little traffic to tell days apart."
    case .hoursJoined: "Quiet hours are joined until they count enough."
    case .hourUnknown(let views): "Of \(count(views)) page views the hour is not known."
    case .overview: "Pages, devices and browsers are people's; bots are counted apart."
    case .errors: "Errors are answers of 4xx and 5xx to anybody but bots."
    case .botsApart(let hits): "Bots are counted apart: \(count(hits)) hits, not in this table."
    case .visitors:
      "Visitors are those of each day: who comes on three days counts three times. Visits are page "
        + "views that came from outside."
    case .visitorsOfWholeDays: "Both are those of whole days."
    case .originsOfWholeDays(let tables):
      "The \(tables.joined(separator: " and ")) are kept by day: they are those of whole days."
    case .unknownTraffic:
      "Unknown is what says nothing of itself; in reports on people it is counted with persons."
    case .noReferrers: "No log of this period has referrers."
    case .notAmongReferrers(let inside, let direct):
      "Not among the referrers: \(count(inside)) page views from the site itself, "
        + "\(count(direct)) without a referrer (typed, bookmarked or withheld)."
    case .withoutReferrers(let views):
      "\(count(views)) further page views are of logs without referrers."
    case .kindsOfReferrers:
      "Internal is from a page of the site itself, direct without a referrer: typed, bookmarked "
        + "or withheld."
    case .hostsKnownByName:
      "Kinds are of hosts that are known by name; all others are in \(Report.otherName)."
    case .noCountries:
      "No country of this period is known: that takes a database of countries when logs are "
        + "counted."
    case .noCampaigns: "No link of this period named a campaign that may be kept."
    case .campaignUnknown(let views):
      "Of \(count(views)) page views it is not known whether a campaign brought them: too few "
        + "did, or none."
    case .noVisits: "No visits of this period are known: that takes logs with referrers."
    case .visits: "A visit is a page view that came from outside, not from a page of the site."
    case .landings:
      "Direct is without a referrer: typed, bookmarked or withheld. Page views from a page of the site "
        + "itself are no visits."
    case .nothingNotFound:
      "No request of people in this period was answered with 404 or 410 by a log with referrers."
    case .notFound:
      "Answered with 404 or 410. Internal is a link on a page of the site itself: those you can mend."
    case .loneSites(let sentence): sentence
    case .noTimes(let isPrivate):
      (isPrivate
        ? "No log of this period has response times"
        : "No log of this period has response times, or none of them may be shown")
        + ": nginx writes them with $request_time, Apache with %D."
    case .percentiles(let isPrivate):
      "Half of a page's responses took up to p50, 95 of 100 up to p95, 99 up to p99; "
        + (isPrivate ? "each is at most 9% too high." : "of pages with few, each may be too high.")
    case .goal(let views, let visits):
      "Of these pages, there were \(NumberText(.english).perHundred(views, of: visits)) page views for each 100 visits "
        + "(\(count(visits)) altogether)."
    case .timesInOrder: "Pages are in the order of the time their responses took together."
    case .logsByContent: "A log is known by its content; neither its name nor its place is kept."
    case .rejected(let reasons): "Lines were rejected as: \(reasons)."
    }
  }

  private func count(_ number: Int64) -> String { DigitGroups.text(number, separator: ",") }
}
