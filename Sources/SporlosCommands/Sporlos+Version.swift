internal import CProcess
internal import TrafficStore

extension Sporlos {
  /// What `--version` prints: the release, the schema of databases it writes, and the commit it was built
  /// from where a package says so.
  static var release: String {
    // SAFETY: the text is the program's own, ends in a zero, and never changes.
    let commit = unsafe String(cString: process_commit())
    let origin = commit.isEmpty ? "" : ", commit \(commit)"
    return "sporlos \(version) (schema \(TrafficDatabase.schemaVersion)\(origin))"
  }
}
