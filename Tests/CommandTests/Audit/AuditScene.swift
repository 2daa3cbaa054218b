import Foundation
import GRDB
import TestSupport

/// A clean database with its state, and ways to spoil it.
final class AuditScene {
  let folder: ScratchFolder
  var database: URL { folder.file("traffic.sqlite") }
  var state: URL { folder.file("traffic.sqlite-state") }

  /// One that was collected once, to be copied for each test.
  private static let original = Result { () throws -> URL in
    let folder = originalFolder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(at: originalFolder) }
    for log in ["apache-combined"] {
      let outcome = try SporlosProgram.run(
        [
          "collect", Checkout.sample("\(log)/access.log").path, "--db", "traffic.sqlite",
          "--campaigns", "all", "--batch", "700",
        ], in: folder)
      guard outcome.exitCode == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
    return folder
  }

  init() throws {
    folder = try ScratchFolder()
    let original = try Self.original.get()
    for name in ["traffic.sqlite", "traffic.sqlite-state", "run"] {
      try FileManager.default.copyItem(
        at: original.appendingPathComponent(name), to: folder.file(name))
    }
  }

  /// Runs statements on the database, which then holds what they leave, with or without a -wal file.
  func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
    let queue = try DatabaseQueue(path: database.path)
    try queue.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON
          """)
      if arguments.isEmpty {
        try db.execute(sql: sql)
      } else {
        try db.execute(sql: sql, arguments: arguments)
      }
    }
    try queue.close()
  }

  /// Puts a text where a page's path is.
  func name(_ path: String) throws {
    try execute(
      "UPDATE page SET path = ? WHERE id = (SELECT max(id) FROM page WHERE path LIKE '/%')", [path])
  }

  /// A connection that keeps the -wal file where it is.
  func reader() throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: database.path)
    // At rest a database has no -wal file.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM source") }
    return queue
  }

  /// Changes the database's bytes.
  func edit(_ change: (inout Data) throws -> Void) throws {
    var data = try Data(contentsOf: database)
    try change(&data)
    let handle = try FileHandle(forWritingTo: database)
    try handle.write(contentsOf: data)
    try handle.close()
  }

  /// The first place of so many zeros in the room between a page's list of rows and its rows.
  func gap(of count: Int, in data: Data, from first: Int = 3) throws -> Int {
    let size = 4096
    for page in first..<(data.count / size) {
      let start = page * size
      guard data[start] == 13 else { continue }
      let cells = Int(data[start + 3]) << 8 | Int(data[start + 4])
      let content = Int(data[start + 5]) << 8 | Int(data[start + 6])
      let begin = start + 8 + 2 * cells + 40
      if begin + count < start + content, data[begin..<(begin + count)].allSatisfy({ $0 == 0 }) {
        return begin
      }
    }
    throw CocoaError(.fileReadUnknown)
  }

  func setMode(_ mode: Int, of url: URL) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
  }

  /// The folder of open days.
  func visitors() throws -> URL {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("run").path)
    return folder.file("run").appendingPathComponent(names[0])
  }

  func write(_ text: String, to url: URL, mode: Int = 0o600) throws {
    try Data(text.utf8).write(to: url)
    try setMode(mode, of: url)
  }

  func audit(_ options: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(["audit", "--db", "traffic.sqlite"] + options, in: folder.url)
  }

  /// The kinds of what is found.
  static func kinds(_ outcome: SporlosProgram.Outcome) throws -> [String] {
    struct Answer: Decodable {
      var clean: Bool
      var findings: [Item]
      struct Item: Decodable { var kind: String }
    }
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    return answer.findings.map(\.kind)
  }
}

/// Where the scene that all others are copied from is made, gone when the tests are over.
private let originalFolder = FileManager.default.temporaryDirectory
  .appendingPathComponent("sporlos-audit-\(UUID().uuidString)")
