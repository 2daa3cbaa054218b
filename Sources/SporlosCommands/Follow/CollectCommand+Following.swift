internal import AccessLog
internal import ArgumentParser
internal import Traffic

// The command line's part that is about following.

extension CollectCommand {
  /// Follows the logs, or prints a unit that does.
  func runFollowing() throws {
    var options = try followOptions()
    try configure(&options.collect)
    guard !printUnit else {
      try Answer.writeLine(SystemdUnit(options: options, arguments: Sporlos.arguments).text)
      return
    }
    options.collect.settings.countries = try countries()
    options.collect.settings.sitemap = try listed.pages(options.collect.settings.rules)
    try FollowAction(options).run()
  }

  /// Shows how the follower of a database is doing.
  func showStatus() throws {
    let folder = StateFolder(database: db, named: state)
    guard let report = FollowStatusReport(in: folder) else {
      throw CommandFailure(
        "nobody has followed logs into \(QuotedText.quoted(db)) yet: "
          + "start with `sporlos collect --follow`")
    }
    try Answer.writeLine(json ? report.json : report.text)
    if !report.isRunning { throw ExitCode(1) }
  }

  /// Refuses what only a follower heeds, where none is asked for.
  func refuseFollowOptions() throws {
    let given = [
      (flush != nil, "--flush"), (health != nil, "--health"), (fromEnd, "--from-end"),
      (metrics != nil, "--metrics"),
    ]
    for (isGiven, name) in given where isGiven {
      throw ValidationError("\(name) is about following a log: give --follow, or leave it out")
    }
  }

  /// What is asked for, checked.
  func followOptions() throws -> FollowOptions {
    var options = FollowOptions(collect: try options())
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
    options.health = health > .zero ? health : nil
    options.isFromEnd = fromEnd
    options.metrics = metrics
    options.files = [geo].compactMap { $0 }.filter { $0 != "none" } + listed.sitemap
    options.files += [log.formatFile].compactMap { $0 }
    if printUnit, let folder = UnitFolders(options).unnameable.first {
      throw ValidationError(
        "a unit cannot name the folder \(QuotedText.quoted(folder)), which the service writes to: "
          + "it has a line end or another character that is not shown, so rename it")
    }
    return options
  }
}
