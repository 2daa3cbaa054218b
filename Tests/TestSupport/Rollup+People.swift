public import Traffic

// Days of visitors who are different people: each has a network and a kind of client of their own.

extension Rollup.PageDay {
  public init(day: Day, page: Int32, visitors: Int64, visits: Int64) {
    self.init(
      day: day, page: page, visitors: visitors, people: min(visitors, PagePolicy.mostPeople),
      visits: visits)
  }
}

extension Rollup.SiteDay {
  public init(day: Day, site: Int32, visitors: Int64, visits: Int64) {
    self.init(
      day: day, site: site, visitors: visitors, people: min(visitors, PagePolicy.mostPeople),
      visits: visits)
  }
}
