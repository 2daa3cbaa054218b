/// A format as its server's string says it, before it is made a plan: what every compiler returns.
public struct FormatDefinition: Hashable, Sendable {
  /// What one line is.
  public enum Shape: Hashable, Sendable {
    /// Values with bytes between them.
    case line([FormatPiece])
    /// A JSON object (RFC 8259) a line, its keys in any order.
    case json([FormatKey])
    /// `key=value` pairs with blanks between them, values perhaps in quotes.
    case logfmt([FormatKey])
    /// Values with one separator between them, each perhaps in quotes (RFC 4180 with `,`).
    case separated(UInt8, [FormatField])
  }

  /// A preset's name, or for a string of the user's the name of its dialect, as `nginx`.
  public var name: String
  public var shape: Shape
  /// Whether a line may go on behind the last value, after a space.
  public var allowsMore: Bool
  /// Whether the target is a whole URL of a site of our own, so that the host in it is the site
  /// (a cache or proxy in front of it), and not whatever a client asks for.
  public var targetNamesHost: Bool
  /// Whether lines of the log itself say what its columns are, as W3C's `#Fields` do.
  public var hasHeadings = false

  public init(
    name: String, shape: Shape, allowsMore: Bool = false, targetNamesHost: Bool = false
  ) {
    self.name = name
    self.shape = shape
    self.allowsMore = allowsMore
    self.targetNamesHost = targetNamesHost
  }
}
