internal import AccessLog
internal import Counting
internal import Traffic
internal import TrafficStore

/// Takes names of referrers and campaigns back that may not be kept, before a batch gets as far as the database.
struct RareNameFolding {
  let database: TrafficDatabase
  let key: SourceKey

  /// A batch without the names of referrers and campaigns that may not be kept: those the database
  /// does not have, and that are rare even with what it knows of them by their tags.
  func folded(_ rollup: Rollup) throws(StoreError) -> Rollup {
    try decision(on: rollup.personalNames).folded(rollup)
  }

  /// Decides which of some names may be kept.
  ///
  /// - Parameter all: Those that could be somebody's, with their page views in all that is to be committed.
  func decision(on all: RareNames) throws(StoreError) -> RareNameDecision {
    var names = all
    if !names.isEmpty {
      names = names.without(
        try database.known(Array(names.referrers.keys)),
        try database.known(Array(names.campaigns.keys)))
    }
    let referrerTags = names.referrers.keys.reduce(into: [:]) { $0[$1] = key.tag(name: $1.text) }
    let campaignTags = names.campaigns.keys.reduce(into: [:]) { $0[$1] = key.tag(campaign: $1) }
    let views = try database.waitingViews(Array(referrerTags.values) + campaignTags.values)
    func waited(_ tag: PageTag?) -> Int64 { tag.flatMap { views[$0] } ?? 0 }
    let rare = names.rare {
      waited(referrerTags[$0])
    } campaigns: {
      waited(campaignTags[$0])
    }
    return RareNameDecision(
      rare: rare, referrerTags: referrerTags, campaignTags: campaignTags,
      waited: views.filter { $0.value > 0 }, forgotten: try database.forgottenTags(), key: key)
  }
}

/// Which names may not be kept, of one batch or of several.
struct RareNameDecision {
  fileprivate let rare: RareNames
  fileprivate let referrerTags: [ReferrerHost: PageTag]
  fileprivate let campaignTags: [Campaign: PageTag]
  /// The page views that waited for names.
  fileprivate let waited: [PageTag: Int64]
  fileprivate let forgotten: Set<PageTag>
  fileprivate let key: SourceKey

  /// A batch without them.
  func folded(_ rollup: Rollup) -> Rollup {
    var folded = rare
    func isForgotten(_ name: String) -> Bool { forgotten.contains(key.tag(name: name)) }
    func isForgotten(_ campaign: Campaign) -> Bool {
      [campaign.source, campaign.medium, campaign.name].contains(where: isForgotten)
    }
    if !forgotten.isEmpty {
      folded = folded.and(
        rollup.referrers.filter { isForgotten($0.text) }, rollup.campaigns.filter(isForgotten))
    }
    var kept = rollup
    kept.fold(folded) { host in
      forgotten.isEmpty || !isForgotten(host.text) ? referrerTags[host] : nil
    } campaignTag: { campaign in
      forgotten.isEmpty || !isForgotten(campaign) ? campaignTags[campaign] : nil
    }
    guard !waited.isEmpty else { return kept }
    func namedLate(_ tag: PageTag?, isFolded: Bool) -> PageTag? {
      isFolded ? nil : tag.flatMap { waited[$0] == nil ? nil : $0 }
    }
    kept.namedLate =
      rollup.referrers.compactMap { host in
        namedLate(referrerTags[host], isFolded: folded.referrers[host] != nil)
          .map { .referrer(host, $0) }
      }
      + rollup.campaigns.compactMap { campaign in
        namedLate(campaignTags[campaign], isFolded: folded.campaigns[campaign] != nil)
          .map { .campaign(campaign, $0) }
      }
    return kept
  }
}
