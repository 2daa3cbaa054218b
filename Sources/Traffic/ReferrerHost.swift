/// Where a visitor came from, as far as it may be kept: a host, never a path, a query or a user.
///
/// Only the red room makes one from a log. Labels of a host that look like a person's data have
/// become placeholders there, such as `:id` in `:id.users.example`.
public struct ReferrerHost: Hashable, Comparable, Sendable {
  /// Lower-case ASCII without a leading `www.` and without port, `android-app://` and the name of a
  /// package, or a name in parentheses that stands in for what has no host.
  public let text: String

  /// The most bytes a text may have; of a longer host, leading labels are dropped.
  public static let longest = 100

  /// No referrer was sent: typed, bookmarked, or withheld.
  public static let direct = ReferrerHost(redacted: "(direct)")
  /// A page of the site itself.
  public static let `internal` = ReferrerHost(redacted: "(internal)")
  /// A host that is an address, or a name made of one.
  public static let address = ReferrerHost(redacted: "(address)")
  /// A name of a private network, such as `intranet` or `printer.local`: it may be a person's.
  public static let local = ReferrerHost(redacted: "(local)")
  /// A program's own scheme, such as `file:` or that of a browser's extension.
  public static let app = ReferrerHost(redacted: "(app)")
  /// What is no web address.
  public static let invalid = ReferrerHost(redacted: "(invalid)")
  /// What stands in for hosts that too few page views came from for the host to be kept.
  public static let rare = ReferrerHost(redacted: "(rare referrers)")
  /// What stands in for further hosts once a log has named too many.
  public static let overflow = ReferrerHost(redacted: "(other referrers)")

  /// What the text of an Android application's referrer begins with.
  package static let androidScheme = "android-app://"

  /// Takes text that has been redacted, or that was read back from a database.
  package init(redacted text: String) { self.text = text }

  public static func < (left: ReferrerHost, right: ReferrerHost) -> Bool { left.text < right.text }
}
