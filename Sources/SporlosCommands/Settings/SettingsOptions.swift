internal import ArgumentParser

/// Where options that nobody types come from.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration file (default: \(SettingsFile.usualPath), if it is there; none: none).",
      valueName: "file"), completion: .file(extensions: ["toml"]))
  var config: String?
}
