internal import AccessLog
package import Counting
internal import FileSystem
internal import Glibc
internal import Synchronization
package import TimeZones
package import Traffic

/// The folder of the days whose visitors are still counted: for each a key, and the counts under it.
///
/// It lies where nothing outlives a restart of the machine, if there is such a place: in systemd's
/// `RUNTIME_DIRECTORY`, in `/run`, or in the user's `XDG_RUNTIME_DIR`. Key and counts of a day are
/// destroyed when it is sealed; a number in the database is all that is left.
package final class VisitorFolder: Sendable {
  package let path: String
  /// The clock whose days these are.
  let clock: ZoneClock
  /// From which a fleet's days have their keys.
  private let ratchet: RatchetFile
  private let failed = Mutex<StateError?>(nil)
  private let asked = Mutex(AskedDays())

  /// The days whose keys this process has asked for.
  struct AskedDays {
    /// Those that are yet to come, by the clock: nobody is counted on them.
    var ahead: ClosedRange<Day>?
    /// Whether there were others.
    var hasOthers = false
    /// Those whose keys this process has made.
    var made: Set<Day> = []
  }

  /// The days whose keys this process has asked for, up to now.
  var askedDays: AskedDays { asked.withLock { $0 } }

  /// The most days that may be open at once: what bounds the folder, whatever times a log names.
  static let maxDays = 1000
  /// Days by which clocks, and the zones they are in, may be ahead of this machine's.
  private static let maxAhead = 2

  /// Whether a day is so far ahead that it is a fault of some clock: a key of it would stay until then.
  ///
  /// - Parameter now: Seconds since 1970 by the clock on the wall.
  package static func isAhead(_ day: Day, now: Int) -> Bool {
    Int(day.rawValue) > now / 86_400 + maxAhead
  }

  /// The folder for a database, unless one was named for its state.
  ///
  /// - Parameters:
  ///   - identifier: The database's own, so that no two share a folder.
  ///   - clock: The one whose days these are.
  package init(
    state: StateFolder, isNamed: Bool, identifier: [UInt8], clock: ZoneClock = .utc
  ) {
    self.clock = clock
    ratchet = state.ratchet
    let name = identifier.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let inState = state.path + "/" + StateFile.visitors
    path =
      isNamed
      ? inState
      : VisitorFolder.runtimeFolder.map { $0 + "/" + name } ?? inState
  }

  /// A folder that is empty after each start of the machine; `nil` where there is none to write to.
  private static var runtimeFolder: String? {
    func value(_ name: String) -> String? {
      unsafe getenv(name).map { unsafe FileName.text($0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    if let named = value("RUNTIME_DIRECTORY") {
      // Of several, the one where root's runs look, too.
      let folders = named.split(separator: ":").map(String.init)
      return folders.first { $0.hasSuffix("/sporlos") } ?? folders.first
    }
    if geteuid() == 0, unsafe access("/run", W_OK) == 0 { return "/run/sporlos" }
    return value("XDG_RUNTIME_DIR").map { $0 + "/sporlos" }
  }

  /// Whether the folder lies in memory, as `/run` does on most systems and in some containers does not;
  /// `nil` where nobody knows, or it is not there.
  package var isInMemory: Bool? { MemoryFolder.isInMemory(path) }

  /// The folder, where it is on a disk though it lies below `/run`, which is to be memory.
  var onDiskBelowRun: String? { path.hasPrefix("/run/") && isInMemory == false ? path : nil }

  /// Makes the folder, readable by its owner only.
  ///
  /// - Parameter database: The path of the database that it is for.
  func prepare(for database: String) throws(StateError) {
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    // The first one is for the databases of all.
    for (folder, other) in [(parent, "/"), (path, database)] {
      guard NewFile.makeFolder(folder, like: other) else {
        throw StateError(.makeVisitors, path: folder)
      }
    }
    guard path.withFileName({ unsafe chmod($0, 0o700) }) == 0 else {
      throw StateError(.foreignVisitors, path: path)
    }
  }

  private func keyPath(_ day: Day) -> String { "\(path)/\(day).key" }
  private func keyFile(_ day: Day) -> DayKeyFile { DayKeyFile(path: keyPath(day)) }
  private func countsPath(_ day: Day) -> String { "\(path)/\(day).visitors" }

  /// What the file of what waits of pipes and sockets is called.
  package static let waiting = "streams.waiting"
  var waitingPath: String { path + "/" + VisitorFolder.waiting }

  /// Whether counts of pipes and sockets wait here, or where a service's follower has this folder; `nil` where
  /// this process may not see that.
  package var hasWaitingStreams: Bool? {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    for folder in [path, "/run/sporlos/" + name] {
      if FileStatus(path: folder + "/" + VisitorFolder.waiting) != nil { return true }
      // SAFETY: the path lives for the call.
      if folder.withFileName({ unsafe access($0, X_OK) }) == 0 { return false }
    }
    return nil
  }

  /// The days that are open, in order.
  var days: [Day] {
    guard let folder = path.withFileName({ unsafe opendir($0) }) else { return [] }
    defer { unsafe closedir(folder) }
    var days: Set<Day> = []
    while let entry = unsafe readdir(folder) {
      // SAFETY: the name ends in a zero, and lives until the next call of `readdir`.
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe FileName.text(bytes.prefix { $0 != 0 })
      }
      guard let dot = name.lastIndex(of: "."), [".key", ".visitors"].contains(name[dot...]),
        let day = Day(String(name[..<dot]))
      else { continue }
      days.insert(day)
    }
    return days.sorted()
  }

  /// What went wrong with a key since this was last asked.
  package func takeFailure() -> StateError? {
    failed.withLock { failure in
      defer { failure = nil }
      return failure
    }
  }

  /// The secret of a day: the fleet's, if there is one, or one that is made where there is none. May be
  /// called on any thread and in any number of processes.
  func secret(of day: Day) -> SecretBytes? {
    if let known = keyFile(day).secret() { return note(day, known) }
    if let shared = fleetSecret(of: day) {
      markFleetDay(day)
      return note(day, shared)
    }
    guard days.count < VisitorFolder.maxDays, !noteIfAhead(day) else { return nil }
    // What a server's day of its former fleet has left says nothing of a new key.
    if keyFile(day).made() != nil { _ = keyPath(day).withFileName({ unsafe unlink($0) }) }
    let secret = SecretBytes(randomCount: VisitorKey.length)
    var isMade = keyFile(day).make(secret, at: .now)
    if !isMade, errno == ENOENT {
      // Another process, whose clock is ahead, took the folder for one that nobody needs any more.
      _ = path.withFileName { unsafe mkdir($0, 0o700) }
      isMade = keyFile(day).make(secret, at: .now)
    }
    let failure = StateError(.writeDayKey, path: path)
    if isMade {
      asked.withLock { _ = $0.made.insert(day) }
      return note(day, secret)
    }
    if let other = keyFile(day).secret() { return note(day, other) }
    failed.withLock { $0 = failure }
    return nil
  }

  /// Whether the visitors of a day are counted under its key in this folder, since more of its lines may come, and
  /// not under one that a backfill has for its own days.
  ///
  /// - Parameter grace: Seconds after the day's end.
  func isLive(_ day: Day, grace: Int) -> Bool {
    (Int(day.rawValue) + 1) * 86_400 + grace > clock.wallNow || keyFile(day).secret() != nil
  }

  private func note(_ day: Day, _ secret: SecretBytes) -> SecretBytes {
    asked.withLock { $0.hasOthers = true }
    return secret
  }

  private func noteIfAhead(_ day: Day) -> Bool {
    guard VisitorFolder.isAhead(day, now: clock.wallNow) else { return false }
    asked.withLock {
      $0.ahead = min(day, $0.ahead?.lowerBound ?? day)...max(day, $0.ahead?.upperBound ?? day)
    }
    return true
  }

  /// Writes down when the first visitor of a fleet's day was counted; of one that is yet to come by the
  /// clock, when it begins: its key is that of other servers, too, and must not go before.
  private func markFleetDay(_ day: Day) {
    guard var moment = BootTime.now, keyFile(day).made() == nil else { return }
    let wait = Int(day.rawValue) * 86_400 - clock.wallNow
    moment.seconds += Int64(min(max(0, wait), VisitorFolder.maxAhead * 86_400))
    // Without a mark the day goes earlier, not later.
    _ = keyFile(day).make(nil, at: moment)
  }

  /// When the key of an open day was made; `nil` where nobody knows.
  func made(_ day: Day) -> BootTime? { keyFile(day).made() }

  /// Whether a day's key is a fleet's, whatever the clock says.
  func isFleet(_ day: Day) -> Bool {
    guard keyFile(day).secret() == nil else { return false }
    return (try? ratchet.read())?.secret(of: day) != nil
  }

  /// The secret of a day: that of its file, which was there before the server joined a fleet or is of
  /// a day that is over for the fleet, or the fleet's.
  private func knownSecret(of day: Day) -> SecretBytes? {
    keyFile(day).secret() ?? fleetSecret(of: day)
  }

  private func fleetSecret(of day: Day) -> SecretBytes? {
    guard !VisitorFolder.isAhead(day, now: clock.wallNow) else { return nil }
    do throws(StateError) {
      return try ratchet.read()?.secret(of: day)
    } catch {
      failed.withLock { $0 = error }
      return nil
    }
  }

  /// The counts of a day; none where there are no such, or they are damaged or of another key.
  ///
  /// - Throws: ``StateError`` where they cannot be opened just now: who takes that for none would
  ///   write over them.
  func counts(of day: Day, key: UInt64) throws(StateError) -> OpenDay {
    guard let bytes = WholeFile.read(countsPath(day)) else {
      guard ![EMFILE, ENFILE, ENOMEM].contains(errno) else {
        throw StateError(.readVisitors, path: path)
      }
      return OpenDay(key: key)
    }
    guard let counts = OpenDay(bytes: bytes), counts.key == key else { return OpenDay(key: key) }
    return counts
  }

  /// What tells whether the counts of a day were written since.
  func stamp(of day: Day) -> FileStatus.Stamp? { FileStatus(path: countsPath(day))?.stamp }

  /// Whether a day is still counted under this key.
  func isOpen(_ day: Day, key: UInt64) -> Bool {
    knownSecret(of: day).map { VisitorKey($0).identifier == key } ?? false
  }

  /// The visitors of the days that are counted under the fleet's key, which other servers have, too.
  package func sharedCounts() throws(StateError) -> [(day: Day, counts: OpenDay)] {
    var shared: [(day: Day, counts: OpenDay)] = []
    for day in days {
      guard keyFile(day).secret() == nil, let secret = fleetSecret(of: day) else { continue }
      shared.append((day, try counts(of: day, key: VisitorKey(secret).identifier)))
    }
    return shared
  }

  /// Writes the counts of a day, all or nothing.
  func save(_ counts: OpenDay, of day: Day) throws(StateError) {
    guard WholeFile.write(counts.bytes, to: countsPath(day)) else {
      throw StateError(.writeVisitors, path: path)
    }
  }

  /// Goes on to a day, so that the fleet's keys of earlier ones cannot be had any more.
  func advance(to day: Day) throws(StateError) { try ratchet.advance(to: day) }

  /// Destroys the key and the counts of a day.
  func seal(_ day: Day) throws(StateError) {
    // The key first: without it, the counts tell nothing.
    guard SecretFile.destroy(keyPath(day)), SecretFile.destroy(countsPath(day)) else {
      throw StateError(.removeDay(day), path: path)
    }
  }
}
