import GRDB
import Glibc

@testable import TrafficStore

/// The files of a merge, made anew for each input from a share that the program wrote: `run` says where
/// that is.
final class ShareScene: Sendable {
  let share: String
  let fleet: String
  private let whole: [UInt8]
  /// The share with a schema that takes any value.
  private let loose: [UInt8]
  private let empty: [UInt8]
  private let tables: [Table]

  private struct Table: Sendable {
    var name: String
    /// As the program writes it.
    var sql: String
    var columns: [String]
  }

  init() {
    guard let path = unsafe getenv("SPORLOS_FUZZED_SHARE") else { fatalError("use `run`") }
    var name = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
    guard let made = unsafe mkdtemp(&name) else { fatalError("no folder") }
    let folder = unsafe String(cString: made)
    (share, fleet) = (folder + "/one.share", folder + "/fleet.sqlite")
    whole = ShareScene.read(unsafe String(cString: path))
    do {
      try TrafficDatabase(path: fleet).close()
      empty = ShareScene.read(fleet)
      ShareScene.write(whole, to: share)
      tables = try ShareScene.loosen(share)
      loose = ShareScene.read(share)
    } catch {
      fatalError("no scene: \(error)")
    }
  }

  /// Takes from the schema what forbids a value, and returns what it was.
  private static func loosen(_ share: String) throws -> [Table] {
    let queue = try DatabaseQueue(path: share)
    let tables = try queue.writeWithoutTransaction { db in
      let tables = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'"
      ).map { row in
        let name: String = row[0]
        let columns = try String.fetchAll(
          db, sql: "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", arguments: [name])
        return Table(name: name, sql: row[1], columns: columns)
      }
      try db.execute(
        sql: """
          PRAGMA writable_schema = ON;
          UPDATE sqlite_schema SET sql = replace(replace(replace(replace(replace(sql, 'STRICT, ',
            ''), ' STRICT', ''), 'INTEGER NOT', 'NOT'), 'TEXT NOT', 'NOT'), 'BLOB NOT', 'NOT');
          UPDATE sqlite_schema SET sql = replace(replace(sql, ' NOT NULL,', ','),
            'one INTEGER PRIMARY KEY CHECK (one = 1)', 'one') WHERE type = 'table';
          """)
      return tables
    }
    try queue.close()
    return tables
  }

  /// Writes the share with other bytes at some places.
  func damage(_ changes: [UInt8]) {
    var bytes = whole
    for at in stride(from: 0, to: changes.count - 3, by: 4) {
      let place = Int(changes[at]) | Int(changes[at + 1]) << 8 | Int(changes[at + 2]) << 16
      bytes[place % bytes.count] = changes[at + 3]
    }
    prepare(bytes)
  }

  /// Writes the share with other rows.
  func writeRows(_ program: [UInt8]) {
    prepare(loose)
    var rest = Values(program)
    do {
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      let queue = try DatabaseQueue(path: share, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try db.execute(
          sql: """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            PRAGMA ignore_check_constraints = ON; BEGIN;
            """)
        for _ in 0..<24 where !rest.isEmpty {
          let table = tables[Int(rest.byte()) % tables.count]
          let way = rest.byte()
          let change: String
          var values: [DatabaseValue] = []
          if way % 3 == 0 {
            let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
            let columns = table.columns.joined(separator: ", ")
            change = "INSERT OR REPLACE INTO \(table.name)(\(columns)) VALUES (\(marks))"
            values = table.columns.map { _ in rest.value() }
          } else {
            let column = table.columns[Int(way / 3) % table.columns.count]
            change = "UPDATE OR IGNORE \(table.name) SET \(column) = ?"
            values = [rest.value()]
          }
          // A row that even such a table does not take is left out.
          try? db.execute(sql: change, arguments: StatementArguments(values))
        }
        try db.execute(sql: "COMMIT; PRAGMA writable_schema = ON")
        for table in tables {
          try db.execute(
            sql: "UPDATE sqlite_schema SET sql = ? WHERE name = ?",
            arguments: [table.sql, table.name])
        }
      }
      try queue.close()
    } catch {
      fatalError("no share: \(error)")
    }
  }

  private func prepare(_ bytes: [UInt8]) {
    for path in [share, fleet] {
      for ending in ["-wal", "-shm", "-journal"] { _ = unsafe unlink(path + ending) }
    }
    ShareScene.write(bytes, to: share)
    ShareScene.write(empty, to: fleet)
  }

  private static func read(_ path: String) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY)
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: max(0, Int(lseek(descriptor, 0, SEEK_END))))
    let size = bytes.count
    precondition(unsafe pread(descriptor, &bytes, size, 0) == size && size > 0)
    return bytes
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    precondition(unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
  }
}

/// Values of a database, read from bytes.
private struct Values {
  private var rest: ArraySlice<UInt8>
  var isEmpty: Bool { rest.isEmpty }

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// Days, hours and keys of the share, and where kinds of numbers end.
  private static let marks: [Int64] = [
    0, 1, 2, -1, 15, 16, 23, 24, 20_750, 20_751, 20_752, 498_000, 498_048, 498_000 << 32 | 1 << 4,
    2_932_896, 2_932_897, 50_331_647, 50_331_648, 89_478_485, 89_478_486, .init(Int32.max),
    .init(Int32.max) + 1, .init(Int32.min), .init(UInt32.max), 1 << 53, 1 << 62, .max, .max - 1,
    .min, .min + 1,
  ]

  mutating func value() -> DatabaseValue {
    switch byte() % 8 {
    case 0: return .null
    case 1: return Int64(Int8(bitPattern: byte())).databaseValue
    case 2: return Values.marks[Int(byte()) % Values.marks.count].databaseValue
    case 3: return bytes(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }.databaseValue
    case 4: return (Double(Int8(bitPattern: byte())) * 1e18).databaseValue
    case 5: return String(decoding: bytes(Int(byte() % 32)), as: UTF8.self).databaseValue
    case 6: return Blob(bytes(Int(byte()))).databaseValue
    default:
      // Visitors, few or an estimate.
      let isPage = byte() % 2 == 0
      let count = byte()
      let registers = count == 0xff ? (isPage ? 1024 : 16_384) : 4 * Int(count)
      let fill = byte()
      let sketch = [isPage ? 10 : 14, count] + [UInt8](repeating: fill, count: registers)
      return Blob(sketch).databaseValue
    }
  }
}
