internal import Collecting
internal import Traffic

extension StateError {
  /// What is wrong with a database's keys and visitors, and what to do about it.
  var sentence: String {
    let file = QuotedText.quoted(path)
    return switch code {
    case .makeFolder:
      "cannot create the state folder \(file)"
        + systemTrouble(errno, other: "name another one with --state")
    case .write:
      "cannot write in the state folder \(file)"
        + systemTrouble(
          errno, advice: "check its permissions, or name another one with --state",
          other: "name another one with --state")
    case .counting:
      "another `sporlos collect` is counting into the same database: "
        + "nothing was read, run this again when it is done"
    case .following:
      "another `sporlos follow` counts into the same database: "
        + "name all logs in one command, or stop the other one first"
    case .stopped: "a signal ended this before its turn came"
    case .readKey, .readFleetKey: "cannot read the key \(file)\(systemTrouble(errno))"
    case .damagedKey:
      "the key \(file) is damaged: restore it from a backup, or count into a new database"
    case .writeKey: "cannot write the key \(file)\(systemTrouble(errno))"
    case .missingKey:
      "the key that recognises counted logs is not at \(file): "
        + "without it, every log would count again. Put it back, name its folder with --state, "
        + "or count into a new database"
    case .otherKey:
      "the key \(file) belongs to another database: "
        + "with it, every log would count again. Name the right folder with --state"
    case .damagedFleetKey:
      "the fleet's key \(file) is damaged: remove it, and join again with an "
        + "invitation from another server of the fleet (sporlos fleet invite)"
    case .writeFleetKey: "cannot write the fleet's key \(file)\(systemTrouble(errno))"
    case .removeFleetKey:
      "cannot remove the fleet's former key \(file)"
        + systemTrouble(errno, advice: "remove it by hand")
    case .makeVisitors:
      "cannot create the folder for visitors \(file)"
        + systemTrouble(errno, other: "name another one with --state")
    case .foreignVisitors:
      "the folder for visitors \(file) belongs to another user"
        + systemTrouble(errno, other: "name another one with --state")
    case .writeDayKey:
      "cannot write the key of a day's visitors in \(file)"
        + systemTrouble(errno, other: "name another folder with --state")
    case .readVisitors:
      "cannot read the visitors of a day in \(file)"
        + systemTrouble(errno, then: "nothing was counted")
    case .writeVisitors:
      "cannot write the visitors of a day in \(file)"
        + systemTrouble(
          errno, then: "nothing was counted", other: "name another folder with --state")
    case .readWaiting:
      "cannot read the waiting counts of pipes and sockets in \(file)"
        + systemTrouble(errno, then: "nothing was counted")
    case .writeWaiting:
      "cannot write the waiting counts of pipes and sockets to \(file)"
        + systemTrouble(errno, then: "a kill would lose it")
    case .removeDay(let day):
      "cannot remove the key of \(day) from \(file)"
        + systemTrouble(errno, advice: "remove the files of that day by hand")
    }
  }
}

extension StateError {
  /// What to say where a restart of the machine does not destroy keys of open days.
  static func keysOnDisk(_ path: String) -> String {
    "keys of open days are in \(QuotedText.quoted(path)), which is on a disk, not in memory: a restart "
      + "does not destroy them, and what is deleted may remain in spare blocks of the disk; mount a "
      + "tmpfs there"
  }
}
