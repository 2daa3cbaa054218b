/// What a link says of the campaign it belongs to, as far as it may be kept.
///
/// Only the red room makes one from a request; a value that looks like a person's data has become
/// a placeholder such as `:email` there.
public struct Campaign: Hashable, Comparable, Sendable {
  /// Where the link stands, as `utm_source` tells; empty where nothing does.
  public let source: String
  /// By what kind of medium it came, as `utm_medium` tells; empty where nothing does.
  public let medium: String
  /// The campaign's name, as `utm_campaign` tells; empty where nothing does.
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

  /// The value of a part, empty where there is none.
  public subscript(part: CampaignPart) -> String {
    switch part {
    case .source: source
    case .medium: medium
    case .name: name
    }
  }

  public static func < (left: Campaign, right: Campaign) -> Bool {
    (left.source, left.medium, left.name) < (right.source, right.medium, right.name)
  }
}

/// What a link tells of its campaign.
public enum CampaignPart: CaseIterable, Sendable {
  case source
  case medium
  case name
}

/// A parameter of a query that may be kept, where a setting allows it.
///
/// Most newsletters and advertisements use Urchin's names (Google Analytics help, "Collect campaign
/// data with custom URLs"), others those of Matomo or short ones. All of them, with their sources, stand
/// in `Sources/Tables/campaigns.tsv`.
public struct CampaignParameter: RawRepresentable, CaseIterable, Hashable, Sendable {
  /// Its place among all: of two that tell the same part of a link, the lower one counts.
  package let rank: Int

  /// The name of it in a query, in lower case.
  public var rawValue: String { CampaignParameter.names[rank].name }
  public var part: CampaignPart { CampaignParameter.names[rank].part }

  public static let allCases = names.indices.map { CampaignParameter(rank: $0) }

  private init(rank: Int) { self.rank = rank }

  public init?(rawValue: String) {
    guard let rank = CampaignParameter.ranks[rawValue] else { return nil }
    self.rank = rank
  }

  private static let ranks = Dictionary(
    uniqueKeysWithValues: names.enumerated().map { ($1.name, $0) })
}
