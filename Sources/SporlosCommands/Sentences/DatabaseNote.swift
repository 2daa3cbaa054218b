internal import TrafficStore

// What has to be said of a database before anything is done with it, wherever standard error goes.

extension TrafficArchive {
  /// Says where the file is a copy that may lack counts.
  func sayWhetherCountsLack() {
    if mayLackCounts { DatabaseNote.sayCountsLack(path) }
  }
}

extension TrafficDatabase {
  /// Says where the file is a copy that may lack counts.
  func sayWhetherCountsLack() {
    if mayLackCounts { DatabaseNote.sayCountsLack(path) }
  }
}

enum DatabaseNote {
  static func sayCountsLack(_ path: String) {
    Terminal.standardError.write("sporlos: \(StoreError.lackingCounts(path: path))\n")
  }
}
