internal import Collecting
internal import Traffic

extension PartError {
  /// What is wrong with a file of partial counts, and what to do about it.
  var sentence: String {
    switch self {
    case .read(let path, let errno):
      "cannot read \(QuotedText.quoted(path))" + systemCause(errno)
    case .write(let path, let errno):
      "cannot put counts aside in \(QuotedText.quoted(path))"
        + systemTrouble(errno, then: "nothing was added to the database")
    case .noPart(let path):
      "\(QuotedText.quoted(path)) is no part of a backfill: name files that `sporlos backfill map` or "
        + "`reduce` wrote"
    case .damaged(let path):
      "\(QuotedText.quoted(path)) is damaged or incomplete: write it again"
    case .otherBackfill(let path):
      "\(QuotedText.quoted(path)) belongs to another backfill: name parts of one `sporlos backfill start` only"
    case .sameLog(let path, let lines, let lastDay, let isInDatabase):
      "a log of \(QuotedText.quoted(path)) (\(grouped(lines)) \(lines == 1 ? "line" : "lines")"
        + (lastDay.map { ", the last of \($0)" } ?? "") + ") "
        + (isInDatabase ? "was counted in the database before" : "is in another part, too")
        + ": map each log once, or give logs that only look the same a --source each"
    case .notStarted(let path):
      "no backfill of \(QuotedText.quoted(path)) is under way: start one with `sporlos backfill start`"
    }
  }
}
