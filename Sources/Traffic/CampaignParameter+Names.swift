// Made by Sources/Tables/refresh from Sources/Tables/campaigns.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.

extension CampaignParameter {
  /// All parameters; of two that say the same, the first one counts.
  static let names: [(name: String, part: CampaignPart)] = [
    ("utm_source", .source),
    ("utm_medium", .medium),
    ("utm_campaign", .name),
    ("mtm_source", .source),
    ("mtm_medium", .medium),
    ("mtm_campaign", .name),
    ("matomo_campaign", .name),
    ("pk_source", .source),
    ("pk_medium", .medium),
    ("pk_campaign", .name),
    ("pk_cpn", .name),
    ("piwik_campaign", .name),
    ("ref", .source),
    ("source", .source),
  ]
}
