internal import ArgumentParser
internal import Traffic
internal import TrafficPages

extension MailAddress {
  /// The addresses that somebody typed.
  ///
  /// - Throws: `ValidationError` for the first that cannot stand in a mail.
  static func checked(_ texts: [String]) throws -> [MailAddress] {
    try texts.map { text in
      if let address = MailAddress(text) { return address }
      throw ValidationError(
        "\(QuotedText.quoted(text)) is not a valid mail address: give one such as web@example.org, "
          + "without a name")
    }
  }
}
