internal import Collecting
internal import FileSystem
internal import Glibc
internal import TimeZones
internal import Traffic

/// Looks through what lies beside a database: its state folder, the folder of open days, and what
/// crashes left.
struct StateScan {
  var findings = FindingList()
  /// The days whose visitors are still counted, and when each is to be sealed.
  var days: [Day] = []
  /// Whether keys of open days lie in memory; `nil` where there are none, or nobody knows.
  var keysAreInMemory: Bool?
  /// The first day that has the fleet's key; `nil` where the server belongs to none.
  var fleetDay: Day?
  let options: AuditScope
  let detector: any TextDetector
  private let statusRules: StatusRules
  private let owner: UInt32
  let now: Int
  /// The clock whose days are counted.
  let clock: ZoneClock
  /// What it shows now: seconds since 1970 as it has them.
  var wallNow: Int { Int(clock.wallTime(at: Int64(now))) }
  /// Whether a collector is at work, which has keys for a moment that nobody else would have.
  let isBusy: Bool
  /// Whether somebody follows logs, and counts now and then.
  let isFollowed: Bool
  /// Whether a collector may have changed what was looked at.
  var isAtWork: Bool { isBusy || isFollowed || folder.isCounting }
  private let folder: StateFolder
  /// Rows of the server's file; `nil` where none was named.
  var serverRows: Int64?
  /// Gets bytes, where they are, and whether they are text that may be there.
  let visit: (ArraySlice<UInt8>, Finding.Place, Bool) -> Void

  /// Hours that may pass after a day's key is due until a nightly run comes to destroy it.
  static let grace = VisitorFolder.longestDelay

  init(
    _ options: AuditScope, detector: any TextDetector, now: Int, clock: ZoneClock = .utc,
    visit: @escaping (ArraySlice<UInt8>, Finding.Place, Bool) -> Void = { _, _, _ in }
  ) {
    self.options = options
    self.detector = detector
    self.now = now
    self.clock = clock
    self.visit = visit
    statusRules = StatusRules(detector: detector, now: now)
    owner = FileStatus(path: options.database)?.owner ?? 0
    folder = StateFolder(database: options.database, named: options.stateFolder)
    isBusy = folder.isCounting
    isFollowed = folder.isFollowed
  }

  /// Looks through everything.
  ///
  /// - Parameters:
  ///   - identifier: The database's own, which names the folder of its days.
  ///   - keyCheck: What tells its key from others; `nil` where nothing was counted yet.
  mutating func run(identifier: [UInt8], keyCheck: [UInt8]?) {
    readDatabaseFiles()
    readNeighbours(identifier: identifier, keyCheck: keyCheck)
    for path in options.metrics { readMetrics(path) }
    if let path = options.serverState { readServerState(path) }
    let state = folder
    if keyCheck != nil || options.stateFolder != nil {
      checkKey(of: identifier, keyCheck, in: state)
    }
    readState(state.path)
    let visitors = VisitorFolder(
      state: state, isNamed: options.stateFolder != nil, identifier: identifier, clock: clock)
    keysAreInMemory = visitors.isInMemory
    // And where runs of another user or of a service would have put it.
    let name = visitors.path.split(separator: "/").last.map(String.init) ?? ""
    var paths = [visitors.path, state.path + "/" + StateFile.visitors]
    if options.stateFolder == nil { paths.append("/run/sporlos/" + name) }
    for (index, path) in paths.enumerated() where !paths[..<index].contains(path) {
      // Where others would have it, it may be closed to this user, and is another's then.
      if index < 2 || Folder.readableNames(in: path) != nil { readVisitors(path) }
    }
  }

  /// Sees that the state is there, and is the database's own.
  private mutating func checkKey(
    of identifier: [UInt8], _ keyCheck: [UInt8]?, in state: StateFolder
  ) {
    guard Folder.readableNames(in: state.path) != nil else {
      findings.add(.unreadable, .init(state.path))
      return
    }
    guard let keyCheck else { return }
    do throws(StateError) {
      guard let isOwn = try state.hasKey(of: identifier, check: keyCheck) else {
        findings.add(.unreadable, .init(StateFile.sourceKey.path(in: state.path)))
        return
      }
      if !isOwn { findings.add(.otherState, .init(state.path)) }
    } catch {
      // One that is damaged is found as that when its size is looked at.
      let facts = FileStatus(path: StateFile.sourceKey.path(in: state.path))
      if facts == nil || facts?.size == StateFolder.keyLength {
        findings.add(.unreadable, .init(StateFile.sourceKey.path(in: state.path)))
      }
    }
  }

  private mutating func readDatabaseFiles() {
    for ending in ["", "-wal", "-shm", "-journal"] {
      let path = options.database + ending
      guard let facts = FileStatus(path: path) else { continue }
      checkFile(path, facts)
      if ending == "-shm" { search(path) }
      if ending == "-journal", facts.size > 0 {
        findings.add(.leftover, .init(path))
        search(path)
      }
    }
    checkFolder(of: options.database)
  }

  /// Sees that nobody else may put files in the place of one.
  mutating func checkFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    if let facts = FileStatus(path: folder.isEmpty ? "/" : folder), facts.mode & 0o022 != 0,
      facts.mode & 0o1000 == 0
    {
      findings.add(.mode, .init(folder.isEmpty ? "/" : folder))
    }
  }

  mutating func checkFile(
    _ path: String, _ facts: FileStatus, allowed: UInt32 = 0, ofAnyOwner: Bool = false
  ) {
    if facts.mode & 0o077 & ~allowed != 0 { findings.add(.mode, .init(path)) }
    if !ofAnyOwner, facts.owner != owner { findings.add(.owner, .init(path)) }
    if facts.kind == .file, facts.links > 1 { findings.add(.otherName, .init(path)) }
    for attribute in FileAttribute.all(of: path) {
      findings.add(.attribute, .init(path))
      visit(attribute.value[...], .init(path), false)
      for bytes in [attribute.name, attribute.value] {
        for shape in detector.shapes(inBytes: bytes[...]).sorted() {
          findings.add(.personal(shape), .init(path))
        }
      }
    }
  }

  /// What the system says of a file or of what a link leads to; says so where that is nowhere.
  mutating func facts(of path: String, shown file: String) -> FileStatus? {
    if let target = Folder.target(ofLink: path) {
      for shape in detector.shapes(inBytes: target[...]).sorted() {
        findings.add(.personal(shape), .init(file))
      }
    }
    if let facts = FileStatus(path: path) { return facts }
    // What a collector has removed meanwhile is not there.
    guard !FileStatus.isMissing(path) else { return nil }
    findings.add(Folder.target(ofLink: path) == nil ? .unreadable : .unknownFile, .init(file))
    return nil
  }

  private mutating func readState(_ path: String) {
    guard let facts = FileStatus(path: path) else { return }
    checkFile(path, facts)
    for name in Folder.names(in: path) {
      let file = shown(path, name)
      guard let facts = self.facts(of: path + "/" + name, shown: file) else { continue }
      if name == StateFile.visitors, facts.kind == .folder { continue }
      let known = StateFile(rawValue: name)
      // Metrics are for a collector of them, and others come no further than to the folder.
      checkFile(file, facts, allowed: known?.sharedMode ?? 0)
      switch known {
      case .sourceKey:
        if facts.size != StateFolder.keyLength { findings.add(.damaged, .init(file)) }
      case .backfillKey:
        if facts.size != StateFolder.backfillKeyLength { findings.add(.damaged, .init(file)) }
        // It opens names that were never to be read, as long as parts of the backfill are somewhere.
        if facts.modifiedSeconds + StateFolder.mostBackfill < now {
          findings.add(.leftover, .init(file))
        }
      case .fleetKey: checkRatchet(RatchetFile(path: path + "/" + name), file)
      case nil where name.hasSuffix(StateFile.unfinished), .formerFleetKey:
        // What takes the place of a file is written beside it.
        if isBusy || isFollowed, facts.modifiedSeconds + VisitorFolder.patience >= now { break }
        findings.add(.leftover, .init(file))
        search(path + "/" + name)
      case .lock, .followLock:
        if facts.size > 0 || facts.kind != .file { addForeign(path + "/" + name, file) }
      case .releases:
        if !isNumber(path + "/" + name) { addForeign(path + "/" + name, file) }
      case .followStatus:
        read(path + "/" + name, file, statusRules.shapes(inStatus:))
      case .alerts:
        read(path + "/" + name, file, statusRules.shapes(inAlerts:))
      case .metrics:
        read(path + "/" + name, file, statusRules.shapes(inMetrics:))
      case nil where facts.kind == .socket: break
      case nil:
        findings.add(.unknownFile, .init(file))
        search(path + "/" + name)
      }
    }
  }

  /// Whether a file has a small number and nothing else.
  private func isNumber(_ path: String) -> Bool {
    guard let bytes = WholeFile.read(path), bytes.last == 0x0a else { return false }
    return (2...10).contains(bytes.count)
      && bytes.dropLast().allSatisfy { (0x30...0x39).contains($0) }
  }

  /// A fleet's key is a day's like any other: the days that are over must not be had from it.
  private mutating func checkRatchet(_ ratchet: RatchetFile, _ file: String) {
    do throws(StateError) {
      fleetDay = try ratchet.day()
      if let fleetDay, isOverdue(fleetDay, written: 0) { findings.add(.overdueKey, .init(file)) }
    } catch {
      findings.add(.damaged, .init(file))
    }
  }

  /// Reads a file of metrics that is in no state folder.
  private mutating func readMetrics(_ path: String) {
    guard let facts = self.facts(of: path, shown: path) else {
      findings.add(.unreadable, .init(path))
      return
    }
    checkFile(path, facts, allowed: StateFile.metrics.sharedMode)
    read(path, path, statusRules.shapes(inMetrics:))
  }

  /// Reads a file that a follower wrote, by what may stand in it.
  private mutating func read(
    _ path: String, _ shown: String, _ shapes: ([UInt8]) -> Set<PersonalShape>?
  ) {
    guard let bytes = WholeFile.read(path) else {
      findings.add(.unreadable, .init(shown))
      return
    }
    visit(bytes[...], .init(shown), false)
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
    let shapes = detector.shapes(inText: Array(name.utf8)[...])
    return folder + "/"
      + (shapes.isEmpty ? QuotedText.harmless(name) : "(a name like that of a person)")
  }

  /// Reads a file of text in pieces that overlap.
  mutating func search(_ path: String) {
    guard FileStatus(path: path)?.kind == .file else { return }
    guard let file = RawFile(path) else {
      if !FileStatus.isMissing(path) { findings.add(.unreadable, .init(path)) }
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
      visit(piece[...], place, false)
      for shape in detector.shapes(inBytes: piece[...]).sorted() {
        findings.add(.personal(shape), place)
      }
      offset += piece.count < 1 << 20 ? Int64(piece.count) : Int64(piece.count - 512)
    }
  }
}
