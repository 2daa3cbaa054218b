internal import Collecting
internal import Traffic

extension ServerRefusal {
  /// Why nothing was done with a server's database, and what to do about it.
  ///
  /// - Parameters:
  ///   - database: Its path.
  ///   - names: The list of names that was read.
  ///   - all: What has one time zone.
  func sentence(of database: String, names: String = "-", all: String) -> String {
    let file = QuotedText.quoted(database)
    return switch self {
    case .collect(let error): error.sentence
    case .fleetDatabase:
      "the database \(file) is that of a fleet: name the one that this server counts into"
    case .otherTimeZone(let known, let asked):
      "the database \(file) counts the days of \(known), not of \(asked), and all \(all) have one time zone: "
        + "name a new database"
    case .fleetTimeZone(let error): "in this fleet, " + error.sentence
    case .otherKey:
      "the database \(file) already has logs and pages under a key of its own: "
        + "join with a new database, or write the invitation on this server and let the others join it"
    case .oldKey(let day):
      "the fleet's key is of \(day), too long ago to continue from: "
        + "write a new invitation on another server of the fleet"
    case .noFleet:
      "the database \(file) belongs to no fleet: start one with `sporlos fleet invite`, or join one with "
        + "`sporlos fleet join`"
    case .noFleetOfNames:
      "the database \(file) belongs to no fleet: pages of other servers are none of its own"
    case .unreadableNames(let errno):
      "cannot read the list of names \(QuotedText.quoted(names))\(systemTrouble(errno))"
    case .noNames:
      "\(names == "-" ? "standard input" : QuotedText.quoted(names)) is not a list of names, or was cut short: "
        + "use the file that `sporlos fleet merge --names` wrote"
    case .backfillUnderWay:
      "a backfill of \(file) is under way: finish it with `sporlos backfill finish`, or give it up with "
        + "--again, after which its parts cannot be used"
    }
  }
}

extension ServerDatabase {
  /// What to say of a server that becomes one of a fleet, and of a report that finds nothing for that reason.
  static func publishesNothing(_ database: String) -> String {
    "\(QuotedText.quoted(database)) belongs to a server of a fleet, and publishes nothing by itself, because "
      + "that could be subtracted from what the fleet publishes. Make reports from the fleet's database, or see "
      + "`sporlos collect --publish-member`"
  }
}
