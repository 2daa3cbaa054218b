internal import ArgumentParser
internal import Traffic

/// `sporlos config`: what is in force, and where each value comes from.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print the settings in force, and where each comes from.",
    discussion: """
      Every setting is an option of some command, a key of the configuration file, and a variable of the \
      environment: --seal-after, seal-after = 48, SPORLOS_SEAL_AFTER=48. An option outranks the environment, the \
      environment the file, and the file the default. The file is \(SettingsFile.usualPath), the one that \
      SPORLOS_CONFIG names, or the one of --config; none is no file.

      What is printed is a configuration file by itself; defaults are in comments. The file is checked \
      as a whole, with the formats and sitemaps that it names, and nothing is changed.

      Examples:
        sporlos config
        sporlos config --config ./sporlos.toml
        SPORLOS_THRESHOLD=10 sporlos config --json
        sporlos init > sporlos.toml

      Exit codes: 0 all is well, 1 a file that is named could not be read, 2 a setting is not what it should be.
      """)

  @OptionGroup var settings: SettingsOptions

  @Flag(help: "Print the settings as JSON.")
  var json = false

  func run() throws {
    let found = try Settings(file: settings.config)
    found.use()
    try SettingsCheck(found).run()
    let report = SettingsReport(found)
    try Answer.writeLine(json ? report.json : report.text)
  }
}
