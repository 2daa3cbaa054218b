internal import ArgumentParser
internal import Collecting
internal import Traffic

struct UnitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unit",
    abstract: "Print a systemd unit that follows or collects logs in a sandbox.",
    discussion: """
      Examples:
        sporlos unit '/var/log/nginx/*.log' --db /var/lib/sporlos/traffic.sqlite \\
          > /etc/systemd/system/sporlos.service
        sporlos unit --nightly \\
          > /etc/systemd/system/sporlos-collect.service

      Takes the arguments of `sporlos follow`, or with --nightly those of `sporlos collect`. If the \
      configuration file lists your logs, name none. Comments at the top of the unit say what to do before \
      you start it.

      Exit codes: 0 the unit is printed, 1 a file could not be read, 2 invalid usage.
      """)

  @OptionGroup var collecting: CollectingOptions
  @OptionGroup(title: "Following") var following: FollowingOptions

  @Flag(help: "Print a service that collects once, and its timer in comments.")
  var nightly = false

  func run() throws {
    if nightly { try following.refuse() }
    try UnitCommand.printUnit(collecting, following, nightly ? .nightly : .follow)
  }

  static func printUnit(
    _ collecting: CollectingOptions, _ following: FollowingOptions, _ work: SystemdUnit.Work
  ) throws {
    try SystemdUnit.requireLogs(collecting)
    var options = try following.options(of: collecting)
    try SystemdUnit.requireNameable(options)
    try collecting.configure(
      &options.collect, isFollowing: true, isQuiet: true, readsSitemaps: false)
    options.files += Settings.inForce.files
    try Answer.writeLine(
      SystemdUnit(work: work, options: options, arguments: ProgramArguments.typed).text)
  }
}

extension SystemdUnit {
  /// Refuses what no service can follow.
  static func requireLogs(_ collecting: CollectingOptions) throws {
    let inputs = collecting.inputs
    let isConfigured = collecting.logs.log.formatFile != nil || ConfiguredLogs.areThere
    guard !inputs.isEmpty || isConfigured, !inputs.contains("-") else {
      throw ValidationError("a service has no standard input: name the logs to follow")
    }
  }

  /// Refuses folders that no unit can name.
  static func requireNameable(_ options: FollowOptions) throws {
    guard let folder = UnitFolders(options).unnameable.first else { return }
    throw ValidationError(
      "a unit cannot name the folder \(QuotedText.quoted(folder)), which the service writes to: "
        + "it has a line end or another invisible character, so rename it")
  }
}
