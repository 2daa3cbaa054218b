package import AccessLog
internal import FileSystem
internal import Glibc
internal import TimeZones
internal import Traffic

/// Reads some of the logs of a backfill into a part.
///
/// Which logs are copies of each other is found out as always, in a database that is thrown away: it knows no counts.
package struct BackfillMap {
  private var options: CollectOptions
  private let secret: BackfillSecret
  private let output: String

  /// - Parameter output: The part to write.
  package init(_ options: CollectOptions, _ secret: BackfillSecret, output: String) {
    (self.options, self.secret, self.output) = (options, secret, output)
    work = output + BackfillMap.workSuffix + String(UInt64.random(in: 0...(.max)), radix: 16)
  }

  /// The folder in which the database is meanwhile.
  private let work: String
  /// What stands between the part's name and a random number in the folder's: a scheduler may start the same work
  /// twice, and on two machines.
  private static let workSuffix = ".work-"

  /// Reads the logs, and writes the part if all of them could be read.
  package func run(observer: any CollectObserver) throws(CollectError) -> CollectSummary {
    var options = options
    options.database = work + "/traffic.sqlite"
    options.stateFolder = work + "/state"
    options.backfill = .map(secret)
    removeLeftovers()
    defer { BackfillMap.remove(work) }
    do {
      options.timeZone = try ZoneClock(stored: secret.timeZone)
      guard NewFile.makeFolder(work, like: output) else {
        throw StateError(.makeFolder, path: work)
      }
    } catch { throw CollectError(error, path: output) }
    let collector = try LogCollector(options, observer: observer)
    let summary = try collector.run()
    if !summary.hasFailures { try collector.writePart(to: output) }
    return summary
  }

  /// Removes what runs have left that were killed. One that goes on holds the lock of its folder.
  private func removeLeftovers() {
    let slash = output.lastIndex(of: "/")
    let folder = slash.map { String(output[...$0]) } ?? ""
    let prefix =
      (slash.map { String(output[output.index(after: $0)...]) } ?? output) + BackfillMap.workSuffix
    for name in Folder.names(in: folder.isEmpty ? "." : folder) where name.hasPrefix(prefix) {
      let path = folder + name
      let state = StateFolder(database: path + "/traffic.sqlite", named: path + "/state")
      guard let lock = try? state.tryLock() else { continue }
      BackfillMap.remove(path)
      lock.release()
    }
  }

  /// Removes a folder with what is in it, which is this program's own.
  private static func remove(_ folder: String) {
    for name in Folder.names(in: folder) {
      let path = folder + "/" + name
      if FileStatus(path: path, follows: false)?.kind == .folder {
        remove(path)
      } else {
        _ = SecretFile.destroy(path)
      }
    }
    // SAFETY: the path lives for the call.
    _ = folder.withFileName { unsafe rmdir($0) }
  }
}
