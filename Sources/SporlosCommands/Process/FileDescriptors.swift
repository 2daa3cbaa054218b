internal import Glibc

/// The numbers that the system has left for files this process opens.
enum FileDescriptors {
  /// What any command needs at once, the two of libdispatch among it, which ends the process where it
  /// gets none.
  private static let least = 4

  /// Fails where not even the fewest are left; to be called before anything is opened.
  static func requireSome() throws(CommandFailure) {
    var taken: [Int32] = []
    defer { for descriptor in taken { close(descriptor) } }
    while taken.count < least {
      let copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)
      guard copy >= 0 else {
        // Whatever else may be wrong with that output is none of this.
        guard errno == EMFILE || errno == ENFILE || errno == EINVAL else { return }
        throw CommandFailure("cannot start" + systemTrouble(EMFILE))
      }
      taken.append(copy)
    }
  }
}
