/// What a link says of the campaign it belongs to, as far as it may be kept.
///
/// Only the red room makes one from a request; a value that looks like a person's data has become
/// a placeholder such as `:email` there.
public struct Campaign: Hashable, Comparable, Sendable {
  /// The value of `utm_source`, empty where there is none.
  public let source: String
  /// The value of `utm_medium`, empty where there is none.
  public let medium: String
  /// The value of `utm_campaign`, empty where there is none.
  public let name: String

  /// The most bytes of a value.
  public static let longest = 60

  /// What stands in for campaigns with too few page views for their names to be kept.
  public static let rare = Campaign(source: "(rare campaigns)", medium: "", name: "")
  /// What stands in for further campaigns once a log has named too many.
  public static let overflow = Campaign(source: "(other campaigns)", medium: "", name: "")

  /// Takes values that have been redacted, or that were read back from a database.
  package init(source: String, medium: String, name: String) {
    self.source = source
    self.medium = medium
    self.name = name
  }

  /// The value of a parameter, empty where there is none.
  public subscript(parameter: CampaignParameter) -> String {
    switch parameter {
    case .source: source
    case .medium: medium
    case .name: name
    }
  }

  public static func < (left: Campaign, right: Campaign) -> Bool {
    (left.source, left.medium, left.name) < (right.source, right.medium, right.name)
  }
}

/// The parameters of a query that may be kept, where a setting allows them.
///
/// Their names are those of Urchin, which most newsletters and advertisements use (Google Analytics
/// help, "Collect campaign data with custom URLs").
public enum CampaignParameter: String, CaseIterable, Sendable {
  case source = "utm_source"
  case medium = "utm_medium"
  case name = "utm_campaign"
}
