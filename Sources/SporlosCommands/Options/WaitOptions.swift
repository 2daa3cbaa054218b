internal import ArgumentParser

/// How long a command waits that needs the database for itself.
struct WaitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Seconds to wait for another process that writes to the database.",
      valueName: "seconds"))
  var wait = 60

  func validate() throws {
    guard wait >= 0, wait <= 86_400 else {
      throw ValidationError("--wait takes a number of seconds, up to a day")
    }
  }
}
