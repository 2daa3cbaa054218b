internal import Collecting
internal import Counting
internal import FileSystem
internal import TimeZones
internal import Traffic

extension StateScan {
  /// Reads the folder of open days: for each a key and the counts under it.
  mutating func readVisitors(_ path: String) {
    guard let facts = self.facts(of: path, shown: path) else { return }
    checkFile(path, facts)
    guard let names = Folder.readableNames(in: path) else {
      findings.add(.unreadable, .init(path))
      return
    }
    var parts: [Day: Set<String>] = [:]
    var written: [Day: Int] = [:]
    for name in names {
      guard let facts = self.facts(of: path + "/" + name, shown: shown(path, name)) else {
        continue
      }
      if VisitorFolder.isTemporary(name) {
        // The number behind a key's name is random, and looks like a person's.
        let file = "\(path)/\(name.prefix { !$0.isLetter })…"
        checkFile(file, facts)
        if !(isBusy || isFollowed) || facts.modifiedSeconds + VisitorFolder.patience < now {
          findings.add(.leftover, .init(file))
        }
        continue
      }
      let file = shown(path, name)
      checkFile(file, facts)
      if name == VisitorFolder.waiting {
        let bytes = WholeFile.read(path + "/" + name)
        if let bytes, WaitingCounts(bytes: bytes) == nil { findings.add(.damaged, .init(file)) }
        search(path + "/" + name)
        continue
      }
      guard let dot = name.lastIndex(of: "."), let day = Day(String(name[..<dot])),
        [".key", ".visitors"].contains(name[dot...])
      else {
        findings.add(.unknownFile, .init(file))
        search(path + "/" + name)
        continue
      }
      parts[day, default: []].insert(String(name[dot...]))
      written[day] = facts.modifiedSeconds
      let made = DayKeyFile(path: "\(path)/\(day).key").made()
      if isOverdue(day, written: facts.modifiedSeconds) || isOverdue(made: made) {
        findings.add(.overdueKey, .init(file))
      }
      if name.hasSuffix(".key") {
        if !DayKeyFile.lengths.contains(Int(facts.size)) { findings.add(.damaged, .init(file)) }
      } else if !readCounts(path + "/" + name, file) {
        findings.add(.damaged, .init(file))
        search(path + "/" + name)
      }
    }
    for (day, found) in parts.sorted(by: { $0.key < $1.key }) {
      days.append(day)
      // The keys of a fleet's days are in none of their files.
      if found == [".visitors"], let fleetDay, fleetDay <= day { continue }
      // A collector writes the key first, and the counts with its first batch, and destroys them in
      // that order.
      guard found.count == 1, let only = found.first, !isBusy else { continue }
      // One that follows is about to write counts whose key is new.
      if isFollowed, only == ".key", written[day, default: 0] + StateScan.grace * 3600 > now {
        continue
      }
      findings.add(.halfDay, .init("\(path)/\(day)\(only)"))
    }
    days = Array(Set(days)).sorted()
  }

  /// Whether a file is one of counts; `true`, too, where it is no longer there.
  private mutating func readCounts(_ path: String, _ shown: String) -> Bool {
    guard let bytes = WholeFile.read(path) else {
      if !FileStatus.isMissing(path) { findings.add(.unreadable, .init(shown)) }
      return true
    }
    // Zeros are what a run leaves that was killed while it destroyed them.
    return !bytes.contains { $0 != 0 } || OpenDay(bytes: bytes) != nil
  }

  /// Whether a key that says when it was made should have been destroyed since, whatever the clock says.
  private func isOverdue(made: BootTime?) -> Bool {
    guard let made, let boot = BootTime.now else { return false }
    let due = 86_400 + (options.sealAfter + StateScan.grace) * 3600
    return boot.age(of: made) >= Int64(due)
  }

  func isOverdue(_ day: Day, written: Int) -> Bool {
    if VisitorFolder.isAhead(day, now: wallNow) { return true }
    let due = (Int(day.rawValue) + 1) * 86_400 + options.sealAfter * 3600
    guard due + StateScan.grace * 3600 <= wallNow else { return false }
    // An old log that is counted right now opens its days for as long as that takes.
    return !(isBusy || isFollowed) || written + StateScan.grace * 3600 <= now
  }
}
