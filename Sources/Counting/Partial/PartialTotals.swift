internal import CountCatalogue
public import Traffic

/// What names have altogether in partial counts: which of them may be kept is decided by all days, whatever day
/// comes first.
public struct PartialTotals {
  private var referrers: [UInt64: Int64] = [:]
  private var campaigns: [UInt64: Int64] = [:]
  private var people: [UInt64: Int64] = [:]
  /// The days that there are counts of.
  public private(set) var days: Set<Day> = []
  private let referrerTables: Set<UInt64>
  private let campaignTables: Set<UInt64>

  public init() {
    func places(_ tables: [CountTable]) -> Set<UInt64> {
      Set(CountTable.all.indices.filter { tables.contains(CountTable.all[$0]) }.map(UInt64.init))
    }
    // A host that links to what is not there is named by that, too; landings are among the referrers' days.
    referrerTables = places([.referrerDay, .notFoundDay])
    campaignTables = places([.campaignDay])
  }

  /// Adds a record of counts.
  public mutating func add(
    _ key: PartialKey, _ value: @autoclosure () -> [UInt8]
  ) throws(DamagedPart) {
    let table = key.table
    if let day = key.day { days.insert(day) }
    if referrerTables.contains(table) {
      referrers[key.second, default: 0] &+= try PartialTotals.count(value())
    } else if campaignTables.contains(table) {
      campaigns[key.second, default: 0] &+= try PartialTotals.count(value())
    } else if table == PartialKey.Counted.site.rawValue {
      var bytes = value()[...]
      guard var sketch = VisitorSketch(taking: &bytes) else { throw DamagedPart() }
      defer { sketch.free() }
      people[key.first] = max(people[key.first] ?? 0, sketch.people)
    }
  }

  /// The hits of a record, where it is of the one table that has each hit once; `nil` for any other.
  public static func hits(_ key: PartialKey, _ value: @autoclosure () -> [UInt8]) -> Int64? {
    key.table == clientHour ? try? count(value()) : nil
  }

  private static let clientHour = CountTable.all.firstIndex(of: .clientHour).map(UInt64.init)

  private static func count(_ value: [UInt8]) throws(DamagedPart) -> Int64 {
    var rest = value[...]
    guard let count = rest.takeShort().flatMap({ Int64(exactly: $0) }) else { throw DamagedPart() }
    return count
  }

  /// The names of referrers and campaigns that could be somebody's, with all their page views; see
  /// ``Traffic/Rollup/personalNames``.
  public func personalNames(_ names: some OpenedNames) -> RareNames {
    var personal = RareNames()
    for (tag, views) in referrers where views > 0 {
      if let host = names.referrer(tag), host.canNameSomebody { personal.referrers[host] = views }
    }
    for (tag, views) in campaigns where views > 0 {
      guard let campaign = names.campaign(tag), campaign != .rare, campaign != .overflow else {
        continue
      }
      personal.campaigns[campaign] = views
    }
    return personal
  }

  /// The sites that enough people have asked for on one of the days.
  public func allowedSites(_ names: some OpenedNames, policy: PagePolicy) -> Set<SiteName> {
    Set(people.filter { $0.value >= policy.minPeopleOfSite }.compactMap { names.site($0.key) })
  }
}
