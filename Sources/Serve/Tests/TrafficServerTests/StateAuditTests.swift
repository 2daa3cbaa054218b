import Foundation
import GRDB
import Testing

@testable import TrafficServer

/// A file of users, tokens, links and sessions that the server made, and the audit of it by the real `sporlos`.
private final class AuditedState {
  let folder: URL
  var state: URL { folder.appendingPathComponent("serve-state.sqlite") }

  /// A clean database, for all tests.
  static let database = Result { () throws -> String in
    let served = try ServedSite.shared.get()
    let path = served.folder.appendingPathComponent("audited.sqlite").path
    _ = try ServedSite.run(
      [
        "collect", "--db", path, "--geo", "none",
        ServedSite.root.appendingPathComponent("sample-logs/apache-combined/access.log").path,
      ])
    return path
  }

  init() throws {
    folder = try ServedSite.shared.get().folder.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let accounts = try Accounts(path: state.path, creates: true)
    try accounts.add(
      "kari@example.org", password: "correct horse", role: .viewer, sites: ["www.example.org"])
    try accounts.add("ola.nordmann1985", password: "battery staple", role: .admin, sites: [])
    _ = try accounts.addToken(of: "kari@example.org", label: "grafana")
    _ = try accounts.addLink(
      to: "www.example.org", label: "board",
      inFramesOf: ["https://www.example.org", "https://intranet.example.org:8443"])
    _ = try accounts.beginSession(
      of: "kari@example.org", now: Int64(time(nil)), seconds: SignIn.sessionSeconds)
  }

  func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: state.path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql)
    }
    try queue.close()
  }

  func edit(_ change: (inout Data) throws -> Void) throws {
    var data = try Data(contentsOf: state)
    try change(&data)
    let handle = try FileHandle(forWritingTo: state)
    try handle.write(contentsOf: data)
    try handle.close()
  }

  func write(_ text: String, to name: String) throws {
    let url = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    try setMode(0o600, of: url)
  }

  func setMode(_ mode: Int, of url: URL) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
  }

  func audit(_ options: String...) throws -> String {
    try ServedSite.run(
      ["audit", "--db", try Self.database.get(), "--server-state", state.path] + options)
  }

  /// The kinds of what is found, as an audit's JSON has them.
  static func kinds(_ json: String) throws -> [String] {
    struct Answer: Decodable {
      var findings: [Item]
      struct Item: Decodable { var kind: String }
    }
    return try JSONDecoder().decode(Answer.self, from: Data(json.utf8)).findings
      .map(\.kind)
  }
}

/// Something that should not be in the server's file, and what it is found as.
struct ServerLeak: CustomTestStringConvertible, Sendable {
  var title: String
  var kind: String
  /// What must not be printed.
  var mark: String
  fileprivate var plant: @Sendable (AuditedState) throws -> Void
  var testDescription: String { title }

  private init(
    _ title: String, _ kind: String, _ mark: String,
    _ plant: @escaping @Sendable (AuditedState) throws -> Void
  ) {
    (self.title, self.kind, self.mark, self.plant) = (title, kind, mark, plant)
  }

  private static func sql(_ title: String, _ kind: String, _ mark: String, _ sql: String)
    -> ServerLeak
  {
    ServerLeak(title, kind, mark) { try $0.execute(sql) }
  }

  static let all = values + tables + files

  private static let values: [ServerLeak] = [
    sql(
      "a password", "plain secret", "correct horse",
      "UPDATE user SET password = 'correct horse battery' WHERE name LIKE 'kari%'"),
    sql(
      "a password in the form of a hash", "plain secret", "aaaaaaaaaaaa",
      "UPDATE user SET password = '$argon2id$v=19$m=65536,t=2,p=1$aaaaaaaaaaaaaaaaaaaaaa$' || substr(password, -43)"
    ),
    sql(
      "a hash of a password that is made in no time", "plain secret", "",
      "UPDATE user SET password = replace(password, 'm=65536', 'm=8')"),
    sql(
      "one of another kind", "plain secret", "",
      "UPDATE user SET password = replace(password, 'argon2id', 'argon2i')"),
    sql("a token's beginning", "plain secret", "", "UPDATE token SET token = substr(token, 1, 32)"),
    sql(
      "a token in words", "plain secret", "sesame-open",
      "UPDATE token SET token = 'sesame-open-sesame-open-sesame-open-sesame-open-sesame-open-ses4'"),
    sql(
      "an address in a session's place", "plain secret", "192.0.2.77",
      "UPDATE session SET token = '192.0.2.77'"),
    sql(
      "an address to sign in with", "address", "192.0.2.77",
      "UPDATE user SET name = '192.0.2.77' WHERE name LIKE 'ola%'"),
    sql(
      "a telephone number", "number", "4791234567",
      "UPDATE user SET name = '4791234567' WHERE name LIKE 'ola%'"),
    sql(
      "a name that nobody can have", "value", "ola nordmann",
      "UPDATE user SET name = 'Ola Nordmann' WHERE name LIKE 'ola%'"),
    sql(
      "an e-mail address as a label", "email", "per@example.org",
      "UPDATE token SET label = 'for per@example.org'"),
    sql(
      "a user agent as a label", "user agent", "Firefox/144",
      "UPDATE link SET label = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'"
    ),
    sql(
      "a time as a label", "time", "10:11:12",
      "UPDATE link SET label = 'seen at 2026-10-20 10:11:12'"),
    sql(
      "a token as a label", "token", "9f86d081", "UPDATE link SET label = '9f86d081884c7d659a2f'"),
    sql(
      "an e-mail address as a site", "email", "per@example.org",
      "UPDATE link SET site = 'per@example.org'"),
    sql(
      "an address as an origin", "address", "198.51.100.77",
      "UPDATE link SET origins = 'https://198.51.100.77'"),
    sql(
      "an origin with a path", "value", "",
      "UPDATE link SET origins = 'https://www.example.org:8443/people'"),
    sql("a role that there is none", "value", "owner", "UPDATE user SET role = 'owner'"),
    sql("the second of a session's end", "time", "", "UPDATE session SET ends = ends - 1777"),
    sql("a session of weeks", "value", "", "UPDATE session SET ends = ends + 14 * 86400"),
    sql(
      "a session of somebody who was removed", "dangling", "",
      "UPDATE session SET user = 'per'"),
  ]

  private static let tables: [ServerLeak] = [
    sql(
      "a table of who was there", "stranger", "192.0.2.77",
      "CREATE TABLE seen (address TEXT); INSERT INTO seen VALUES ('192.0.2.77')"),
    sql(
      "what is in it", "address", "192.0.2.77",
      "CREATE TABLE seen (address TEXT); INSERT INTO seen VALUES ('192.0.2.77')"),
    sql(
      "a column of where from", "changed schema", "192.0.2.77",
      "ALTER TABLE session ADD COLUMN peer TEXT; UPDATE session SET peer = '192.0.2.77'"),
    sql(
      "what is in that", "address", "192.0.2.77",
      "ALTER TABLE session ADD COLUMN peer TEXT; UPDATE session SET peer = '192.0.2.77'"),
    sql("a view", "stranger", "", "CREATE VIEW who AS SELECT user FROM session"),
    sql("an index", "stranger", "", "CREATE INDEX sessions ON session(user)"),
    sql(
      "a trigger", "stranger", "",
      "CREATE TRIGGER more AFTER INSERT ON session BEGIN SELECT 1; END"),
    sql("a table that is gone", "changed schema", "", "DROP TABLE link"),
    sql("a number that programs may keep", "value", "", "PRAGMA user_version = -1073741235"),
    sql(
      "a user who was removed, and not overwritten", "residue", "kari",
      "PRAGMA secure_delete = OFF; DELETE FROM user WHERE name LIKE 'kari%'"),
  ]

  private static let files: [ServerLeak] = [
    ServerLeak("others may read it", "mode", "") { try $0.setMode(0o640, of: $0.state) },
    ServerLeak("an address between rows", "address", "192.0.2.77") { server in
      try server.edit { data in
        let page = (data.count / 4096 - 1) * 4096
        data.replaceSubrange((page + 200)..<(page + 210), with: Data("192.0.2.77".utf8))
      }
    },
    ServerLeak("an address behind the last page", "address", "192.0.2.77") { server in
      try server.edit { $0.append(Data("peer 192.0.2.77 came back".utf8)) }
    },
    ServerLeak("a copy beside it", "leftover", "") { server in
      try FileManager.default.copyItem(
        at: server.state, to: server.folder.appendingPathComponent("serve-state.sqlite.bak"))
    },
    ServerLeak("a log that was not written back", "leftover", "") {
      try $0.write("x", to: "serve-state.sqlite-wal")
    },
    ServerLeak("a file of another program", "damaged", "") {
      try $0.execute("PRAGMA application_id = 7")
    },
    ServerLeak("no database", "damaged", "192.0.2.77") {
      try $0.write("192.0.2.77 was here", to: "serve-state.sqlite")
    },
    ServerLeak("no file", "unreadable", "") { try FileManager.default.removeItem(at: $0.state) },
    ServerLeak("a link to a file", "unreadable", "") { server in
      let other = server.folder.appendingPathComponent("elsewhere.sqlite")
      try FileManager.default.moveItem(at: server.state, to: other)
      try FileManager.default.createSymbolicLink(at: server.state, withDestinationURL: other)
    },
  ]
}

@Suite("The server's file is audited like all that is at rest")
struct StateAuditTests {
  @Test(
    "What should not be in it is found, and not a byte of it is shown", arguments: ServerLeak.all)
  func leak(_ leak: ServerLeak) throws {
    let state = try AuditedState()
    try leak.plant(state)
    let json = try state.audit("--json")
    let kinds = try AuditedState.kinds(json)
    #expect(kinds.contains(leak.kind), "\(kinds)")
    let shown = try state.audit() + json
    if !leak.mark.isEmpty { #expect(!shown.lowercased().contains(leak.mark.lowercased())) }
    // The database is clean, so the advice is about the server's file.
    #expect(shown.contains("Found") && !shown.contains("collect the logs"))
  }

  @Test("Nothing is found where there is nothing but names, hashes and labels")
  func clean() throws {
    let state = try AuditedState()
    let said = try state.audit()
    #expect(said.contains("Nothing was found"), "\(said)")
    #expect(said.contains("Read 6 rows of users, their sites, sessions, tokens and links."))
  }

  @Test("Nor in a file of before links could be in frames, nor where a log has the name of a user")
  func older() throws {
    let state = try AuditedState()
    try state.execute(
      """
      DROP TABLE link;
      CREATE TABLE link (
        token TEXT PRIMARY KEY, site TEXT NOT NULL, label TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      VACUUM
      """)
    // Opening it adds what was not there yet.
    _ = try Accounts(path: state.state.path, creates: false)
    try state.write(
      "192.0.2.9 - ola.nordmann1985 [20/Oct/2026:10:11:12 +0000] \"GET / HTTP/1.1\" 200 5\n",
      to: "access.log")
    let log = state.folder.appendingPathComponent("access.log").path
    #expect(try state.audit("-q", "--log", log) == "")
  }

  @Test("Nor in one of many users and sessions that came and went, at any moment")
  func many() throws {
    let state = try AuditedState()
    let accounts = try Accounts(path: state.state.path, creates: false)
    let hash = try #require(try accounts.passwordHash(of: "kari@example.org"))
    let queue = try DatabaseQueue(path: state.state.path)
    try queue.write { db in
      for user in 0..<200 {
        try db.execute(
          sql: "INSERT INTO user VALUES (?, ?, 'admin')",
          arguments: ["user\(user)@example.org", hash])
      }
    }
    try queue.close()
    let now = Int64(time(nil))
    for round in 0..<6 {
      for user in 10..<90 {
        let token = try accounts.beginSession(
          of: "user\(user)@example.org", now: now, seconds: SignIn.sessionSeconds)
        if (user + round).isMultiple(of: 3) { try accounts.endSession(token) }
      }
      #expect(try accounts.remove("user\(round)@example.org"))
      #expect(try state.audit("-q") == "")
    }
    // What is over goes when a server starts.
    try accounts.endSessions(now: now + SignIn.sessionSeconds + 3600)
    let said = try state.audit()
    #expect(said.contains("Nothing was found"), "\(said)")
  }
}
