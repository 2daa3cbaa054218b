internal import AccessLog
internal import FileSystem
internal import TimeZones
internal import Traffic

/// When a follower looked at its logs, and since when nobody had looked before that.
///
/// All times are the wall clock's, in nanoseconds from 1970, since those of files are; 0 is never. Like that
/// clock, they may go back.
struct LookHistory {
  /// When the last look began.
  private(set) var last: Int64 = 0
  /// The same for the look before that.
  private(set) var previous: Int64 = 0
  /// The last look that read all there was, by this follower or the one before it.
  private(set) var complete: Int64
  /// Whether no look has ended yet.
  private(set) var isFirst = true
  /// What the follower before this one left.
  let predecessor: FollowStatus?
  /// The names of what it read.
  private let readBefore: Set<String>
  /// The clock whose hours are counted.
  private let clock: ZoneClock

  init(after predecessor: FollowStatus?, _ clock: ZoneClock) {
    self.predecessor = predecessor
    self.clock = clock
    readBefore = Set(predecessor?.sources.map(\.path) ?? [])
    complete = predecessor?.looked ?? 0
  }

  // MARK: What happens

  mutating func begin(at wall: Int64) { (previous, last) = (last, wall) }

  /// The look that has begun is over.
  ///
  /// - Parameter isComplete: Whether it read all there was.
  mutating func end(isComplete: Bool) {
    isFirst = false
    if isComplete { complete = last }
  }

  // MARK: Hours

  /// The hour of the last look.
  var hour: Hour { clock.hour(at: last / 1_000_000_000) }

  /// Whether that hour has ended since: what is read at once then is the last of it, and later lines of the
  /// next one are apart from it.
  func hasTurned(at wall: Int64) -> Bool { wall >= hourEnd }

  /// How long that hour still lasts.
  func untilTurn(at wall: Int64) -> Duration { .nanoseconds(max(0, hourEnd - wall)) }

  private var hourEnd: Int64 { (hour.start + 3600) * 1_000_000_000 }

  /// Whether nothing more is expected of an hour: the logs were looked at after its end, and servers had a
  /// second to write its last lines.
  func isOver(_ hour: Hour) -> Bool { hour.start + 3600 + 1 <= last / 1_000_000_000 }

  // MARK: Files

  /// Whether a compressed file may still be on its way: written to within the minute before the last look.
  func isBeingWritten(_ status: FileStatus) -> Bool { last - status.modified < 60_000_000_000 }

  /// When a follower last saw what a name stands for; 0 where none ever did.
  ///
  /// - Parameters:
  ///   - seen: When this follower did.
  ///   - patterns: What is followed.
  func since(_ path: String, seen: Int64?, among patterns: [FollowedPattern]) -> Int64 {
    if let seen { return seen }
    // One that has not been there since: what came before this process is asked for, too.
    let isMissed = patterns.contains { $0.text == path } || readBefore.contains(path)
    guard let predecessor, isFirst || isMissed else { return previous }
    let isKnown = patterns.contains { predecessor.patterns.contains($0.text) && $0.fits(path) }
    return isKnown ? predecessor.since : previous
  }

  /// Whether nobody has read a log before that nobody has seen since some time. A follower that was killed
  /// before it could say when it looked may have passed over nothing yet.
  func isUnread(since: Int64) -> Bool { isFirst && (since == 0 || predecessor?.looked == 0) }

  /// The time up to which all lines of logs are committed that were last looked at then, or at work here.
  ///
  /// What waited in a follower that was killed is not.
  func settled(since: Int64) -> Int64 {
    let wait =
      since == predecessor?.since ? FollowStatus.longestWait : FollowedFolders.clockSkew
    return since - wait
  }
}
