/// When a page's name may be kept, and how many pages without one.
///
/// A path that one person asks for can name that person. So a page is first known by its keyed hash
/// only, and gets its name once enough different people have asked for it.
///
/// People are counted so that one person's devices are few: those of a day are as many as differ in
/// network *and* in kind of client (device, browser and system, not the version). Somebody with a laptop,
/// a telephone and a desktop at work, each in a network of its own, is three; what such a person alone
/// asks for stays without a name.
public struct PagePolicy: Hashable, Sendable {
  /// The most people of one day that are told apart, and so the most that a day counts.
  public static let mostPeople: Int64 = 8

  /// Visitors of a day from which on it tells that all of them come from one network, or have one kind of
  /// client.
  public static let loneVisitors: Int64 = 5

  /// People that a page needs, those of each day added up over the days.
  public var minPeopleDays: Int64
  /// People that it needs on one of these days.
  public var minPeople: Int64
  /// People that a site needs on one day: of sites without a name, days are not added up.
  public var minPeopleOfSite: Int64
  /// People on one day from which on a page counts as one that several ask for.
  public var minShared: Int64
  /// The most pages without a name that one site gets rows for on one day, and as many again that
  /// several people have asked for: made-up paths take no room from those.
  ///
  /// What exceeds it is counted under the site's rare pages, so that a flood of made-up paths costs
  /// bounded disk.
  public var maxUnnamedOfSite: Int
  /// The same for all sites together.
  public var maxUnnamed: Int

  public static let standard = PagePolicy(
    minPeopleDays: 8, minPeople: 4, maxUnnamedOfSite: 10_000, maxUnnamed: 50_000)

  public init(
    minPeopleDays: Int64, minPeople: Int64, minPeopleOfSite: Int64 = 5, minShared: Int64 = 2,
    maxUnnamedOfSite: Int, maxUnnamed: Int
  ) {
    self.minPeopleDays = minPeopleDays
    self.minPeople = minPeople
    self.minPeopleOfSite = minPeopleOfSite
    self.minShared = minShared
    self.maxUnnamedOfSite = maxUnnamedOfSite
    self.maxUnnamed = maxUnnamed
  }

  /// Whether a page that these people have asked for may have its name kept.
  ///
  /// - Parameters:
  ///   - peopleDays: The people of each day, added up.
  ///   - maxPeople: Those of the day that has the most.
  public func allowsName(peopleDays: Int64, maxPeople: Int64) -> Bool {
    peopleDays >= minPeopleDays && maxPeople >= minPeople
  }

  /// The sites of a batch, by their index, that may have their names kept as far as its rows of days
  /// know.
  ///
  /// - Complexity: O(*n*) in those rows.
  public func allowedSites(of rollup: Rollup) -> Set<Int32> {
    Set(rollup.siteDays.lazy.filter { $0.people >= minPeopleOfSite }.map(\.site))
  }
}

/// What a page of a batch is to a database.
public enum PageState: Hashable, Sendable {
  /// It has its name.
  case named
  /// It has a row of its own, known by its tag.
  case unnamed
  /// It is counted with others under its site's rare pages.
  case rare
}
