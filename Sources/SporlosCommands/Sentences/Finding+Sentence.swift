internal import Counting
internal import Traffic
internal import TrafficAudit

extension Finding {
  /// The kind in one word or two, for programs.
  var name: String {
    switch kind {
    case .personal(.userAgent): "user agent"
    case .personal(.birthDate): "date of birth"
    case .personal(let shape): shape.rawValue
    case .ofLog(let field): "log: \(field)"
    case .unredacted: "unredacted"
    case .value: "value"
    case .notRandom: "not random"
    case .plainSecret: "plain secret"
    case .blob: "blob"
    case .stranger: "stranger"
    case .changedSchema: "changed schema"
    case .residue: "residue"
    case .singleRequests: "single requests"
    case .deletedText: "deleted text"
    case .disagreement: "disagreement"
    case .dangling: "dangling"
    case .overdue: "overdue"
    case .overduePage: "overdue page"
    case .mode: "mode"
    case .owner: "owner"
    case .overdueKey: "overdue key"
    case .halfDay: "half a day"
    case .leftover: "leftover"
    case .copy: "copy"
    case .otherName: "other name"
    case .attribute: "attribute"
    case .unknownFile: "unknown file"
    case .foreignBytes: "foreign bytes"
    case .unreadable: "unreadable"
    case .otherState: "other state"
    case .future: "future"
    case .damaged: "damaged"
    case .unpublished: "unpublished"
    }
  }

  /// What there is.
  var what: String {
    switch kind {
    case .personal(let shape): shape.what
    case .ofLog(let field): "a value of the log: \(field)"
    case .unredacted: "text that redaction would change"
    case .value: "a value that its column cannot hold"
    case .notRandom: "text or a small number where a keyed hash belongs"
    case .plainSecret: "something else where only the hash of a password, token or session belongs"
    case .blob: "bytes where only numbers and text belong"
    case .stranger: "a \(places.first?.part ?? "table") that this program did not create"
    case .changedSchema: "tables, indexes or views of this program are missing or changed"
    case .residue: "bytes that should have been overwritten"
    case .singleRequests:
      "states of the database before and after a commit that reveal fewer than \(HourVisitors.few) requests"
    case .deletedText: "a name that was deleted"
    case .disagreement: "a sum that other tables contradict, so some number is wrong"
    case .dangling: "rows that refer to missing rows"
    case .overdue: "counts older than the retention time"
    case .overduePage: "pages without a name that are older than a month"
    case .mode: "users other than the owner may read or change it"
    case .owner: "it belongs to another user than the database"
    case .overdueKey: "the key or the visitors' numbers of a day that is over or in the future"
    case .halfDay: "a key without the counts of its day, or counts without their key"
    case .leftover: "a file that a crash, an editor or a copy left behind"
    case .copy: "a copy of the database, from which nothing is pruned"
    case .otherName:
      "a file with another hard link somewhere, which remains when this one is removed"
    case .attribute: "a file attribute that this program did not set"
    case .unknownFile: "a file that this program does not know"
    case .foreignBytes: "something that this program does not write there"
    case .unreadable: "it could not be read, so its contents are unknown"
    case .otherState: "the state of another database"
    case .future: "counts of a time that is more than a year ahead"
    case .damaged: "it is damaged"
    case .unpublished: "rows for others that the database has not published"
    }
  }

  /// What to do about it.
  var advice: String {
    if places.first?.isOfServer == true, let advice = serverAdvice { return advice }
    return switch kind {
    case .personal, .ofLog, .unredacted, .blob:
      inDatabase
        ? "delete the row or table and VACUUM the database, or collect the logs into a new one, "
          + "and report it if this program wrote it"
        : "remove what is in the file, and find out who wrote it"
    case .value, .notRandom, .plainSecret, .disagreement, .dangling:
      "the database was changed by hand: collect the logs into a new one"
    case .stranger: "DROP it and VACUUM the database; keep your own tables in another file"
    case .changedSchema: "collect the logs into a new database"
    case .residue, .deletedText:
      "close all readers and VACUUM the database, as in sqlite3 FILE 'PRAGMA secure_delete = ON; VACUUM; "
        + "PRAGMA wal_checkpoint(TRUNCATE)'"
    case .singleRequests:
      "close all readers and stop the follower, which empties the file; follow without --flush"
    case .overdue: "run `sporlos prune`, with --keep if counts may be kept longer"
    case .overduePage: "run sporlos collect, which counts them as rare"
    case .mode: "chmod 600 the files and 700 the folders"
    case .owner: "chown it to the user that runs sporlos collect"
    case .overdueKey, .halfDay: "run sporlos collect, which destroys what is over"
    case .leftover, .unknownFile, .copy: "remove it if it is not in use"
    case .otherName:
      "find the other link, as with find -samefile, and remove it"
    case .attribute: "remove it, as with setfattr -x NAME FILE"
    case .foreignBytes: "remove the file, which will be recreated, and find out who wrote it"
    case .unreadable:
      "run the audit as the user that runs sporlos collect, with the same --state, and check that its "
        + "files exist"
    case .otherState: "give the same --state as to sporlos collect"
    case .future:
      "the time comes from a log: check the server's clock, and collect the logs without these lines "
        + "into a new database"
    case .damaged: "restore it from a backup, or collect the logs into a new database"
    case .unpublished: "delete the file, and recreate it with sporlos publish"
    }
  }

  /// The same of the file of users, tokens and links; `nil` where it is as for others.
  private var serverAdvice: String? {
    switch kind {
    case .personal, .ofLog, .unredacted, .blob, .value, .plainSecret, .dangling:
      "remove the user, token or link with sporlos-serve, and add it again; to end sessions, remove their user"
    case .stranger, .changedSchema, .damaged, .foreignBytes:
      "move the file away, and add users, tokens and links again with sporlos-serve"
    case .unreadable: "run the audit as the user that runs sporlos-serve, and name its --state file"
    case .residue, .deletedText: "stop sporlos-serve and VACUUM the file, as in sqlite3 FILE VACUUM"
    default: nil
    }
  }

  private var inDatabase: Bool { places.first?.page != nil || places.first?.table != nil }

  /// What, where, how many and what to do.
  var sentence: String {
    let shown = places.map(\.text).joined(separator: "; ")
    let more = count > places.count ? "; and \(count - places.count) more" : ""
    return "\(what): \(shown)\(more). To do: \(advice)."
  }
}

extension Finding.Place {
  /// The place in words.
  var text: String {
    var parts: [String] = []
    if let table { parts.append("table \(table)") }
    if let column { parts.append("column \(column)") }
    if let row { parts.append("row \(row)") }
    if let part { parts.append(part) }
    if let page { parts.append("page \(page)") }
    if let offset { parts.append("byte \(offset)") }
    let file = QuotedText.quoted(self.file)
    return parts.isEmpty ? file : "\(file), \(parts.joined(separator: ", "))"
  }
}
