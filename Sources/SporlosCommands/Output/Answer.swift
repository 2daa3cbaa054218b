internal import AccessLog
internal import Glibc

/// What a command was asked for, on its way to standard output: the one place that writes there.
///
/// Only the lines of `sporlos scrub` go another way, since they are written while more are read.
enum Answer {
  /// What has been done by the time the answer is written.
  enum Work {
    /// Nothing but to find the answer.
    case none
    /// Something that stays done; the answer is a summary of it.
    case done
  }

  /// Writes all of a text, or fails.
  ///
  /// - Throws: ``CommandFailure`` where only a part of it, or nothing, was written; a silent one where the
  ///   reader has gone.
  static func write(_ text: String, after work: Work = .none) throws(CommandFailure) {
    guard !Terminal.standardOutput.write(text) else { return }
    throw failure(errno, after: work)
  }

  /// Writes a text and ends its last line.
  static func writeLine(_ text: String, after work: Work = .none) throws(CommandFailure) {
    try write(text + "\n", after: work)
  }

  /// Writes all of a secret, or fails; it is not copied.
  static func write(_ secret: SecretBytes) throws(CommandFailure) {
    let isWritten = unsafe secret.withBytes { unsafe Terminal.standardOutput.write($0) }
    guard !isWritten else { return }
    throw failure(errno, after: .none)
  }

  private static func failure(_ number: Int32, after work: Work) -> CommandFailure {
    guard number != EPIPE else { return .readerGone }
    let place = "cannot write to standard output"
    switch work {
    case .none:
      return CommandFailure(place + systemTrouble(number))
    case .done:
      return CommandFailure(
        place + systemCause(number) + ": the work is done; only its summary is missing")
    }
  }
}
