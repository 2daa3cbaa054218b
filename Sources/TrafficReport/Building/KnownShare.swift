import Traffic

/// How much of a period is known of each site, so that its sums can be held beside those of another period.
///
/// Of a quiet site, days are published together: those that lie across an end of the period are in none of its sums. Two
/// sums that each lack other days differ by that alone.
struct KnownShare {
  /// What a site has in the days that are known.
  private struct Known {
    var views: Int64 = 0
    var days = 0

    mutating func add(days: Int, views: Int64) {
      self.days += days
      self.views += views
    }
  }

  private var sites: [Int64: Known] = [:]

  /// Adds some days of a site.
  mutating func add(_ site: Int64, days: Int, views: Int64) {
    sites[site, default: Known()].add(days: days, views: views)
  }

  /// The part of the page views of a period that its sums lack, if the days that are not known were like those that
  /// are, in this period and in the one that it is compared with.
  ///
  /// - Parameter expected: How many days of the period each site could have.
  func missing(of expected: [Int64: Int], beside other: KnownShare) -> Double {
    var (missing, known) = (0.0, 0.0)
    for (site, count) in expected {
      let (here, there) = (sites[site] ?? Known(), other.sites[site] ?? Known())
      known += Double(here.views)
      let days = here.days + there.days
      guard days > 0, here.days < count else { continue }
      missing += Double(here.views + there.views) / Double(days) * Double(count - here.days)
    }
    return missing > 0 ? missing / (missing + known) : 0
  }
}
