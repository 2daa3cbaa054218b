#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A password from the terminal, which does not show it, or from standard input.
enum PasswordPrompt {
  static func read() throws -> String {
    guard isatty(STDIN_FILENO) == 1 else { return try line() }
    var shown = termios()
    // SAFETY: `shown` is a whole `termios` that lives for the call.
    guard unsafe tcgetattr(STDIN_FILENO, &shown) == 0 else {
      throw Failure(
        "the terminal cannot hide a password: give it on standard input")
    }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    // SAFETY: both are whole and live for the calls.
    unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer { unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
    func ask(_ text: String) throws -> String {
      StandardError.write(text)
      defer { StandardError.write("\n") }
      return try line()
    }
    let password = try ask("Password: ")
    guard try ask("Once more: ") == password else { throw Failure("the passwords do not match") }
    return password
  }

  private static func line() throws -> String {
    guard let line = readLine() else { throw Failure("there is no password on standard input") }
    return line
  }
}
