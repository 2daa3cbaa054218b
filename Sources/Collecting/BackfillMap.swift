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
  }

  private var work: String { output + BackfillMap.workSuffix }
  /// What the name of the folder ends with in which the database is meanwhile.
  private static let workSuffix = ".work"

  /// Reads the logs, and writes the part if all of them could be read.
  package func run(observer: any CollectObserver) throws(CollectError) -> CollectSummary {
    var options = options
    options.database = work + "/traffic.sqlite"
    options.stateFolder = work + "/state"
    options.backfill = .map(secret)
    BackfillMap.remove(work)
    defer { BackfillMap.remove(work) }
    do {
      options.timeZone = try ZoneClock(stored: secret.timeZone)
      guard NewFile.makeFolder(work, like: output) else {
        throw StateError(.makeFolder, path: work)
      }
      let state = StateFolder(database: options.database, named: options.stateFolder)
      try state.prepare()
      try state.write(secret.key)
    } catch { throw CollectError(error, path: output) }
    let collector = try LogCollector(options, observer: observer)
    let summary = try collector.run()
    if !summary.hasFailures { try collector.writePart(to: output) }
    return summary
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
