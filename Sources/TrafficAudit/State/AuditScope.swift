package import Traffic

/// What is at rest, and by when it has to be gone.
package struct AuditScope {
  package var database: String
  /// The folder for what must not be in the database; beside it unless named.
  package var stateFolder: String?
  /// The day that ages are counted from; the clock's, unless named.
  package var today: Day?
  /// Hours after a day's end when its key is to be destroyed.
  package var sealAfter: Int

  /// Files of metrics that a follower writes elsewhere.
  package var metrics: [String] = []
  /// The file in which `sporlos-serve` keeps users, tokens, links and sessions.
  package var serverState: String?

  package init(
    database: String, stateFolder: String? = nil, today: Day? = nil, sealAfter: Int = 48
  ) {
    (self.database, self.stateFolder) = (database, stateFolder)
    (self.today, self.sealAfter) = (today, sealAfter)
  }
}
