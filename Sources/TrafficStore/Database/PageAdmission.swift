import GRDB
import Traffic

/// What a batch asks of one page.
struct PageDemand {
  /// The first day it was asked for in the batch; `nil` where it has no hits.
  var firstDay: Int64?
  var hits: Int64 = 0
  /// Its visitors in the batch, added up over the days.
  var visitorDays: Int64 = 0
  /// The most visitors it has on one day of the batch.
  var mostVisitors: Int64 = 0

  /// The demand of each page of a batch.
  static func all(of rollup: Rollup) -> [PageDemand] {
    var demand = [PageDemand](repeating: PageDemand(), count: rollup.pages.count)
    for row in rollup.pageHours {
      let page = Int(row.page)
      let day = Int64(row.hour.day.rawValue)
      demand[page].firstDay = min(demand[page].firstDay ?? day, day)
      demand[page].hits += row.hits
    }
    for row in rollup.pageDays {
      let page = Int(row.page)
      let day = Int64(row.day.rawValue)
      demand[page].firstDay = min(demand[page].firstDay ?? day, day)
      demand[page].visitorDays += row.visitors
      demand[page].mostVisitors = max(demand[page].mostVisitors, row.visitors)
    }
    return demand
  }
}

/// Which pages of a batch get rows, where a site and day has more than it may.
///
/// Pages that will get their names, or have them from a list, always do. Of the others, those that
/// the most people ask for go first: the paths of a flood have one visitor each, or none.
struct PageAdmission {
  private(set) var admitted: [Int32] = []
  private(set) var refused: [Int32] = []

  init(
    of new: [Int32], _ pages: [Rollup.Page], _ demand: [PageDemand], sites: [Int64],
    policy: PagePolicy, in db: Database
  ) throws {
    var contenders: [Int32] = []
    for index in new {
      let asked = demand[Int(index)]
      if pages[Int(index)].isListed
        || policy.allowsName(
          visitorDays: asked.visitorDays, mostVisitors: asked.mostVisitors)
      {
        admitted.append(index)
      } else {
        contenders.append(index)
      }
    }
    var room = try Room(policy, in: db)
    contenders.sort { left, right in
      let (one, other) = (demand[Int(left)], demand[Int(right)])
      return one.visitorDays != other.visitorDays
        ? one.visitorDays > other.visitorDays
        : one.hits != other.hits
          ? one.hits > other.hits : pages[Int(left)] < pages[Int(right)]
    }
    for index in contenders {
      let (site, asked) = (sites[Int(pages[Int(index)].site)], demand[Int(index)])
      let isShared = asked.mostVisitors >= policy.leastVisitors
      if try room.take(site: site, day: asked.firstDay ?? 0, isShared: isShared) {
        admitted.append(index)
      } else {
        refused.append(index)
      }
    }
  }

  /// How many more pages without a name each day has room for: apart for those that several people
  /// have asked for, and for those of one.
  private struct Room {
    private let policy: PagePolicy
    private let count: RawStatement
    /// By day, and whether several people ask.
    private var ofDay: [[Int64]: Int64] = [:]
    /// By day, and whether several people ask, and site.
    private var ofSite: [[Int64]: Int64] = [:]

    init(_ policy: PagePolicy, in db: Database) throws {
      self.policy = policy
      count = try RawStatement(
        db,
        """
        SELECT count(*), count(*) FILTER (WHERE site = ?2) FROM page
        WHERE since = ?1 AND (most_visitors >= \(policy.leastVisitors)) = ?3
        """)
    }

    /// Takes the room for one page, if there is any.
    mutating func take(site: Int64, day: Int64, isShared: Bool) throws -> Bool {
      let all = [day, isShared ? 1 : 0]
      let own = all + [site]
      if ofSite[own] == nil {
        count.bind(day, at: 1)
        count.bind(site, at: 2)
        count.bind(all[1], at: 3)
        guard try count.next() else { return false }
        if ofDay[all] == nil { ofDay[all] = Int64(policy.mostUnnamed) - count.integer(0) }
        ofSite[own] = Int64(policy.mostUnnamedOfSite) - count.integer(1)
        count.reset()
      }
      guard ofDay[all, default: 0] > 0, ofSite[own, default: 0] > 0 else { return false }
      ofDay[all, default: 0] -= 1
      ofSite[own, default: 0] -= 1
      return true
    }
  }
}
