internal import Foundation
internal import Glibc
internal import Traffic

/// Another program that is run to its end, with a text on its standard input.
struct ChildProcess {
  private let identifier: pid_t

  /// Starts a program; `nil`, and the system's error in `errno`, where that is not possible.
  ///
  /// The text is in the pipe before the program begins, so whoever never reads it ends nothing.
  ///
  /// - Parameters:
  ///   - program: Its path.
  ///   - arguments: Those behind its name.
  ///   - variables: What it has in its environment beside what this process has.
  init?(
    _ program: String, _ arguments: [String], input: String, _ variables: [String: String]
  ) {
    var ends: [Int32] = [-1, -1]
    // SAFETY: room for two descriptors.
    guard unsafe pipe(&ends) == 0 else { return nil }
    // The program has its end as standard input, and neither under another number.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // More than a pipe takes before anybody reads is refused, rather than waited for.
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    defer { close(ends[0]) }
    let bytes = Array(input.utf8)
    // SAFETY: the bytes live for the call.
    let written = unsafe Glibc.write(ends[1], bytes, bytes.count)
    close(ends[1])
    guard written == bytes.count else {
      errno = E2BIG
      return nil
    }
    let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    // SAFETY: each word is a copy that ends in a zero, and freed below; both lists end in `nil`.
    var words = unsafe ([program] + arguments).map { word in
      word.withFileName { unsafe strdup($0) }
    }
    var settings = unsafe environment.map { name, value in
      (name + "=" + value).withFileName { unsafe strdup($0) }
    }
    // SAFETY: the lists are this function's own.
    unsafe words.append(nil)
    unsafe settings.append(nil)
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe settings.indices { unsafe free(settings[index]) }
    }
    // SAFETY: the list is made here and destroyed when this ends.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    // What it starts itself ends with it. SAFETY: made here and destroyed when this ends.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    // Whoever started this may have had signals wait: what is started here takes them. SAFETY: as above.
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    var identifier: pid_t = 0
    // SAFETY: all of these live for the call.
    let code = program.withFileName {
      unsafe posix_spawn(&identifier, $0, &actions, &attributes, words, settings)
    }
    guard code == 0 else {
      errno = code
      return nil
    }
    self.identifier = identifier
  }

  /// How a program ended.
  enum End: Equatable {
    case code(Int32)
    /// By a signal that was not ours.
    case signal
    /// It took too long, and was ended with all that it had started.
    case timedOut
  }

  /// Waits until it ends, or ends it.
  ///
  /// - Parameter limit: How long it may take.
  func wait(atMost limit: Duration) -> End {
    if let end = end(within: limit) { return end }
    kill(-identifier, SIGTERM)
    usleep(1_000_000)
    // As long as nobody has asked how it ended, no other group can have its number.
    kill(-identifier, SIGKILL)
    _ = end(within: .seconds(10))
    return .timedOut
  }

  /// How it ended; `nil` where it runs after that time still.
  private func end(within limit: Duration) -> End? {
    let end = ContinuousClock.now + limit
    var status: Int32 = 0
    while true {
      // SAFETY: the number lives for the call.
      let ended = unsafe waitpid(identifier, &status, WNOHANG)
      if ended == identifier { return status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal }
      if ended < 0, errno != EINTR { return .signal }
      if ContinuousClock.now >= end { return nil }
      usleep(10_000)
    }
  }
}
