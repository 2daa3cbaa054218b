internal import ArgumentParser
internal import Traffic
internal import TrafficStore

/// How long a database keeps what: remembered by it, and enforced by each run.
struct RetentionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How long to keep any counts, from now on.", valueName: "age"))
  var keep: String?

  @Option(
    help: ArgumentHelp("How long to keep counts by the hour, from now on.", valueName: "age"))
  var keepHours: String?

  @Option(
    help: ArgumentHelp(
      "How long to keep counts by the day, from now on; all: as long as any counts.",
      valueName: "age"))
  var keepDays: String?

  /// What is asked for, checked.
  func changes() throws -> RetentionChanges {
    var changes = RetentionChanges(
      keep: try age(keep, "--keep"), hours: try age(keepHours, "--keep-hours"))
    if keepDays == "all" {
      changes.days = .some(nil)
    } else if let days = try age(keepDays, "--keep-days", or: ", or all") {
      changes.days = days
    }
    return changes
  }

  private func age(_ text: String?, _ option: String, or other: String = "") throws -> Age? {
    guard let text else { return nil }
    guard let age = Age(text) else {
      throw ValidationError(
        "\(option) takes an age such as 90d, 13mo or 2y\(other), not \(QuotedText.quoted(text))")
    }
    return age
  }
}
