internal import CountCatalogue
public import Traffic

/// What a batch asks of one page.
public struct PageDemand {
  /// The first day it was asked for in the batch; `nil` where it has no hits.
  public private(set) var firstDay: Int64?
  public private(set) var hits: Int64 = 0
  /// The people of each day of the batch, added up.
  public private(set) var peopleDays: Int64 = 0
  /// Those of the day that has the most.
  public private(set) var maxPeople: Int64 = 0

  /// The demand of each page of a batch.
  ///
  /// - Complexity: O(*n*) in the batch's rows.
  public static func all(of rollup: Rollup) -> [PageDemand] {
    var demand = [PageDemand](repeating: PageDemand(), count: rollup.pages.count)
    for row in rollup.pageHours {
      let page = Int(row.page)
      let day = Int64(row.hour.day.rawValue)
      demand[page].firstDay = min(demand[page].firstDay ?? day, day)
      demand[page].hits += row.hits
    }
    for row in rollup.pageDays {
      let page = Int(row.page)
      demand[page].peopleDays += row.people
      demand[page].maxPeople = max(demand[page].maxPeople, row.people)
    }
    var days = FirstDays(demand: demand)
    rollup.visit(&days)
    return days.demand
  }

  /// The first day of each page, by all that is counted of pages by the day.
  private struct FirstDays: CountedRowVisitor {
    var demand: [PageDemand]

    mutating func visit<Row: CountedRow>(_ rows: [Row]) {
      guard Row.table.grain == .day, Row.table.dimensions.first == .page else { return }
      for row in rows {
        let (page, day) = (Int(row.places[0]), row.hourOrDay)
        demand[page].firstDay = min(demand[page].firstDay ?? day, day)
      }
    }
  }
}

/// Which pages of a batch get rows, where a site and day has more than it may.
///
/// Pages that will get their names, or have them from a list, always do. Of the others, those that
/// the most people ask for go first: the paths of a flood have one each, or none.
public struct PageAdmission {
  public private(set) var admitted: [Int32] = []
  public private(set) var refused: [Int32] = []

  /// - Parameters:
  ///   - new: The pages of the batch that have no rows yet.
  ///   - sites: The number of each site of the batch.
  ///   - unnamed: How many pages without a name began on a day, and how many of them are of one site:
  ///     of those that several people have asked for on one day, or of the others.
  /// - Complexity: O(*n* log *n*) in the new pages; `unnamed` is asked once for each site and day.
  public init(
    of new: [Int32], _ pages: [Rollup.Page], _ demand: [PageDemand], sites: [Int64],
    policy: PagePolicy,
    unnamed: (_ site: Int64, _ day: Int64, _ isShared: Bool) throws -> Unnamed
  ) rethrows {
    var contenders: [Int32] = []
    for index in new {
      let asked = demand[Int(index)]
      if pages[Int(index)].isListed
        || policy.allowsName(
          peopleDays: asked.peopleDays, maxPeople: asked.maxPeople)
      {
        admitted.append(index)
      } else {
        contenders.append(index)
      }
    }
    var room = Room(policy)
    contenders.sort { left, right in
      let (one, other) = (demand[Int(left)], demand[Int(right)])
      return one.peopleDays != other.peopleDays
        ? one.peopleDays > other.peopleDays
        : one.hits != other.hits
          ? one.hits > other.hits : pages[Int(left)] < pages[Int(right)]
    }
    for index in contenders {
      let (site, asked) = (sites[Int(pages[Int(index)].site)], demand[Int(index)])
      let isShared = asked.maxPeople >= policy.minShared
      if try room.take(site: site, day: asked.firstDay ?? 0, isShared: isShared, unnamed) {
        admitted.append(index)
      } else {
        refused.append(index)
      }
    }
  }

  /// How many pages have rows and no names yet.
  public struct Unnamed {
    /// Of all sites, those that were first asked for on the day.
    public var ofDay: Int64
    /// Of them, those of the site.
    public var ofSite: Int64

    public init(ofDay: Int64, ofSite: Int64) {
      self.ofDay = ofDay
      self.ofSite = ofSite
    }
  }

  /// How many more pages without a name each day has room for: apart for those that several people
  /// have asked for, and for those of one.
  private struct Room {
    private let policy: PagePolicy
    /// By day, and whether several people ask.
    private var ofDay: [[Int64]: Int64] = [:]
    /// By day, whether several people ask, and site.
    private var ofSite: [[Int64]: Int64] = [:]

    init(_ policy: PagePolicy) { self.policy = policy }

    /// Takes the room for one page, if there is any.
    mutating func take(
      site: Int64, day: Int64, isShared: Bool,
      _ unnamed: (Int64, Int64, Bool) throws -> Unnamed
    ) rethrows -> Bool {
      let all = [day, isShared ? 1 : 0]
      let own = all + [site]
      if ofSite[own] == nil {
        let known = try unnamed(site, day, isShared)
        if ofDay[all] == nil { ofDay[all] = Int64(policy.maxUnnamed) - known.ofDay }
        ofSite[own] = Int64(policy.maxUnnamedOfSite) - known.ofSite
      }
      guard ofDay[all, default: 0] > 0, ofSite[own, default: 0] > 0 else { return false }
      ofDay[all, default: 0] -= 1
      ofSite[own, default: 0] -= 1
      return true
    }
  }
}
