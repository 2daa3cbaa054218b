internal import ArgumentParser

/// How many threads read lines.
struct ThreadOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Threads for reading lines (default: one per core).", valueName: "n"))
  private var threads: Int?

  /// How many that are.
  var count: Int { threads ?? Processors.count }

  func validate() throws {
    guard (1...1024).contains(count) else {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
  }
}
