internal import LogFormats

// Which format a log is of: a known one where its lines are of one, or else the one that their values
// tell.

extension LogFormat {
  /// The format that most of a log's first lines are of; `nil` when none is.
  ///
  /// - Parameters:
  ///   - head: The log's first bytes, with ``LogLines/slack`` readable bytes behind them.
  ///   - likely: The format it is of where the lines fit another one just as well.
  ///   - leastFit: The share of the lines that must fit.
  /// - Complexity: O(*n*) in the bytes of at most 512 lines.
  public static func recognised(
    in head: UnsafeBufferPointer<UInt8>, likely: LogFormat? = nil, leastFit: Double = 0.5
  ) -> LogFormat? {
    let lines = unsafe sample(of: head)
    guard !lines.isEmpty else { return nil }
    var scorer = FormatScorer(lines)
    if let likely, scorer.fit(of: likely.plan) > 0.9 { return likely }
    let guess = FormatSniffer.guess(lines)
    let guessed = guess.flatMap { guess in
      (try? FormatPlan(guess.definition)).map { (plan: $0, fit: scorer.fit(of: $0)) }
    }
    let known = scorer.best(of: FormatPlan.guessable, guessed: guessed?.plan)
    if let guess, let guessed, guessed.fit >= leastFit {
      // What a known format says of a value, no guess does; but it must say as much.
      if let known, known.fit >= guessed.fit - 0.02,
        known.plan.meanings.isSuperset(of: guessed.plan.meanings)
      {
        return LogFormat(plan: known.plan, notes: guess.notes)
      }
      return LogFormat(plan: guessed.plan, notes: guess.notes)
    }
    // Lines of a known format are none by accident, however many others there are between them.
    guard let known, known.fit >= min(leastFit, 0.1) else { return nil }
    return LogFormat(plan: known.plan)
  }

  /// Lines to look at: the first ones, and some from all over where there are more.
  private static func sample(of head: UnsafeBufferPointer<UInt8>) -> [ArraySlice<UInt8>] {
    let bytes = unsafe Array(head)
    let lines = bytes.split(separator: 0x0a).filter { $0.count <= 65_536 }
    guard lines.count > FormatSniffer.mostLines else { return Array(lines) }
    let first = FormatSniffer.mostLines / 4
    let step = Double(lines.count - first) / Double(FormatSniffer.mostLines - first)
    return lines[..<first]
      + (0..<(FormatSniffer.mostLines - first)).map { lines[first + Int(Double($0) * step)] }
  }
}

extension FormatPlan {
  /// What its values mean.
  var meanings: Set<FieldMeaning> {
    Set(fields.map(\.meaning)).subtracting([.ignored])
  }
}

/// Counts how many lines are of a format: by the same loop that reads them.
private struct FormatScorer: ~Copyable {
  private let lines: [[UInt8]]
  private var reader = LogLines()

  init(_ lines: [ArraySlice<UInt8>]) {
    // Lines may be looked at a little beyond their end.
    self.lines = lines.map {
      Array($0) + [0x0a] + [UInt8](repeating: 0, count: LogLines.slack)
    }
  }

  /// The share of the lines whose values are what the format says, 0 to 1.
  ///
  /// - Parameter step: Look at each line, or only at some of them.
  mutating func fit(of plan: FormatPlan, step: Int = 1) -> Double {
    reader.begin(LogFormat(plan: plan), site: nil, isAlone: true)
    var fitting = 0
    var looked = 0
    for index in stride(from: 0, to: lines.count, by: step) {
      looked += 1
      let fit = unsafe lines[index].withUnsafeBufferPointer { bytes in
        // SAFETY: the slack stays behind what is left.
        unsafe reader.fit(
          of: UnsafeBufferPointer(rebasing: bytes.dropLast(LogLines.slack)), 0)
      }
      if fit != .none { fitting += 1 }
    }
    return Double(fitting) / Double(looked)
  }

  /// Of formats that fit most lines, the one that tells most.
  ///
  /// - Parameter guessed: What the values themselves tell. A host, which any word may be, and a
  ///   duration, which any number may be, are taken for one only where they tell it, too.
  mutating func best(
    of plans: [FormatPlan], guessed: FormatPlan?
  ) -> (plan: FormatPlan, fit: Double)? {
    var best: (plan: FormatPlan, fit: Double)?
    let step = max(1, lines.count / 32)
    for plan in plans {
      if step > 1, fit(of: plan, step: step) == 0 { continue }
      let fit = fit(of: plan)
      guard fit > 0 else { continue }
      let unsure: Set<FieldMeaning> = [.host, .duration]
      let guesses = plan.meanings.intersection(unsure)
      guard guesses.isSubset(of: guessed?.meanings ?? []) else { continue }
      if let other = best, other.fit > fit + 0.02 { continue }
      if let other = best, fit <= other.fit + 0.02, other.plan.meanings.count >= plan.meanings.count
      {
        continue
      }
      best = (plan, fit)
    }
    return best
  }
}
