import Counting
import TrafficStore

/// What the states of a database tell that its -wal file still holds, one after each commit: the difference
/// of two of them is what a commit added.
///
/// Hits of a site and hour are compared. Where a commit adds a few to an hour that others add to as well, it
/// tells of single requests; where it adds all that an hour has, it tells no more than the database does.
struct StateDifferences {
  private struct Group: Hashable {
    var site: Int64
    var hour: Int64
  }

  private let image: DatabaseImage
  private let log: WriteAheadLog
  private let logFile: RawFile
  private let shape: StoredShape
  private let columns: (site: Int, hour: Int, hits: Int)

  /// The most commits that are looked at, the last ones.
  private static let most = 200

  /// `nil` where there is no -wal file, or no table to compare.
  init?(_ image: DatabaseImage, _ shapes: [StoredShape]) {
    guard let log = image.log, let logFile = image.logFile,
      let shape = shapes.first(where: { $0.table == "kind_hour" && $0.isTable && $0.isKnown })
    else { return nil }
    func place(_ name: String) -> Int? { shape.columns.firstIndex { $0.name == name } }
    guard let site = place("site"), let hour = place("hour"), let hits = place("hits") else {
      return nil
    }
    (self.image, self.log, self.logFile, self.shape) = (image, log, logFile, shape)
    columns = (site, hour, hits)
  }

  /// Where the commits begin in the -wal file that tell of single requests.
  ///
  /// - Complexity: O(*n* · *m*) for *n* commits and *m* rows of one table.
  func telling() -> [Int64] {
    var copies: [Int: Int64] = [:]
    var frame = 0
    var states: [(begin: Int64, hits: [Group: Int64]?)] = []
    let first = max(0, log.commits.count - StateDifferences.most)
    for (index, end) in log.commits.enumerated() {
      if index == first { states.append((0, hits(with: copies))) }
      let begin = log.frames[frame].offset
      while frame < end {
        copies[log.frames[frame].page] = log.frames[frame].offset
        frame += 1
      }
      if index >= first { states.append((begin, hits(with: copies))) }
    }
    var added: [Group: [(begin: Int64, hits: Int64)]] = [:]
    var known: Set<Group> = []
    for (before, after) in zip(states, states.dropFirst()) {
      guard let old = before.hits, let new = after.hits,
        // What is deleted or put together counts no request.
        old.allSatisfy({ new[$0.key] ?? 0 >= $0.value })
      else { continue }
      for (group, count) in new where count > old[group] ?? 0 {
        if old[group] != nil { known.insert(group) }
        added[group, default: []].append((after.begin, count - (old[group] ?? 0)))
      }
    }
    let few = added.filter { known.contains($0.key) }.flatMap(\.value)
      .filter { $0.hits < HourVisitors.few }
    return Set(few.map(\.begin)).sorted()
  }

  /// The hits of each site and hour with some pages as they are in the -wal file; `nil` where the pages do not
  /// fit together, as where some of them are in the database already.
  private func hits(with copies: [Int: Int64]) -> [Group: Int64]? {
    var hits: [Group: Int64] = [:]
    var pages = [shape.root]
    var bytes: [UInt8] = []
    var record = StoredRecord()
    var seen = 0
    while let page = pages.popLast() {
      seen += 1
      guard page > 0, seen <= image.pageCount else { return nil }
      if let offset = copies[page] {
        logFile.read(image.pageSize, at: offset, into: &bytes)
      } else {
        image.file.read(image.pageSize, at: Int64(page - 1) * Int64(image.pageSize), into: &bytes)
      }
      guard let tree = TreePage(bytes, usable: image.usable, isFirst: page == 1), !tree.kind.isTable
      else {
        return nil
      }
      if let right = tree.rightChild { pages.append(right) }
      for cell in tree.cells {
        if let child = cell.child { pages.append(child) }
        guard record.read(bytes, cell.local), record.values.count == shape.columns.count,
          case .integer(let site) = record.values[columns.site],
          case .integer(let hour) = record.values[columns.hour],
          case .integer(let count) = record.values[columns.hits]
        else { return nil }
        hits[Group(site: site, hour: hour), default: 0] += count
      }
    }
    return hits
  }
}
