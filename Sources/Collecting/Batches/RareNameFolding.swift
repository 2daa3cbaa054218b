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
    var names = rollup.personalNames
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
    var folded = rare
    let forgotten = try database.forgottenTags()
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
    kept.namedLate =
      referrerTags.filter { waited($0.value) > 0 && folded.referrers[$0.key] == nil }
      .map { .referrer($0.key, $0.value) }
      + campaignTags.filter { waited($0.value) > 0 && folded.campaigns[$0.key] == nil }
      .map { .campaign($0.key, $0.value) }
    return kept
  }
}
