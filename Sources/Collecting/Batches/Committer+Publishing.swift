internal import FileSystem
internal import Publication
internal import Traffic
internal import TrafficStore

// What others may know of days that are over.

extension Committer {
  /// Publishes the days that are over, once the logs of all servers were read beyond their ends, or a day
  /// later.
  ///
  /// - Parameter progress: Told before each month, with how many there are.
  /// - Throws: ``CollectError``; what was published before stays.
  func publish(
    progress: (_ month: Day, _ number: Int, _ count: Int) -> Void = { _, _, _ in }
  ) throws(CollectError) {
    guard publishes else { return }
    var lock: FileLock?
    if turn != .once {
      do throws(StateError) { lock = try state.tryLock() } catch { throw .state(error) }
      guard lock != nil else { return }
    }
    defer { lock?.release() }
    do throws(StoreError) {
      let horizon = publication.lastDay(
        clock, whole: try database.lastWholeDay(before: publication.over(clock)), today: fixedToday)
      let isCounted = try database.hasCountedDays(upTo: horizon)
      guard isCounted || horizon != publishedUpTo else { return }
      // An earlier state would decide anew what others may have seen already.
      let releases = try database.releases()
      lacksReleases = !publishesAnew && releases < state.releases() ?? 0
      guard !lacksReleases else { return }
      if turn != .once { isLogLeft = true }
      _ = try Publisher(database, upTo: horizon).run(progress: progress)
      state.note(releases: try database.releases())
      if let publishedFile {
        try PublishedFile(path: publishedFile).update(from: database.path)
      }
      publishedUpTo = horizon
    } catch { throw .store(error) }
  }
}
