internal import LogFormats

/// Scrubs a scrubbed line once more, to see whether it stays the same.
///
/// In `%v%U` nothing stands between two values, and in `$http_user_agent $status` a value may have blanks in
/// it: there a line may be read in another way than it was written, and so count as another. One whose
/// values are written alike again, each in its place, is read as the line it was made of.
final class LineCheck {
  private var scrubber: LogScrubber
  private var lines = ScrubbedLines()

  init(_ settings: ScrubSettings, _ plan: FormatPlan) {
    scrubber = LogScrubber(settings, isCheck: true)
    scrubber.begin(LogFormat(plan: plan))
  }

  /// Whether the last line of an output stays the same.
  ///
  /// - Parameters:
  ///   - start: Where the line begins.
  ///   - ends: Where its values end, counted from there.
  func isSame(_ output: borrowing ScrubbedLines, from start: Int, _ ends: [Int]) -> Bool {
    // SAFETY: the line is alive while the output is borrowed, and has padding behind it; what is lent of the
    // other lines is only compared.
    unsafe output.withLines(from: start) { line in
      let tally = unsafe scrubber.scrub(line, into: &lines)
      guard tally.hits == 1, scrubber.ends == ends else { return false }
      return unsafe lines.withLines { unsafe $0.elementsEqual(line) }
    }
  }
}
