internal import Collecting
internal import FileSystem
internal import Traffic

extension StateScan {
  /// Reads what lies in the database's folder and may hold what it held: core dumps, copies, what editors
  /// and crashes leave.
  mutating func readNeighbours(identifier: [UInt8], keyCheck: [UInt8]?) {
    let slash = options.database.lastIndex(of: "/")
    let folder = slash.map { String(options.database[...$0]) } ?? ""
    let name = String(
      options.database[
        (slash.map(options.database.index(after:)) ?? options.database.startIndex)...])
    guard let others = Folder.readableNames(in: folder.isEmpty ? "." : folder) else {
      findings.add(.unreadable, .init(folder.isEmpty ? "." : folder))
      return
    }
    let meta = keyCheck.map { identifier + $0 }
    for other in others
    where !["", "-wal", "-shm", "-journal"].contains(where: { other == name + $0 }) {
      let path = folder + other
      guard let facts = FileStatus(path: path, follows: false), facts.kind == .file else {
        continue
      }
      // Backups and shares are this program's own, and their names are for whoever makes them to choose.
      guard StateScan.isLeftover(other, of: name) else { continue }
      let place = Finding.Place(folder + shownName(other))
      if let meta, StateScan.isDatabase(path, with: meta) {
        findings.add(.copy, place)
      } else {
        findings.add(.leftover, place)
        search(path)
      }
    }
  }

  private func shownName(_ name: String) -> String { String(shown("", name).dropFirst()) }

  /// Endings of what editors and people put aside, also in place of the database's own ending.
  private static let asideEndings = [
    ".new", ".tmp", "~", ".bak", ".old", ".orig", ".save", ".swp", ".swo", ".swx", ".copy", ".rej",
  ]

  /// Endings of what was fetched, compressed or written out of it.
  private static let madeEndings = [
    ".part", ".gz", ".xz", ".zst", ".bz2", ".lz4", ".zip", ".sql", ".dump",
  ]

  /// Whether a name is that of a core dump (core(5)), or the database's with something that programs put
  /// around it.
  static func isLeftover(_ other: String, of name: String) -> Bool {
    let parts = other.split(separator: ".", omittingEmptySubsequences: false)
    if parts[0] == "core" || parts[0] == "vgcore" {
      return parts.dropFirst().allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        || other.hasPrefix("core.sporlos")
    }
    if parts.last == "core", parts.count > 1 { return true }
    // Editors begin names with a dot or a hash.
    var rest = other[...]
    while let first = rest.first, first == "." || first == "#" { rest.removeFirst() }
    guard rest.hasPrefix(name) else {
      let stem = name.split(separator: ".").first.map(String.init) ?? name
      return rest.hasPrefix(stem + ".") && asideEndings.contains { rest.hasSuffix($0) }
    }
    let ending = String(rest.dropFirst(name.utf8.count))
    return rest.startIndex != other.startIndex || ending.hasPrefix("-mj") || ending.hasSuffix("#")
      || (asideEndings + madeEndings).contains { ending.hasSuffix($0) }
  }

  /// Bytes of a file in which its only row of facts about itself is looked for.
  private static let beginning = 4 << 20

  /// Whether a file is a database with an identifier and the check of a key beside it, as in its row.
  static func isDatabase(_ path: String, with meta: [UInt8]) -> Bool {
    guard let file = RawFile(path), file.size >= 512,
      file.read(16, at: 0).elementsEqual("SQLite format 3\0".utf8)
    else { return false }
    let bytes = file.read(Int(min(file.size, Int64(beginning))), at: 0)
    guard let first = meta.first, bytes.count >= meta.count else { return false }
    return bytes[...(bytes.count - meta.count)].indices.contains { index in
      bytes[index] == first && bytes[index...].starts(with: meta)
    }
  }
}
