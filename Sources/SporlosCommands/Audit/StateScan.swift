internal import AccessLog
internal import Counting
internal import Glibc
internal import Traffic
internal import TrafficAudit

/// Looks through what lies beside a database: its state folder, the folder of open days, and what
/// crashes left.
struct StateScan {
  private(set) var findings = FindingList()
  /// The days whose visitors are still counted, and when each is to be sealed.
  private(set) var days: [Day] = []
  /// The first day that has the fleet's key; `nil` where the server belongs to none.
  private var fleetDay: Day?
  private let options: AuditOptions
  private let judge = ShapeJudge()
  private let owner: UInt32
  private let now: Int
  /// Whether a collector is at work, which has keys for a moment that nobody else would have.
  private let isBusy: Bool
  private let visit: (ArraySlice<UInt8>, Finding.Place) -> Void

  /// Hours that may pass after a day's key is due until a nightly run comes to destroy it.
  static let grace = 26

  init(
    _ options: AuditOptions, now: Int,
    visit: @escaping (ArraySlice<UInt8>, Finding.Place) -> Void = { _, _ in }
  ) {
    self.options = options
    self.now = now
    self.visit = visit
    owner = FileFacts(options.database, follows: true)?.owner ?? 0
    isBusy = StateScan.isLocked(
      StateFolder(database: options.database, named: options.stateFolder).path + "/lock")
  }

  private static func isLocked(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Looks through everything.
  ///
  /// - Parameter identifier: The database's own, which names the folder of its days.
  mutating func run(identifier: [UInt8]) {
    readDatabaseFiles()
    let state = StateFolder(database: options.database, named: options.stateFolder)
    readState(state.path)
    let visitors = VisitorFolder(
      state: state, isNamed: options.stateFolder != nil, identifier: identifier)
    // And where runs of another user or of a service would have put it.
    let name = visitors.path.split(separator: "/").last.map(String.init) ?? ""
    var paths = [visitors.path, state.path + "/visitors"]
    if options.stateFolder == nil { paths.append("/run/sporlos/" + name) }
    for (index, path) in paths.enumerated() where !paths[..<index].contains(path) {
      readVisitors(path)
    }
  }

  private mutating func readDatabaseFiles() {
    for ending in ["", "-wal", "-shm", "-journal"] {
      let path = options.database + ending
      guard let facts = FileFacts(path, follows: true) else { continue }
      checkFile(path, facts)
      if ending == "-shm" { search(path) }
      if ending == "-journal", facts.size > 0 {
        findings.add(.leftover, .init(path))
        search(path)
      }
    }
    let folder = options.database.lastIndex(of: "/").map { String(options.database[..<$0]) } ?? "."
    if let facts = FileFacts(folder.isEmpty ? "/" : folder, follows: true), facts.mode & 0o022 != 0,
      facts.mode & 0o1000 == 0
    {
      findings.add(.mode, .init(folder.isEmpty ? "/" : folder))
    }
    let name = options.database.split(separator: "/").last.map(String.init) ?? ""
    for other in FileFacts.names(in: folder.isEmpty ? "/" : folder)
    where other.hasPrefix(name) && isTemporary(String(other.dropFirst(name.count))) {
      let path = folder + "/" + other
      findings.add(.leftover, .init(path))
      search(path)
    }
  }

  private func isTemporary(_ ending: String) -> Bool {
    ending.hasSuffix(".new") || ending.hasSuffix(".tmp") || ending.hasSuffix("~")
      || ending.hasPrefix("-mj")
  }

  private mutating func checkFile(_ path: String, _ facts: FileFacts) {
    if facts.mode & 0o077 != 0 { findings.add(.mode, .init(path)) }
    if facts.owner != owner { findings.add(.owner, .init(path)) }
  }

  private mutating func readState(_ path: String) {
    guard let facts = FileFacts(path, follows: true) else { return }
    checkFile(path, facts)
    for name in FileFacts.names(in: path) {
      let file = shown(path, name)
      guard let facts = FileFacts(path + "/" + name, follows: true) else { continue }
      if name == "visitors", facts.kind == .folder { continue }
      checkFile(file, facts)
      switch name {
      case "source.key":
        if facts.size != SourceKey.length { findings.add(.damaged, .init(file)) }
      case "fleet.key": checkRatchet(RatchetFile(path: path + "/" + name), file)
      case _ where name.hasSuffix(".new") || name == "fleet.key.old":
        findings.add(.leftover, .init(file))
        search(path + "/" + name)
      case "lock", "follow.lock", "metrics.prom":
        search(path + "/" + name)
      case "follow.json":
        // Times and sizes have as many digits as a telephone number.
        let isStatus = WholeFile.read(path + "/" + name).map(FollowStatus.isAll) ?? false
        search(path + "/" + name, except: isStatus ? .number : nil)
      case _ where facts.kind == .socket: break
      default:
        findings.add(.unknownFile, .init(file))
        search(path + "/" + name)
      }
    }
  }

  /// A fleet's key is a day's like any other: the days that are over must not be had from it.
  private mutating func checkRatchet(_ ratchet: RatchetFile, _ file: String) {
    do throws(CommandFailure) {
      fleetDay = try ratchet.read()?.day
      if let fleetDay, isOverdue(fleetDay, written: 0) { findings.add(.overdueKey, .init(file)) }
    } catch {
      findings.add(.damaged, .init(file))
    }
  }

  /// A path as it may be shown: a name that looks like a person's data is not.
  private func shown(_ folder: String, _ name: String) -> String {
    let shapes = judge.shapes(inText: Array(name.utf8)[...])
    return folder + "/"
      + (shapes.isEmpty ? QuotedText.harmless(name) : "(a name like that of a person)")
  }

  /// Reads a file of text in pieces that overlap.
  ///
  /// - Parameter known: A shape that the file has for a reason.
  private mutating func search(_ path: String, except known: PersonalShape? = nil) {
    guard FileFacts(path, follows: true)?.kind == .file, let file = RawFile(path) else { return }
    let size = file.size
    var offset: Int64 = 0
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    while offset < size {
      let piece = file.read(Int(min(1 << 20, size - offset)), at: offset)
      guard !piece.isEmpty else { return }
      let place = Finding.Place(shown(folder, name), offset: offset)
      visit(piece[...], place)
      for shape in judge.shapes(inBytes: piece[...]).sorted() where shape != known {
        findings.add(.personal(shape), place)
      }
      offset += piece.count < 1 << 20 ? Int64(piece.count) : Int64(piece.count - 512)
    }
  }
}

extension StateScan {
  /// Reads the folder of open days: for each a key and the counts under it.
  private mutating func readVisitors(_ path: String) {
    guard let facts = FileFacts(path, follows: true) else { return }
    checkFile(path, facts)
    var parts: [Day: Set<String>] = [:]
    for name in FileFacts.names(in: path) {
      guard let facts = FileFacts(path + "/" + name, follows: true) else { continue }
      if VisitorFolder.isTemporary(name) {
        // The number behind a key's name is random, and looks like a person's.
        let file = "\(path)/\(name.prefix { !$0.isLetter })…"
        checkFile(file, facts)
        if !isBusy || facts.changed + VisitorFolder.patience < now {
          findings.add(.leftover, .init(file))
        }
        continue
      }
      let file = shown(path, name)
      checkFile(file, facts)
      guard let dot = name.lastIndex(of: "."), let day = Day(String(name[..<dot])),
        [".key", ".visitors"].contains(name[dot...])
      else {
        findings.add(.unknownFile, .init(file))
        search(path + "/" + name)
        continue
      }
      parts[day, default: []].insert(String(name[dot...]))
      if isOverdue(day, written: facts.changed) { findings.add(.overdueKey, .init(file)) }
      if name.hasSuffix(".key") {
        if facts.size != VisitorKey.length { findings.add(.damaged, .init(file)) }
      } else if let bytes = WholeFile.read(path + "/" + name), bytes.contains(where: { $0 != 0 }),
        OpenDay(bytes: bytes) == nil
      {
        // Zeros are what a run leaves that was killed while it destroyed them.
        findings.add(.damaged, .init(file))
        search(path + "/" + name)
      }
    }
    for (day, found) in parts.sorted(by: { $0.key < $1.key }) {
      days.append(day)
      // The keys of a fleet's days are in none of their files.
      if found == [".visitors"], let fleetDay, fleetDay <= day { continue }
      // A collector writes the key first, and the counts with its first batch.
      guard found.count == 1, let only = found.first, !(only == ".key" && isBusy) else { continue }
      findings.add(.halfDay, .init("\(path)/\(day)\(only)"))
    }
    days = Array(Set(days)).sorted()
  }

  private func isOverdue(_ day: Day, written: Int) -> Bool {
    let due = (Int(day.rawValue) + 1) * 86_400 + options.sealAfter * 3600
    guard due + StateScan.grace * 3600 <= now else { return false }
    // An old log that is counted right now opens its days for as long as that takes.
    return !isBusy || written + StateScan.grace * 3600 <= now
  }
}
