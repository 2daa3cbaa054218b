internal import Traffic

/// The command line that this process was started with.
enum ProgramArguments {
  /// Its words but for the program's name, which may be names of files that are no UTF-8.
  static var typed: [String] {
    // SAFETY: so many words are there for as long as the process, and nobody changes them.
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      unsafe CommandLine.unsafeArgv[index].map { unsafe FileName.text($0) }
    }
  }
}
