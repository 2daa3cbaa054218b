internal import Collecting
internal import Traffic
internal import TrafficStore

/// `sporlos prune`: a summary of what ``PruningRun`` does.
struct PruneAction {
  var database: String
  /// What the user asked to change; `nil` leaves a setting as it is.
  var changes = RetentionChanges()
  /// Whether to only tell what would be done.
  var isTrial = false
  /// The day that ages are counted from, where the user vouches for it.
  var today: Day?
  /// Seconds to wait for another process that writes.
  var patience = 60

  /// - Throws: ``CommandFailure``, which says what was done nonetheless.
  func run() throws(CommandFailure) -> PruneSummary {
    do throws(CollectError) {
      let pruned = try PruningRun(
        database: database, changes: changes, isTrial: isTrial, today: today, patience: patience
      ).run(lacking: DatabaseNote.sayCountsLack)
      return PruneSummary(
        database: database, pruned: pruned, isTrial: isTrial,
        doubt: today == nil ? PruneAction.doubt(pruned.clock, believing: pruned.today) : nil)
    } catch { throw CommandFailure(error) }
  }

  /// What to say where ages were counted from another day than the clock's.
  static func doubt(_ clock: Day, believing day: Day) -> String? {
    guard day != clock else { return nil }
    return
      "the clock says \(clock), but the database has seen no day after \(day): ages are "
      + "counted from \(day). If the clock is right, add --today \(clock)"
  }
}
