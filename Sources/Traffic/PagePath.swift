/// A page's path after redaction: what a report may show.
///
/// Only the red room makes one from a request; there, everything that looks like a person's
/// data has become a placeholder such as `:email` or `:id`.
public struct PagePath: Sendable {
  /// Percent-decoded UTF-8 without control characters.
  public let text: String

  /// Takes text that has been redacted, or that was read back from a database.
  package init(redacted text: String) { self.text = text }

  /// What stands in for a request line without a path, such as TLS bytes sent to a plain port.
  public static let invalidRequest = PagePath(redacted: "(invalid request)")
  /// What stands in for a connection that sent no request at all.
  public static let noRequest = PagePath(redacted: "(no request)")

  /// What stands in for a path that no page has and only attackers ask for: their text is theirs,
  /// and there is no end of it.
  public static let probe = PagePath(redacted: "(probe)")
}
