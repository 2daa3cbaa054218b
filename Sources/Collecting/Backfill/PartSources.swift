internal import Counting
internal import Traffic

/// The logs of several parts: each may be in one of them only.
struct PartSources {
  private(set) var all: [Checkpoint] = []
  /// The file of each.
  private(set) var files: [String] = []
  private var byHead: [UInt64: [Int]] = [:]

  /// - Throws: ``PartError`` where a log is in two parts.
  init(_ files: [PartFile]) throws(PartError) {
    for file in files {
      var cursor = file.start
      while try cursor.advance(), cursor.key.section <= PartialKey.source {
        guard cursor.key.section == PartialKey.source else { continue }
        guard let source = PartialSource.source(of: cursor.bytes[...]) else {
          throw .damaged(path: file.path)
        }
        try add(source, of: file)
      }
    }
  }

  private mutating func add(_ source: Checkpoint, of file: PartFile) throws(PartError) {
    let known = byHead[source.head ?? 0] ?? []
    guard !known.contains(where: { PartialSource.mayBeSame(all[$0], source) }) else {
      throw .sameLog(
        path: file.path, lines: source.lines, lastDay: source.lastDay, isInDatabase: false)
    }
    byHead[source.head ?? 0, default: []].append(all.count)
    all.append(source)
    files.append(file.path)
  }
}
