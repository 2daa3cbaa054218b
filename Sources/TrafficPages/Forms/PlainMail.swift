import TrafficReport

/// A mail of plain text for the standard input of `sendmail -t`.
public struct PlainMail: Hashable, Sendable {
  public var subject: String
  public var body: String
  public var to: [MailAddress]
  /// Without it, `sendmail` says who it is from.
  public var from: MailAddress?
  /// Seconds since 1970 in UTC.
  public var time: Int64

  public init(
    subject: String, body: String, to: [MailAddress], from: MailAddress? = nil, time: Int64
  ) {
    (self.subject, self.body, self.to) = (subject, body, to)
    (self.from, self.time) = (from, time)
  }

  /// The mail, its lines ended by LF; subject and body are encoded, so nothing in them is a header.
  ///
  /// - Complexity: O(*n*) in the length of the body.
  public var text: String {
    let headers =
      MailText.headers(subject: subject, to: to, from: from, time: time) + [
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
      ]
    return headers.joined(separator: "\n") + "\n\n" + MailText.quotedPrintable(body) + "\n"
  }
}
