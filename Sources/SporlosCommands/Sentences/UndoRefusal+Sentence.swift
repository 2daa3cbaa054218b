internal import Collecting
internal import Traffic
internal import TrafficStore

extension UndoRefusal {
  /// Why nothing was taken back, and what to do about it.
  var sentence: String {
    switch self {
    case .failed(.store(let error)): error.sentence
    case .failed(let error): error.sentence
    case .followed(let database):
      "`sporlos follow` counts into \(QuotedText.quoted(database)), and would count these logs again at once: "
        + "stop it first"
    case .unreadable(let error, let log):
      error.sentence(path: log, command: "undo", done: "read") + "; nothing was changed"
    case .notAFile(let log):
      "\(QuotedText.quoted(log)) is not a file, so it cannot be read again: name the log's file"
    case .unknownLog(let log):
      "no counts of the log \(QuotedText.quoted(log)) are in this database: if it was collected with another "
        + "--source, give that one; nothing was changed"
    case .shorterLog(let log):
      "more of the log \(QuotedText.quoted(log)) was collected than this file has: name the whole log"
    case .earlierRelease(let log):
      "the log \(QuotedText.quoted(log)) was collected by an earlier release, which kept too little to take it "
        + "back: count all logs into a new database"
    case .readOtherwise(let log, let now, let stored):
      "of the log \(QuotedText.quoted(log)), \(stored.text) were collected, and with these options it has "
        + "\(now.text): give the options that it was collected with"
    case .unknownSite(let site, let database):
      "\(QuotedText.quoted(database)) has no site \(QuotedText.quoted(site.text)): "
        + "give the options that the logs were collected with"
    case .openDay(let day, let until?):
      "visitors of \(day) are still being counted: undo these logs after the first `sporlos collect` from "
        + "\(until) on"
    case .openDay(let day, nil):
      "visitors of \(day) are still being counted: run `sporlos collect` once, which closes the day"
    case .counts(let refusal): refusal.sentence
    }
  }
}

extension UndoRefusal.LogCounts {
  /// So many hits of so many lines.
  fileprivate var text: String {
    let others = rejected.values.reduce(0, +)
    return "\(grouped(hits)) hits of \(grouped(lines)) lines"
      + (others > 0 ? " (\(grouped(others)) rejected or excluded)" : "")
  }
}

extension TakingBackRefusal {
  fileprivate var sentence: String {
    switch self {
    case .store(let error): error.sentence
    case .rolledUp(let day, let before):
      "the hours of days before \(before) were rolled up, so logs with lines of \(day) cannot be compared any "
        + "more: count all logs into a new database"
    case .tooOld(let day, let firstKept):
      "the logs have lines of \(day), and counts before \(firstKept) are deleted or too old: nothing was changed"
    case .differs(let difference): difference.sentence
    }
  }
}

extension AccountDifference {
  fileprivate var sentence: String {
    // The hits of whole tables need no table's name.
    let isOfAll = ["page_hours", "kind_hours"].contains(view)
    let what = column.replacing("_", with: " ") + (isOfAll ? "" : " in \(view)")
    let place = "\(site.text) on \(day)"
    let differs =
      stored == counted
      ? "\(place) has other \(view) than these logs account for"
      : "\(place) has \(grouped(stored)) \(what), but these logs account for \(grouped(counted))"
    let more =
      others > 0
      ? " (\(grouped(Int64(others))) more \(others == 1 ? "day differs" : "days differ"))" : ""
    return differs + more
      + ": give all logs of \(others > 0 ? "these days" : "that day"), with the options they were collected with"
  }
}
