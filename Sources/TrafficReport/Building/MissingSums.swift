import Traffic

/// What the sums of a period lack, and those of the one that it is compared with.
struct MissingSums {
  let here: ReportBuilder
  let before: ReportBuilder
  /// How many days of either period each site could have.
  let expected: (here: [Int64: Int], before: [Int64: Int])

  /// Of all sites together, in tables of days or of what is broken down.
  ///
  /// - Complexity: O(*n*) in the sites and, of what is broken down, in the windows.
  func shares(ofParts: Bool) -> MissingShares {
    ofParts
      ? shares(here.windows.share, before.windows.share, expected)
      : shares(here.days.share, before.days.share, expected)
  }

  /// The names of sites whose own sums lack too much.
  ///
  /// - Complexity: O(*n*) in the sites.
  var sites: Set<String> {
    let known = (here.days.share, before.days.share)
    let lacking = here.siteNames.filter { site, _ in
      let days = (
        expected.here[site].map { [site: $0] } ?? [:],
        expected.before[site].map { [site: $0] } ?? [:]
      )
      return shares(known.0, known.1, days).isTooMuch
    }
    return Set(lacking.values)
  }

  private func shares(
    _ now: KnownShare, _ then: KnownShare, _ expected: (here: [Int64: Int], before: [Int64: Int])
  ) -> MissingShares {
    MissingShares(
      here: now.missing(of: expected.here, beside: then),
      before: then.missing(of: expected.before, beside: now))
  }
}
