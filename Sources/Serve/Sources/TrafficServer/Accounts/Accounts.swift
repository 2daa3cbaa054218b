internal import GRDB
internal import TrafficStore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Who may sign in, in a file of its own that only its owner may read: names, hashes of passwords, of sessions and of
/// tokens.
public struct Accounts: Sendable {
  private let queue: DatabaseQueue

  /// What somebody may see.
  public enum Role: String, CaseIterable, Sendable {
    /// All sites, and all of them together.
    case admin
    /// The sites that were named.
    case viewer
  }

  /// Why the file cannot be used, in a sentence.
  public struct Problem: Error, Hashable, Sendable {
    public var sentence: String
  }

  /// Opens the file, and makes it where there is none.
  public init(path: String, creates: Bool) throws {
    // SAFETY: the path is a string that lives for the call.
    let descriptor = unsafe open(
      path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | (creates ? O_CREAT : 0), 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        sentence: errno == ENOENT && !creates
          ? "there is no file \"\(path)\": `sporlos-serve user add` creates it"
          : "cannot open \"\(path)\": \(String(systemError: errno))")
    }
    var info = stat()
    // SAFETY: `info` is a whole `stat` that lives for the call.
    let isKnown = unsafe fstat(descriptor, &info) == 0
    close(descriptor)
    guard isKnown, info.st_mode & 0o077 == 0 else {
      throw Problem(
        sentence: "others may read \"\(path)\", which has hashes of passwords: chmod 600 it")
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY")
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { db in
      let known = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      let objects = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard known == AccountSchema.applicationID || (known == 0 && objects == 0) else {
        throw Problem(sentence: "\"\(path)\" is a file of another program: name another one")
      }
      guard objects > 0 else {
        try db.execute(sql: "PRAGMA application_id = \(AccountSchema.applicationID)")
        for table in AccountSchema.tables { try db.execute(sql: table.statement) }
        return
      }
      // Files of before links could be in frames.
      if try !db.columns(in: "link").contains(where: { $0.name == "origins" }) {
        try db.execute(sql: "ALTER TABLE link ADD COLUMN origins TEXT NOT NULL DEFAULT ''")
      }
    }
  }

  /// Changes the file, and then has it written anew, so that nothing that is deleted lies on between its rows, which
  /// `secure_delete` alone does not see to.
  func write<Result>(_ change: (Database) throws -> Result) throws -> Result {
    let result = try queue.write(change)
    // Where somebody else is at it, what they change is what tidies up.
    try? queue.vacuum()
    return result
  }

  /// Adds a user, or gives one another password, role and sites; their sessions end.
  public func add(_ name: String, password: String, role: Role, sites: [String]) throws {
    guard Accounts.isName(name) else {
      throw Problem(
        sentence:
          "\"\(name)\" is not a valid name: use 1 to 64 of a-z, 0-9, \".\", \"_\", \"@\" and \"-\"")
    }
    guard Password.lengths.contains(password.utf8.count) else {
      throw Problem(sentence: "a password has 10 to 1,024 bytes: choose another one")
    }
    guard (role == .viewer) == !sites.isEmpty else {
      throw Problem(
        sentence: role == .viewer
          ? "a viewer sees the sites that are named: give --site"
          : "an admin sees all sites: leave out --site")
    }
    guard let hash = Password.hash(of: password) else {
      throw Problem(sentence: "not enough memory to hash a password")
    }
    try write { db in
      try db.execute(sql: "DELETE FROM user WHERE name = ?", arguments: [name])
      try db.execute(
        sql: "INSERT INTO user VALUES (?, ?, ?)", arguments: [name, hash, role.rawValue])
      for site in Set(sites.map { $0.lowercased() }) {
        try db.execute(sql: "INSERT INTO user_site VALUES (?, ?)", arguments: [name, site])
      }
    }
  }

  /// Removes a user with all sessions and tokens; `false` where there is none.
  public func remove(_ name: String) throws -> Bool {
    try write { db in
      try db.execute(sql: "DELETE FROM user WHERE name = ?", arguments: [name])
      return db.changesCount > 0
    }
  }

  /// A line for each user: name, role and sites.
  public func users() throws -> [String] {
    try queue.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name || ' ' || role || coalesce(' ' || (
            SELECT group_concat(site, ' ') FROM user_site WHERE user = name), '')
          FROM user ORDER BY name
          """)
    }
  }

  /// A new token that programs of a user send; it is told once.
  public func addToken(of user: String, label: String) throws -> String {
    let token = RandomToken.make()
    try write { db in
      guard
        try Bool.fetchOne(db, sql: "SELECT 1 FROM user WHERE name = ?", arguments: [user]) == true
      else { throw Problem(sentence: "there is no user \"\(user)\": add one with `user add`") }
      try db.execute(
        sql: "INSERT INTO token VALUES (?, ?, ?)",
        arguments: [RandomToken.hash(of: token), user, label])
    }
    return token
  }

  /// Removes the tokens of a user with a label; `false` where there is none.
  public func removeTokens(of user: String, label: String) throws -> Bool {
    try write { db in
      try db.execute(
        sql: "DELETE FROM token WHERE user = ? AND label = ?", arguments: [user, label])
      return db.changesCount > 0
    }
  }

  /// A line for each token: user and label.
  public func tokens() throws -> [String] {
    try queue.read { db in
      try String.fetchAll(db, sql: "SELECT user || ' ' || label FROM token ORDER BY 1")
    }
  }

  /// The path of a new link that shows one site to whoever has it; it is told once.
  ///
  /// - Parameter origins: Whose pages may have it in a frame, such as `https://www.example.org`.
  public func addLink(to site: String, label: String, inFramesOf origins: [String] = []) throws
    -> String
  {
    if let origin = origins.first(where: { !Accounts.isOrigin($0) }) {
      throw Problem(
        sentence:
          "\"\(origin)\" is no origin: give one such as https://www.example.org, without a path")
    }
    let token = RandomToken.make()
    try write {
      try $0.execute(
        sql: "INSERT INTO link(token, site, label, origins) VALUES (?, ?, ?, ?)",
        arguments: [
          RandomToken.hash(of: token), site.lowercased(), label,
          origins.map { $0.lowercased() }.joined(separator: " "),
        ])
    }
    return "/shared/\(token)/"
  }

  /// Removes the links with a label; `false` where there is none.
  public func removeLinks(label: String) throws -> Bool {
    try write { db in
      try db.execute(sql: "DELETE FROM link WHERE label = ?", arguments: [label])
      return db.changesCount > 0
    }
  }

  /// A line for each link: label, site, and the origins whose pages may have it in a frame.
  public func links() throws -> [String] {
    try queue.read { db in
      try String.fetchAll(
        db, sql: "SELECT rtrim(label || ' ' || site || ' ' || origins) FROM link ORDER BY 1")
    }
  }

  /// The sites that users or links are of, in their order.
  func sites() throws -> [String] {
    try queue.read { db in
      try String.fetchAll(
        db, sql: "SELECT site FROM user_site UNION SELECT site FROM link ORDER BY site")
    }
  }

  /// Whether it is a scheme and a host that a policy may name (Content Security Policy Level 3).
  static func isOrigin(_ text: String) -> Bool {
    for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) {
      return Host(String(text.dropFirst(scheme.count))) != nil
    }
    return false
  }

  private static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || ".-_@".utf8.contains($0)
      }
  }
}

extension Accounts {
  /// The hash of a user's password; `nil` where there is no such user.
  func passwordHash(of name: String) throws -> String? {
    try queue.read {
      try String.fetchOne($0, sql: "SELECT password FROM user WHERE name = ?", arguments: [name])
    }
  }

  /// Begins a session, and forgets those that are over; what is told is only in the cookie.
  ///
  /// Its end is the next whole hour: one to the second would tell when somebody signed in.
  func beginSession(of user: String, now: Int64, seconds: Int64) throws -> String {
    let token = RandomToken.make()
    let step = AccountSchema.endStep
    let end = (now + seconds + step - 1) / step * step
    try write { db in
      try db.execute(sql: "DELETE FROM session WHERE ends <= ?", arguments: [now])
      try db.execute(
        sql: "INSERT INTO session VALUES (?, ?, ?)",
        arguments: [RandomToken.hash(of: token), user, end])
      // Nobody has more than twenty at a time.
      try db.execute(
        sql: """
          DELETE FROM session WHERE user = ?1 AND token NOT IN (
            SELECT token FROM session WHERE user = ?1 ORDER BY ends DESC LIMIT 20)
          """, arguments: [user])
    }
    return token
  }

  /// Forgets sessions that are over, as each that begins does.
  public func endSessions(now: Int64) throws {
    try write { try $0.execute(sql: "DELETE FROM session WHERE ends <= ?", arguments: [now]) }
  }

  func endSession(_ token: String) throws {
    try write {
      try $0.execute(
        sql: "DELETE FROM session WHERE token = ?", arguments: [RandomToken.hash(of: token)])
    }
  }

  /// Who has a session; `nil` where it is over, or none.
  func reader(ofSession token: String, now: Int64) throws -> Reader? {
    var reader = try reader(
      "SELECT user FROM session WHERE token = ? AND ends > ?", [RandomToken.hash(of: token), now])
    reader?.formToken = SignIn.formToken(of: token)
    return reader
  }

  /// Whose a token is; `nil` where it is nobody's.
  func reader(ofToken token: String) throws -> Reader? {
    try reader("SELECT user FROM token WHERE token = ?", [RandomToken.hash(of: token)])
  }

  /// What a link shows; `nil` where there is none, or no more.
  func reader(ofLink token: String) throws -> Reader? {
    let hash = RandomToken.hash(of: token)
    return try queue.read { db in
      try Row.fetchOne(db, sql: "SELECT site, origins FROM link WHERE token = ?", arguments: [hash])
    }.map { row in
      let origins: String = row[1]
      return Reader(sites: [row[0]], frames: origins.split(separator: " ").map(String.init))
    }
  }

  private func reader(_ sql: String, _ arguments: StatementArguments) throws -> Reader? {
    try queue.read { db in
      guard let name = try String.fetchOne(db, sql: sql, arguments: arguments),
        let role = try String.fetchOne(
          db, sql: "SELECT role FROM user WHERE name = ?", arguments: [name])
      else { return nil }
      guard role != Role.admin.rawValue else { return Reader(sites: nil, name: name) }
      let sites = try String.fetchAll(
        db, sql: "SELECT site FROM user_site WHERE user = ?", arguments: [name])
      return Reader(sites: Set(sites), name: name)
    }
  }
}

extension String {
  /// What the system calls an error.
  init(systemError number: Int32) {
    // SAFETY: strerror returns a string that ends in a zero; it is copied at once.
    self = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
  }
}
