import Foundation
import GRDB
import TestSupport
import Testing

@testable import TrafficStore

/// The -wal file: there while somebody writes, gone when nobody does, and missed where it was lost.
@Suite("A database at rest is one file")
struct LogFileTests {
  let folder: ScratchFolder
  private var path: String { folder.path("t.sqlite") }

  init() throws { folder = try ScratchFolder() }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// The header's two versions: 1 for a file alone, 2 with a -wal file.
  private func versions(_ name: String = "t.sqlite") throws -> [UInt8] {
    Array(try Data(contentsOf: folder.file(name))[18..<20])
  }

  @Test("When the last of several writers has closed it, or was let go of without")
  func closed() throws {
    for isClosed in [true, false] {
      var first: TrafficDatabase? = try TrafficDatabase(path: path)
      var second: TrafficDatabase? = try TrafficDatabase(path: path)
      _ = try first?.commit(.small(), sources: [])
      #expect(try versions() == [2, 2])
      if isClosed { try first?.close() }
      first = nil
      _ = try second?.commit(.small(), sources: [])
      if isClosed { try second?.close() }
      second = nil
      #expect(try versions() == [1, 1] && files() == ["t.sqlite"])
    }
  }

  @Test("After a kill, the next to open it finds all that was committed, and leaves one file")
  func killed() throws {
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(.small(), sources: [])
    for name in ["t.sqlite", "t.sqlite-wal"] {
      try FileManager.default.copyItem(
        at: folder.file(name), to: folder.file(name.replacing("t.", with: "k.")))
    }
    #expect(DatabaseFile.loss(folder.path("k.sqlite")) == nil)
    let again = try TrafficDatabase(path: folder.path("k.sqlite"))
    #expect(!again.mayLackCounts)
    let count = "SELECT sum(hits) FROM page_hour"
    let hits = try database.queue.read { try Int.fetchOne($0, sql: count) }
    #expect(try hits != 0 && again.queue.read { try Int.fetchOne($0, sql: count) } == hits)
    try again.close()
    #expect(try versions("k.sqlite") == [1, 1])
    #expect(try files().filter { $0.hasPrefix("k.") } == ["k.sqlite"])
  }

  @Test("Beside a reader that stays, it is whole, and the next writer makes it one file")
  func reader() throws {
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(.small(), sources: [])
    let reader = try DatabaseQueue(path: path)
    _ = try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM page") }
    try database.close()
    #expect(try versions() == [2, 2])
    #expect(DatabaseFile.loss(path) == nil)
    // Another program that closes it last takes the -wal file away, and leaves the header: until the
    // next writer comes, it cannot be told from a copy.
    try reader.close()
    let isTold = Schema.version > DatabaseFile.lastVersionWithLog
    #expect(DatabaseFile.loss(path) == (isTold ? .newest : nil))
    try TrafficDatabase(path: path).close()
    #expect(DatabaseFile.loss(path) == nil)
    #expect(try versions() == [1, 1] && files() == ["t.sqlite"])
  }

  @Test("It is read in both ways, also where nothing can be written")
  func readOnly() throws {
    var database: TrafficDatabase? = try TrafficDatabase(path: path)
    _ = try database?.commit(.small(), sources: [])
    for isOpen in [true, false] {
      if !isOpen { database = nil }
      _ = unsafe chmod(folder.path, 0o500)
      defer { _ = unsafe chmod(folder.path, 0o700) }
      let archive = try TrafficArchive(path: path)
      #expect(!archive.mayLackCounts)
      #expect(try archive.read { try $0.identifier() }.count == 16)
      try archive.close()
    }
  }

  @Test("A report that is open while writers come and go keeps none of them out")
  func comingAndGoing() throws {
    try TrafficDatabase(path: path).close()
    let archive = try TrafficArchive(path: path)
    for _ in 0..<20 {
      let writer = try TrafficDatabase(path: path, busyTimeout: 0)
      _ = try archive.read { try $0.identifier() }
      _ = try writer.commit(.small(), sources: [])
      _ = try archive.read { try $0.identifier() }
      try writer.close()
      _ = try archive.read { try $0.identifier() }
    }
  }

  @Test("A new database says what it is from the first moment, without its -wal file")
  func schemaAtOnce() throws {
    let database = try TrafficDatabase(path: path)
    try FileManager.default.copyItem(at: folder.file("t.sqlite"), to: folder.file("copy.sqlite"))
    let copy = try DatabaseQueue(path: folder.path("copy.sqlite"))
    #expect(
      try copy.read { try Blob.fetchOne($0, sql: "SELECT identifier FROM meta")?.bytes }
        == database.identifier)
    try copy.close()
    try database.close()
  }

  @Test("Files that were made one after the other are told apart by their inodes")
  func inodes() {
    let inodes: [UInt64] = [0, 1, 2, 3, 1 << 63, .max - 1, .max]
    #expect(Set(inodes.map(DatabaseFile.number)).count == inodes.count)
  }

  @Test("A copy made while it was in use is known by its header, of releases that leave none such")
  func loss() throws {
    let database = try TrafficDatabase(path: path)
    try FileManager.default.copyItem(at: folder.file("t.sqlite"), to: folder.file("copy.sqlite"))
    let header = Array(try Data(contentsOf: folder.file("copy.sqlite")).prefix(100))
    #expect(DatabaseFile.loss(header: header, lastVersionWithLog: Schema.version - 1) == .newest)
    #expect(DatabaseFile.loss(header: header, lastVersionWithLog: Schema.version) == nil)
    let isTold = Schema.version > DatabaseFile.lastVersionWithLog
    #expect(DatabaseFile.loss(folder.path("copy.sqlite")) == (isTold ? .newest : nil))
    #expect(try TrafficArchive(path: folder.path("copy.sqlite")).mayLackCounts == isTold)
    try database.close()
    let whole = Array(try Data(contentsOf: folder.file("t.sqlite")).prefix(100))
    #expect(DatabaseFile.loss(header: whole, lastVersionWithLog: 0) == nil)
    #expect(DatabaseFile.loss(header: [], lastVersionWithLog: 0) == nil)
  }

  @Test("A copy without any table says so, where it is read; another program's is that")
  func bare() throws {
    for isForeign in [true, false] {
      let queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction { db in
        _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
        if isForeign { try db.execute(sql: "CREATE TABLE t(a); PRAGMA wal_checkpoint") }
      }
      try FileManager.default.copyItem(at: folder.file("t.sqlite"), to: folder.file("copy.sqlite"))
      try queue.close()
      let error = #expect(throws: StoreError.self) {
        try TrafficArchive(path: folder.path("copy.sqlite"))
      }
      #expect(error?.code == (isForeign ? .foreign : .withoutLog))
      #expect(isForeign || error?.sentence.contains("-wal") == true)
      for name in try files() { try FileManager.default.removeItem(at: folder.file(name)) }
    }
  }
}
