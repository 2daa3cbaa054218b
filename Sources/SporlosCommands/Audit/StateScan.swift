internal import AccessLog
internal import Counting
internal import Glibc
internal import Traffic
internal import TrafficAudit

/// Looks through what lies beside a database: its state folder, the folder of open days, and what
/// crashes left.
struct StateScan {
  var findings = FindingList()
  /// The days whose visitors are still counted, and when each is to be sealed.
  var days: [Day] = []
  /// The first day that has the fleet's key; `nil` where the server belongs to none.
  var fleetDay: Day?
  let options: AuditOptions
  private let judge = ShapeJudge()
  private let statusRules: StatusRules
  private let owner: UInt32
  let now: Int
  /// Whether a collector is at work, which has keys for a moment that nobody else would have.
  let isBusy: Bool
  /// Whether somebody follows logs, and counts now and then.
  let isFollowed: Bool
  /// Whether a collector may have changed what was looked at.
  var isAtWork: Bool { isBusy || isFollowed || StateScan.isLocked(folder.path + "/lock") }
  private let folder: StateFolder
  private let visit: (ArraySlice<UInt8>, Finding.Place) -> Void

  /// Hours that may pass after a day's key is due until a nightly run comes to destroy it.
  static let grace = VisitorFolder.longestDelay

  init(
    _ options: AuditOptions, now: Int,
    visit: @escaping (ArraySlice<UInt8>, Finding.Place) -> Void = { _, _ in }
  ) {
    self.options = options
    self.now = now
    self.visit = visit
    statusRules = StatusRules(judge: judge, now: now)
    owner = FileFacts(options.database, follows: true)?.owner ?? 0
    folder = StateFolder(database: options.database, named: options.stateFolder)
    isBusy = StateScan.isLocked(folder.path + "/lock")
    isFollowed = StateScan.isLocked(folder.path + "/follow.lock")
  }

  private static func isLocked(_ path: String) -> Bool {
    let descriptor = path.withFileName {
      unsafe open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Looks through everything.
  ///
  /// - Parameters:
  ///   - identifier: The database's own, which names the folder of its days.
  ///   - keyCheck: What tells its key from others; `nil` where nothing was counted yet.
  mutating func run(identifier: [UInt8], keyCheck: [UInt8]?) {
    readDatabaseFiles()
    let state = folder
    if keyCheck != nil || options.stateFolder != nil {
      checkKey(of: identifier, keyCheck, in: state)
    }
    readState(state.path)
    let visitors = VisitorFolder(
      state: state, isNamed: options.stateFolder != nil, identifier: identifier)
    // And where runs of another user or of a service would have put it.
    let name = visitors.path.split(separator: "/").last.map(String.init) ?? ""
    var paths = [visitors.path, state.path + "/visitors"]
    if options.stateFolder == nil { paths.append("/run/sporlos/" + name) }
    for (index, path) in paths.enumerated() where !paths[..<index].contains(path) {
      // Where others would have it, it may be closed to this user, and is another's then.
      if index < 2 || FileFacts.readableNames(in: path) != nil { readVisitors(path) }
    }
  }

  /// Sees that the state is there, and is the database's own.
  private mutating func checkKey(
    of identifier: [UInt8], _ keyCheck: [UInt8]?, in state: StateFolder
  ) {
    guard FileFacts.readableNames(in: state.path) != nil else {
      findings.add(.unreadable, .init(state.path))
      return
    }
    guard let keyCheck else { return }
    do throws(CommandFailure) {
      guard let key = try state.key() else {
        findings.add(.unreadable, .init(state.path + "/source.key"))
        return
      }
      if key.digest(identifier, for: .database).bytes != keyCheck {
        findings.add(.otherState, .init(state.path))
      }
    } catch {
      // One that is damaged is found as that when its size is looked at.
      let facts = FileFacts(state.path + "/source.key", follows: true)
      if facts == nil || facts?.size == Int64(SourceKey.length) {
        findings.add(.unreadable, .init(state.path + "/source.key"))
      }
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
    let others = FileFacts.readableNames(in: folder.isEmpty ? "/" : folder)
    if others == nil { findings.add(.unreadable, .init(folder.isEmpty ? "/" : folder)) }
    for other in others ?? []
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

  mutating func checkFile(_ path: String, _ facts: FileFacts, allowed: UInt32 = 0) {
    if facts.mode & 0o077 & ~allowed != 0 { findings.add(.mode, .init(path)) }
    if facts.owner != owner { findings.add(.owner, .init(path)) }
  }

  /// What the system says of a file or of what a link leads to; says so where that is nowhere.
  mutating func facts(of path: String, shown file: String) -> FileFacts? {
    if let target = FileFacts.target(of: path) {
      for shape in judge.shapes(inBytes: target[...]).sorted() {
        findings.add(.personal(shape), .init(file))
      }
    }
    if let facts = FileFacts(path, follows: true) { return facts }
    // What a collector has removed meanwhile is not there.
    guard !FileFacts.isMissing(path) else { return nil }
    findings.add(FileFacts.target(of: path) == nil ? .unreadable : .unknownFile, .init(file))
    return nil
  }

  private mutating func readState(_ path: String) {
    guard let facts = FileFacts(path, follows: true) else { return }
    checkFile(path, facts)
    for name in FileFacts.names(in: path) {
      let file = shown(path, name)
      guard let facts = self.facts(of: path + "/" + name, shown: file) else { continue }
      if name == "visitors", facts.kind == .folder { continue }
      // Metrics are for a collector of them, and others come no further than to the folder.
      checkFile(file, facts, allowed: name == "metrics.prom" ? 0o044 : 0)
      switch name {
      case "source.key":
        if facts.size != SourceKey.length { findings.add(.damaged, .init(file)) }
      case "fleet.key": checkRatchet(RatchetFile(path: path + "/" + name), file)
      case _ where name.hasSuffix(".new") || name == "fleet.key.old":
        // What takes the place of a file is written beside it.
        if isBusy || isFollowed, facts.changed + VisitorFolder.patience >= now { break }
        findings.add(.leftover, .init(file))
        search(path + "/" + name)
      case "lock", "follow.lock":
        if facts.size > 0 || facts.kind != .file { addForeign(path + "/" + name, file) }
      case "follow.json":
        read(path + "/" + name, file, statusRules.shapes(inStatus:))
      case "metrics.prom":
        read(path + "/" + name, file, statusRules.shapes(inMetrics:))
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

  /// Reads a file that a follower wrote, by what may stand in it.
  private mutating func read(
    _ path: String, _ shown: String, _ shapes: ([UInt8]) -> Set<PersonalShape>?
  ) {
    guard let bytes = WholeFile.read(path) else {
      findings.add(.unreadable, .init(shown))
      return
    }
    visit(bytes[...], .init(shown))
    guard let shapes = shapes(bytes) else {
      addForeign(path, shown)
      return
    }
    for shape in shapes.sorted() { findings.add(.personal(shape), .init(shown)) }
  }

  /// Says that there is something which this program did not write, and what it looks like.
  private mutating func addForeign(_ path: String, _ shown: String) {
    findings.add(.foreignBytes, .init(shown))
    search(path)
  }

  /// A path as it may be shown: a name that looks like a person's data is not.
  func shown(_ folder: String, _ name: String) -> String {
    let shapes = judge.shapes(inText: Array(name.utf8)[...])
    return folder + "/"
      + (shapes.isEmpty ? QuotedText.harmless(name) : "(a name like that of a person)")
  }

  /// Reads a file of text in pieces that overlap.
  mutating func search(_ path: String) {
    guard FileFacts(path, follows: true)?.kind == .file else { return }
    guard let file = RawFile(path) else {
      if !FileFacts.isMissing(path) { findings.add(.unreadable, .init(path)) }
      return
    }
    let size = file.size
    var offset: Int64 = 0
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    while offset < size {
      let piece = file.read(Int(min(1 << 20, size - offset)), at: offset)
      guard !piece.isEmpty else { return }
      let place = Finding.Place(shown(folder, name), offset: offset)
      visit(piece[...], place)
      for shape in judge.shapes(inBytes: piece[...]).sorted() {
        findings.add(.personal(shape), place)
      }
      offset += piece.count < 1 << 20 ? Int64(piece.count) : Int64(piece.count - 512)
    }
  }
}
