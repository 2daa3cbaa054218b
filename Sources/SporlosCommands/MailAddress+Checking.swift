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
        "\(QuotedText.quoted(text)) is not an address that can stand in a mail: give one as web@example.org, "
          + "without a name")
    }
  }
}
