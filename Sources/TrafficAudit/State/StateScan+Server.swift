internal import FileSystem
internal import TimeZones
internal import Traffic
internal import TrafficStore

extension StateScan {
  /// Reads the file in which `sporlos-serve` keeps users, tokens, links and sessions.
  ///
  /// Its owner may be another than the database's: the server may run as a user of its own.
  mutating func readServerState(_ path: String) {
    serverRows = 0
    var server = self
    server.findings = FindingList()
    server.readServerFiles(path)
    findings.add(server.findings, isOfServer: true)
    serverRows = server.serverRows
  }

  private mutating func readServerFiles(_ path: String) {
    guard let facts = FileStatus(path: path, follows: false), facts.kind == .file,
      let file = RawFile(path)
    else {
      findings.add(.unreadable, .init(path))
      return
    }
    checkFile(path, facts, ofAnyOwner: true)
    checkFolder(of: path)
    // The server uses none but a journal, which is gone when what it writes is written.
    for ending in ["-wal", "-shm", "-journal"] {
      guard let facts = FileStatus(path: path + ending), facts.size > 0 else { continue }
      checkFile(path + ending, facts, ofAnyOwner: true)
      findings.add(.leftover, .init(path + ending))
      search(path + ending)
    }
    readNeighbours(ofServer: path)
    guard let image = DatabaseImage(file, log: nil),
      image.file.read(4, at: 68).bigEndian(4, at: 0) == Int(AccountSchema.applicationID)
    else {
      findings.add(.damaged, .init(path))
      search(path)
      return
    }
    readServerRows(file, AccountTables(image))
  }

  private mutating func readServerRows(_ file: RawFile, _ tables: AccountTables) {
    for stranger in tables.strangers {
      findings.add(
        .stranger,
        .init(file.path, table: "sqlite_schema", row: stranger.row, part: stranger.type))
    }
    if tables.missing > 0 {
      findings.add(
        .changedSchema, .init(file.path, table: "sqlite_schema"), count: tables.missing)
    }
    // The number that SQLite keeps for a program, which this one does not use.
    if file.read(4, at: 60).bigEndian(4, at: 0) != 0 {
      findings.add(.value, .init(file.path, page: 1, offset: 60, part: "the header"))
    }
    var names: Set<[UInt8]> = []
    var users: [(name: [UInt8], place: Finding.Place)] = []
    let visit = visit
    guard
      let scan = DatabaseScan(
        file, log: nil, shapes: tables.shapes, detector: detector,
        now: ZoneClock.utc.hour(at: Int64(now)), earliest: nil, clock: .utc,
        visit: { bytes, place, trust in
          visit(bytes, place, trust == .kept)
          guard place.part == nil else { return }
          switch (place.table, place.column) {
          case ("user", "name"): names.insert(Array(bytes))
          case ("user_site", "user"), ("session", "user"), ("token", "user"):
            users.append((Array(bytes), place))
          default: break
          }
        })
    else { return }
    scan.run()
    findings.add(scan.findings)
    serverRows = scan.rows.filter { $0.key > 0 }.values.reduce(0, +)
    for user in users where !names.contains(user.name) { findings.add(.dangling, user.place) }
  }

  /// Copies of the file, and what editors leave, beside it.
  private mutating func readNeighbours(ofServer path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = String(path[(slash.map(path.index(after:)) ?? path.startIndex)...])
    for other in Folder.names(in: folder.isEmpty ? "." : folder)
    where !["", "-wal", "-shm", "-journal"].contains(where: { other == name + $0 })
      && StateScan.isLeftover(other, of: name)
    {
      guard FileStatus(path: folder + other, follows: false)?.kind == .file else { continue }
      findings.add(.leftover, .init(shown(folder.isEmpty ? "." : String(folder.dropLast()), other)))
      search(folder + other)
    }
  }
}
