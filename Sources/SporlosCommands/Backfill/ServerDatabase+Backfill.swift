internal import AccessLog
internal import Collecting
internal import TimeZones
internal import Traffic
internal import TrafficStore

extension ServerDatabase {
  /// Begins a backfill of the database, and writes what other machines need to read logs for it.
  ///
  /// - Parameters:
  ///   - isAgain: Whether one that was begun is given up.
  ///   - zone: The time zone of its days, where the database is made.
  func startBackfill(
    to file: String, isAgain: Bool, zone: ZoneClock?
  ) throws(CommandFailure) {
    let secret = try withDatabase(isMade: true, zone: zone?.name, all: "parts of a backfill") {
      store in
      guard try isAgain || state.backfillKey() == nil else {
        throw CommandFailure(
          "a backfill of \(QuotedText.quoted(database)) is under way: finish it with "
            + "`sporlos backfill finish`, or give it up with --again, after which its parts cannot be used"
        )
      }
      let names = NameSecret()
      let key = try state.key(of: store)
      try state.write(names)
      return BackfillSecret(key: key, recipient: names.publicKey, timeZone: store.timeZone)
    }
    try SecretText.write(secret.text, to: file, called: "the start of the backfill")
  }
}

extension BackfillSecret {
  /// What `sporlos backfill start` wrote.
  static func read(_ file: String) throws(CommandFailure) -> BackfillSecret {
    let text = try SecretText.read(
      file, length: BackfillSecret.textLength, called: "the start of the backfill")
    guard let secret = text.flatMap(BackfillSecret.init(text:)) else {
      throw CommandFailure(
        "\(file == "-" ? "standard input" : QuotedText.quoted(file)) does not start a backfill: use the file "
          + "that `sporlos backfill start` wrote")
    }
    return secret
  }
}
