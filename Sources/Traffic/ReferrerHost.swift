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
  /// A host of the list of referrer spam: the name that is advertised is not kept.
  public static let spam = ReferrerHost(redacted: "(referrer spam)")
  /// What stands in for the pairs of a page and a host that a day has too many of.
  public static let overflow = ReferrerHost(redacted: "(other referrers)")

  /// What the text of an Android application's referrer begins with.
  package static let androidScheme = "android-app://"

  /// What stands in for hosts of a group that too few page views came from for their names to be kept, or
  /// that a log has named too many of. The group is a member of a closed set, and names nobody.
  public static func rare(_ group: ReferrerGroup) -> ReferrerHost {
    switch group {
    case .searchEngine: ReferrerHost(redacted: "(rare search engines)")
    case .socialNetwork: ReferrerHost(redacted: "(rare social networks)")
    case .mail: ReferrerHost(redacted: "(rare mail)")
    case .aiAssistant: ReferrerHost(redacted: "(rare AI assistants)")
    case .app: ReferrerHost(redacted: "(rare apps)")
    case .other, .direct, .internal, .site, .spam: ReferrerHost(redacted: "(rare referrers)")
    }
  }

  /// The group that a text of ``rare(_:)`` stands for; `nil` for any other.
  package var rareGroup: ReferrerGroup? { ReferrerHost.rareGroups[text] }

  private static let rareGroups = Dictionary(
    uniqueKeysWithValues: ReferrerHost.groupsWithNames.map { (rare($0).text, $0) })

  /// The groups whose hosts have names that may be anybody's.
  package static let groupsWithNames: [ReferrerGroup] = [
    .searchEngine, .socialNetwork, .mail, .aiAssistant, .site, .app,
  ]

  /// Takes text that has been redacted, or that was read back from a database.
  package init(redacted text: String) { self.text = text }

  public static func < (left: ReferrerHost, right: ReferrerHost) -> Bool { left.text < right.text }
}
