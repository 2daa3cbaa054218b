/// A campaign as its links name it (`utm_source`, `utm_medium`, `utm_campaign`), redacted.
///
/// Only the red room makes one from a request, and only of the parameters that a setting allows; a
/// part that is not there, or not allowed, is empty.
public struct Campaign: Hashable, Comparable, Sendable {
  public let source: String
  public let medium: String
  public let name: String

  /// What stands in for further campaigns once a log has named too many.
  public static let surplus = Campaign(redacted: "(other campaigns)", medium: "", name: "")

  /// Takes texts that have been redacted, or that were read back from a database.
  package init(redacted source: String, medium: String, name: String) {
    self.source = source
    self.medium = medium
    self.name = name
  }

  public static func < (left: Campaign, right: Campaign) -> Bool {
    (left.source, left.medium, left.name) < (right.source, right.medium, right.name)
  }
}
