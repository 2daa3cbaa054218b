internal import ArgumentParser
internal import Collecting
internal import Traffic

extension Day {
  /// The day that `--today` names; `nil` where it was not given.
  init?(today text: String?) throws {
    guard let text else { return nil }
    guard let day = Day(text) else {
      throw ValidationError(
        "--today takes a day such as 2026-10-01, not \(QuotedText.quoted(text))")
    }
    self = day
  }
}
