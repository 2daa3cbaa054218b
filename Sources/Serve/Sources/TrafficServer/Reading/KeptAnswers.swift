internal import Synchronization

/// Answers that were made of the file as it is, for whoever asks the same next: of too many bytes, those that nobody
/// has asked for the longest go first.
///
/// Each is kept by its tag, which stands for the state of the file, the question and what its reader may see: after the
/// file has changed, nobody asks for that tag again.
final class KeptAnswers: Sendable {
  private struct Kept {
    var answer: Answer
    var lastAsked: Int
  }

  private struct State {
    var answers: [String: Kept] = [:]
    var bytes = 0
    var asked = 0
  }

  private let state = Mutex(State())
  private let limit: Int

  init(bytes limit: Int = ServerLimits.keptBytes) { self.limit = limit }

  /// The answer with a tag, if it is kept.
  func answer(tagged tag: String) -> Answer? {
    state.withLock { state in
      guard let kept = state.answers[tag] else { return nil }
      state.asked += 1
      state.answers[tag]?.lastAsked = state.asked
      return kept.answer
    }
  }

  /// Keeps an answer that has a tag, unless it alone is a quarter of all that is kept.
  ///
  /// - Complexity: O(*n*) in the answers for each that has to go.
  func keep(_ answer: Answer) {
    let size = KeptAnswers.bytes(answer)
    guard let tag = answer.tag, size <= limit / 4 else { return }
    state.withLock { state in
      guard state.answers[tag] == nil else { return }
      state.asked += 1
      state.answers[tag] = Kept(answer: answer, lastAsked: state.asked)
      state.bytes += size
      while state.bytes > limit,
        let oldest = state.answers.min(by: { $0.value.lastAsked < $1.value.lastAsked })
      {
        state.answers[oldest.key] = nil
        state.bytes -= KeptAnswers.bytes(oldest.value.answer)
      }
    }
  }

  /// What an answer takes, its place among the others included.
  private static func bytes(_ answer: Answer) -> Int { answer.body.utf8.count + 1024 }
}
