package import Traffic

/// Whoever is told how far a collector is, for a person who waits.
package protocol CollectObserver: AnyObject {
  /// Another process counts into the same database just now.
  func waitsForTurn()
  /// Nothing has come through this pipe yet; it is said once of each.
  func waitsForWriter(of path: String)
  /// The database at this path is a copy that may lack counts.
  func mayLackCounts(_ path: String)
  /// How much of a source has been read. Called on any thread, but never on two at once.
  ///
  /// - Parameters:
  ///   - done: Bytes of the source, as it is on disk, that have been read.
  ///   - size: All its bytes on disk; 0 where that is not known, as for a pipe.
  ///   - lines: Lines of it that have been read in this run.
  func reads(_ path: String, done: Int64, of size: Int64, lines: Int64)
  /// A month is being published, the one with this number of so many.
  func publishes(month: Day, number: Int, of count: Int)
  /// All is done.
  func ends()
}
