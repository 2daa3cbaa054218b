import Foundation
import GRDB
import TestSupport
import Testing

extension PlantedLeak {
  private static let line =
    "192.0.2.77 - kari [01/Oct/2026:13:55:36 +0200] \"GET /u/kari@example.org\""

  static let bytes: [PlantedLeak] = [
    .init("a row deleted without overwriting it", "residue", "kari") { scene in
      try scene.execute(
        """
        INSERT INTO page(site, tag, path) VALUES (1, 77, '/people/kari');
        INSERT INTO page(site, tag, path) VALUES (1, 78, '/people/ola');
        PRAGMA secure_delete = OFF; DELETE FROM page WHERE tag = 77
        """)
    },
    .init("a table dropped without overwriting it", "residue", "kari@example.org") { scene in
      try scene.execute(
        """
        CREATE TABLE notes(n); INSERT INTO notes VALUES ('kari@example.org');
        PRAGMA secure_delete = OFF; DROP TABLE notes
        """)
    },
    .init("the same, told by its shape", "email", "kari@example.org") { scene in
      try scene.execute(
        """
        CREATE TABLE notes(n); INSERT INTO notes VALUES ('kari@example.org');
        PRAGMA secure_delete = OFF; DROP TABLE notes
        """)
    },
    .init("bytes on a free page", "address", "192.0.2.77") { scene in
      try scene.execute(
        "CREATE TABLE notes(n); INSERT INTO notes VALUES (zeroblob(9000)); DROP TABLE notes")
      try scene.edit { data in
        let free = try #require(
          stride(from: data.count - 4096, to: 0, by: -4096).first { start in
            data[start..<(start + 4096)].allSatisfy { $0 == 0 }
          })
        data.replaceSubrange((free + 1000)..<(free + 1000 + line.utf8.count), with: Data(line.utf8))
      }
    },
    .init("bytes between a page's rows and their list", "address", "192.0.2.77") { scene in
      try scene.edit { data in
        let place = try scene.gap(of: line.utf8.count, in: data)
        data.replaceSubrange(place..<(place + line.utf8.count), with: Data(line.utf8))
      }
    },
    .init("UTF-16 there", "email", "kari@example.org") { scene in
      try scene.edit { data in
        let text = try #require("x kari@example.org".data(using: .utf16LittleEndian))
        let place = try scene.gap(of: text.count, in: data)
        data.replaceSubrange(place..<(place + text.count), with: text)
      }
    },
    .init("a page that nothing points to", "user agent", "Mozilla") { scene in
      try scene.edit { data in
        var page = Data(count: 4096)
        page.replaceSubrange(100..<131, with: Data("Mozilla/5.0 (X11; Linux x86_64)".utf8))
        data.append(page)
      }
    },
    .init("bytes behind the last page", "email", "kari@example.org") { scene in
      try scene.edit { $0.append(Data(" kari@example.org ".utf8)) }
    },
    .init("a row in the -wal file that has been deleted since", "email", "kari@example.org") {
      scene in
      keep(try scene.reader())
      try scene.execute("INSERT INTO site(name) VALUES ('kari@example.org')")
      try scene.execute("DELETE FROM site WHERE name LIKE 'kari%'")
    },
    .init("a name in the -wal file that has been deleted since", "deleted text", "kari-side") {
      scene in
      keep(try scene.reader())
      try scene.execute("INSERT INTO page(site, tag, path) VALUES (1, 77, '/kari-side')")
      try scene.execute("DELETE FROM page WHERE tag = 77")
    },
    .init("bytes behind the last frame of the -wal file", "address", "192.0.2.77") { scene in
      keep(try scene.reader())
      try scene.execute("UPDATE meta SET one = 1")
      let handle = try FileHandle(forWritingTo: scene.folder.file("traffic.sqlite-wal"))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(line.utf8))
      try handle.close()
    },
  ]

  /// Connections that stay open for as long as the tests run, so that -wal files stay, too.
  static func keep(_ reader: DatabaseQueue) {
    kept.withLock { $0.append(reader) }
  }
}

/// What outlives a test.
private let kept = Kept()

private final class Kept: @unchecked Sendable {
  private var readers: [DatabaseQueue] = []
  private let lock = NSLock()

  func withLock(_ body: (inout [DatabaseQueue]) -> Void) {
    lock.lock()
    body(&readers)
    lock.unlock()
  }
}

extension PlantedLeak {
  static let files: [PlantedLeak] = [
    .init("a database that others may read", "mode", "") { try $0.setMode(0o644, of: $0.database) },
    .init("a database that a group may write", "mode", "") {
      try $0.setMode(0o660, of: $0.database)
    },
    .init("a state folder that others may read", "mode", "") {
      try $0.setMode(0o755, of: $0.state)
    },
    .init("a key that others may read", "mode", "") {
      try $0.setMode(0o604, of: $0.state.appendingPathComponent("source.key"))
    },
    .init("a key that was cut short", "damaged", "") {
      try $0.write("short", to: $0.state.appendingPathComponent("source.key"))
    },
    .init("a folder of days that others may read", "mode", "") {
      try $0.setMode(0o711, of: try $0.visitors())
    },
    .init("an address in a state file", "address", "192.0.2.77") {
      try $0.write(line, to: $0.state.appendingPathComponent("follow.json"))
    },
    .init("a file that is not known", "unknown file", "kari") {
      try $0.write("kari", to: $0.state.appendingPathComponent("notes.txt"))
    },
    .init("a file with an address for its name", "unknown file", "192.0.2.77") {
      try $0.write("", to: $0.state.appendingPathComponent("192.0.2.77.txt"))
    },
    .init("a new key that was never finished", "leftover", "") {
      try $0.write("", to: $0.state.appendingPathComponent("source.key.new"))
    },
    .init("a key of a day that was never finished", "leftover", "") {
      try $0.write("", to: try $0.visitors().appendingPathComponent("2026-11-21.key.8291"))
    },
    .init("a rollback journal", "email", "kari@example.org") {
      try $0.write(
        String(repeating: "x", count: 600) + " kari@example.org ",
        to: $0.folder.file("traffic.sqlite-journal"))
    },
    .init("a key of a day that is long over", "overdue key", "") {
      try $0.write(
        String(repeating: "k", count: 32),
        to: try $0.visitors().appendingPathComponent("2026-01-01.key"))
    },
    .init("a key without its counts", "half a day", "") {
      try $0.write(
        String(repeating: "k", count: 32),
        to: try $0.visitors().appendingPathComponent("2026-01-01.key"))
    },
    .init("counts that are none", "user agent", "Mozilla") {
      try $0.write(
        "Mozilla/5.0 (X11; Linux x86_64)",
        to: try $0.visitors().appendingPathComponent("2026-01-01.visitors"))
    },
  ]
}
