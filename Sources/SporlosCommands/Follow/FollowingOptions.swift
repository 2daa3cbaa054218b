internal import ArgumentParser
internal import Collecting
internal import Counting
internal import FileSystem
internal import Traffic

/// What only a follower needs to know.
struct FollowingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Commit every line within this time. On a quiet site, anyone who compares copies of the database can then "
        + "see single requests (default: every 2.5s, but as a rule only what holds \(HourVisitors.few) visitors of each "
        + "site or a whole hour).", valueName: "time"))
  var flush: String?

  @Flag(help: "Skip the existing lines of logs that were not followed before.")
  var fromEnd = false

  @Option(
    help: ArgumentHelp(
      "How often to report progress on standard error; 0s disables it (default: 1h).",
      valueName: "time"))
  var health: String?

  @Option(
    help: ArgumentHelp(
      "Write metrics to this file, in Prometheus' text format.", valueName: "file"),
    completion: .file())
  var metrics: String?

  @Option(
    help: ArgumentHelp(
      "The group that may read the metrics, such as node_exporter's (default: the process's).",
      valueName: "group"))
  var metricsGroup: String?

  /// Refuses options of a follower where no log is followed.
  func refuse() throws {
    let given = [
      (flush != nil, "--flush"), (health != nil, "--health"), (fromEnd, "--from-end"),
      (metrics != nil, "--metrics"), (metricsGroup != nil, "--metrics-group"),
    ]
    for (isGiven, name) in given where isGiven {
      throw ValidationError(
        "\(name) is for following logs: use `sporlos follow`, or leave it out")
    }
  }

  /// What is asked for, checked.
  func options(of collecting: CollectingOptions) throws -> FollowOptions {
    var options = FollowOptions(collect: try collecting.options())
    let (flush, health) = (self.flush ?? "10s", self.health ?? "1h")
    guard let flush = Duration(written: flush), flush >= .milliseconds(100), flush <= .seconds(3600)
    else {
      throw ValidationError(
        "--flush takes a time from 100ms to 1h, such as 500ms, 10s or 1m, "
          + "not \(QuotedText.quoted(flush))")
    }
    guard let health = Duration(written: health) else {
      throw ValidationError(
        "--health takes a time such as 10m or 1h, not \(QuotedText.quoted(health))")
    }
    options.flush = flush
    options.isPrompt = self.flush != nil
    options.health = health > .zero ? health : nil
    options.isFromEnd = fromEnd
    options.metrics = metrics
    if let metricsGroup {
      guard let group = SystemGroup.number(of: metricsGroup) else {
        throw ValidationError(
          "--metrics-group: there is no group \(QuotedText.quoted(metricsGroup))")
      }
      options.metricsGroup = group
    }
    options.files =
      [collecting.addresses.countryPath].compactMap { $0 } + collecting.logs.listed.sitemap
    options.files += [collecting.logs.log.formatFile].compactMap { $0 }
    return options
  }
}
