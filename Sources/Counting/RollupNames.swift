internal import Hits
internal import Traffic

/// The names of a batch, sorted, and for each worker's numbers their indices in it.
struct RollupNames {
  private(set) var sites: [SiteName] = []
  private(set) var pages: [Rollup.Page] = []
  private(set) var clients: [Client] = []
  private(set) var referrers: [ReferrerHost] = []
  private(set) var campaigns: [Campaign] = []
  /// By worker, then by the worker's own number.
  private(set) var site: [[Int32]] = []
  private(set) var page: [[Int32]] = []
  private(set) var client: [[Int32]] = []
  private(set) var referrer: [[Int32]] = []
  private(set) var campaign: [[Int32]] = []

  /// - Parameter used: The numbers of sites and pages that rows have; `nil` for all.
  init(of workers: [HitTables], used: [KeptHours.UsedNumbers]? = nil) {
    (sites, site) = RollupNames.joined(workers.map(\.sites), used?.map(\.sites))
    let numbers = site
    let named = workers.indices.map { worker in
      workers[worker].pages.map {
        Rollup.Page(
          site: numbers[worker][Int($0.site)], tag: $0.tag, path: $0.path, isListed: $0.isListed,
          hasVisitors: $0.hasVisitors)
      }
    }
    (pages, page) = RollupNames.joined(named, used?.map(\.pages))
    (referrers, referrer) = RollupNames.joined(workers.map(\.referrers))
    (campaigns, campaign) = RollupNames.joined(workers.map(\.campaigns))
    // Clients have no names to sort by; their numbers in the database are as good.
    clients = Set(workers.map(\.clients).joined()).sorted { $0.rank < $1.rank }
    client = RollupNames.indices(of: workers.map(\.clients), in: clients)
  }

  /// The distinct values of all lists, sorted, and each list as indices among them; of values that
  /// are not used, an index that means nothing.
  private static func joined<Value: Hashable & Comparable>(
    _ lists: [[Value]], _ used: [Set<UInt32>]? = nil
  ) -> ([Value], [[Int32]]) {
    guard let used else {
      let values = Set(lists.joined()).sorted()
      return (values, indices(of: lists, in: values))
    }
    let values = Set(
      zip(lists, used).flatMap { list, used in used.map { list[Int($0)] } }
    ).sorted()
    return (values, indices(of: lists, in: values))
  }

  /// The pages of all workers, sorted by their tags, and each worker's as indices among them.
  ///
  /// There may be very many, so they are sorted by numbers, once, and not hashed.
  private static func joined(
    _ lists: [[Rollup.Page]], _ used: [Set<UInt32>]? = nil
  ) -> ([Rollup.Page], [[Int32]]) {
    var places: [(tag: UInt64, worker: Int32, number: Int32)] = []
    places.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for (worker, pages) in lists.enumerated() {
      for number in pages.indices where used?[worker].contains(UInt32(number)) ?? true {
        places.append((pages[number].tag.rawValue, Int32(worker), Int32(number)))
      }
    }
    places.sort { $0.tag < $1.tag }
    var pages: [Rollup.Page] = []
    var indices = lists.map { [Int32](repeating: 0, count: $0.count) }
    for place in places {
      let page = lists[Int(place.worker)][Int(place.number)]
      if pages.last != page {
        pages.append(page)
      } else if pages[pages.count - 1].path.text.isEmpty {
        // Of one that waited in a file, only the tag was kept.
        pages[pages.count - 1].path = page.path
      }
      indices[Int(place.worker)][Int(place.number)] = Int32(pages.count - 1)
    }
    return (pages, indices)
  }

  private static func indices<Value: Hashable>(
    of lists: [[Value]], in values: [Value]
  ) -> [[Int32]] {
    var index: [Value: Int32] = [:]
    index.reserveCapacity(values.count)
    for (number, value) in values.enumerated() { index[value] = Int32(number) }
    return lists.map { $0.map { index[$0] ?? 0 } }
  }
}

extension Client {
  /// The raw values of its parts, the first the most significant.
  fileprivate var rank: UInt64 {
    UInt64(device.rawValue) << 56 | UInt64(browser.rawValue) << 48 | UInt64(browserMajor) << 32
      | UInt64(system.rawValue) << 24 | UInt64(traffic.rawValue) << 16 | UInt64(bot.rawValue)
  }
}
