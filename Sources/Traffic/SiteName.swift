/// A site: the name given with `--site`, or the virtual host a log names.
public struct SiteName: Hashable, Comparable, Sendable {
  /// Lower-case ASCII: letters, digits, `.`, `-`, `_`, with placeholders such as `:id` for labels that
  /// may be a person's; or a name in parentheses that stands in for one.
  public let text: String

  /// The most bytes a name may have (RFC 1035, section 2.3.4).
  public static let longest = 253

  /// What a log without virtual hosts counts for when nobody names the site.
  public static let unnamed = SiteName(trusted: "(unnamed)")
  /// What stands in for a host that is not a name: raw bytes, an empty field.
  public static let invalid = SiteName(trusted: "(invalid host)")
  /// What stands in for a host that is an address.
  public static let address = SiteName(trusted: "(address)")
  /// What stands in for hosts that too few people have asked for.
  public static let rare = SiteName(trusted: "(rare sites)")
  /// What stands in for further hosts once a log has named too many.
  public static let overflow = SiteName(trusted: "(other hosts)")

  /// A site with this name, lower-cased; `nil` where it has characters no host name has.
  public init?(_ name: String) {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty, bytes.count <= SiteName.longest, bytes.allSatisfy(SiteName.allows)
    else { return nil }
    self.init(trusted: name.lowercased())
  }

  /// Takes a name that was checked before, or that was read back from a database.
  package init(trusted text: String) { self.text = text }

  /// Whether this stands in for a name, rather than being one.
  public var isPlaceholder: Bool { text.hasPrefix("(") }

  /// Whether a byte may stand in a site's name.
  package static func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  public static func < (left: SiteName, right: SiteName) -> Bool { left.text < right.text }
}
