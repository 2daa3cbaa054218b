internal import Traffic

/// What was read of one state of a database, for several questions that have to know the same.
///
/// It belongs to that state, and goes with it: nothing in it is ever of another.
final class SnapshotMemory {
  private var answers: [AnyHashable: Any] = [:]
  /// Whether all answers are kept, rather than names and numbers of what there is.
  fileprivate let keepsAll: Bool

  init(keepsAll: Bool = false) { self.keepsAll = keepsAll }

  func answer<Answer>(to question: some Hashable, _ read: () throws -> Answer) rethrows -> Answer {
    if let answer = answers[question] as? Answer { return answer }
    let answer = try read()
    answers[question] = answer
    return answer
  }
}

extension TrafficSnapshot {
  /// The same state, of which each answer is kept: for many reports of the same days.
  ///
  /// It takes as much memory as all that is read of it.
  public var remembering: TrafficSnapshot {
    if let memory, memory.keepsAll { return self }
    return TrafficSnapshot(db: db, memory: SnapshotMemory(keepsAll: true))
  }

  /// The answer to a question to this state, read once where the state is ``remembering``.
  ///
  /// - Parameter question: All that the answer hangs on, and of a type that nothing else is asked with.
  public func remembered<Answer>(
    _ question: some Hashable, _ read: () throws -> Answer
  ) rethrows -> Answer {
    guard let memory, memory.keepsAll else { return try read() }
    return try memory.answer(to: question, read)
  }

  func remembered<Answer>(
    _ question: SnapshotQuestion, _ read: () throws -> Answer
  ) rethrows -> Answer {
    guard let memory else { return try read() }
    return try memory.answer(to: question, read)
  }
}

/// What is asked of a snapshot again and again.
enum SnapshotQuestion: Hashable {
  case sites, spans, threshold, version, isPublishedFile, pages
  case referrers, campaigns, loneSites
  case names(String)
  case isAcrossEnds(ClosedRange<Day>, site: Int64?)
  case hours(ClosedRange<Day>, site: Int64?)
}
