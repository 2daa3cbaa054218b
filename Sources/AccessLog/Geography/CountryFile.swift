internal import FileSystem
internal import Glibc
internal import Synchronization

/// A database file that may be replaced while it is used, as updaters do once or twice a week.
public final class CountryFile: Sendable {
  public let path: String

  private struct State {
    var database: CountryDatabase
    /// The file as it was when it was last opened, with or without success.
    var file: FileStatus.Stamp
    /// When it was last looked at, in seconds of the system's clock.
    var checkedAt: Int
  }

  private let state: Mutex<State>

  /// Seconds between two looks at the file.
  static let interval = 5

  /// Opens the database.
  public init(path: String) throws(CountryDatabaseError) {
    self.path = path
    let copy = try CountryFileCopy(path: path)
    let database = try CountryDatabase(copy, path: path)
    state = Mutex(State(database: database, file: copy.state, checkedAt: CountryFile.now))
  }

  /// The database as it was last opened.
  ///
  /// Whoever keeps it may go on searching it after another one has taken its place.
  public var database: CountryDatabase { state.withLock { $0.database } }

  /// Opens the file again if it has changed; for between two batches, from any thread.
  ///
  /// A file that is away for a moment is waited for. One that cannot be used is reported once, and
  /// the database before it stays.
  ///
  /// - Throws: Why the new file cannot be used.
  /// - Complexity: O(1) but for the first call after a change, which costs what opening does.
  public func refreshIfChanged() throws(CountryDatabaseError) {
    try refreshIfChanged(now: CountryFile.now)
  }

  func refreshIfChanged(now: Int) throws(CountryDatabaseError) {
    let error: CountryDatabaseError? = state.withLock { state in
      guard abs(now - state.checkedAt) >= CountryFile.interval else { return nil }
      state.checkedAt = now
      guard let file = FileStatus(path: path), file.isRegular, file.stamp != state.file else {
        return nil
      }
      do throws(CountryDatabaseError) {
        let copy = try CountryFileCopy(path: path)
        state.file = copy.state
        state.database = try CountryDatabase(copy, path: path)
        return nil
      } catch {
        // Replaced again between the look and the opening: the next look sees to it.
        guard error.code != .missing else { return nil }
        state.file = file.stamp
        return error
      }
    }
    if let error { throw error }
  }

  private static var now: Int {
    var time = timespec()
    // SAFETY: the system fills in the structure.
    unsafe clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return time.tv_sec
  }
}
