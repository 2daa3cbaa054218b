internal import AccessLog
internal import Collecting
internal import Traffic

/// A secret that users carry from one machine to another as a line of text: what it is called.
struct CarriedSecret {
  /// Such as "the invitation".
  private let name: String
  /// What is wrong with a file that has something else.
  private let foreign: String

  static let invitation = CarriedSecret(
    name: "the invitation",
    foreign:
      "is not an invitation to a fleet: use the line that `sporlos fleet invite` wrote on one of its servers"
  )
  static let backfill = CarriedSecret(
    name: "the start of the backfill",
    foreign: "does not start a backfill: use the file that `sporlos backfill start` wrote")

  /// Writes it to a file, or to standard output.
  func write(_ text: SecretBytes, to file: String) throws(CommandFailure) {
    guard file != "-" else { return try Answer.write(text) }
    do throws(SecretTextError) { try SecretText.write(text, to: file) } catch {
      throw failure(error, file)
    }
  }

  /// Reads it from a file, or from standard input.
  func read<Secret>(
    _ file: String, length: Int, as secret: (SecretBytes) -> Secret?
  ) throws(CommandFailure) -> Secret {
    do throws(SecretTextError) {
      return try SecretText.read(file, length: length, as: secret)
    } catch { throw failure(error, file) }
  }

  private func failure(_ error: SecretTextError, _ file: String) -> CommandFailure {
    let quoted = QuotedText.quoted(file)
    return switch error {
    case .read(let errno): CommandFailure("cannot read \(name) \(quoted)\(systemTrouble(errno))")
    case .write(let errno): CommandFailure("cannot write \(name) \(quoted)\(systemTrouble(errno))")
    case .foreign: CommandFailure("\(file == "-" ? "standard input" : quoted) \(foreign)")
    }
  }
}
