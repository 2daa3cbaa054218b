internal import Hits
internal import Traffic

/// The names of a batch, sorted, and for each worker's numbers their indices in it.
struct RollupNames {
  private(set) var sites: [SiteName] = []
  private(set) var pages: [Rollup.Page] = []
  private(set) var clients: [Client] = []
  /// By worker, then by the worker's own number.
  private(set) var site: [[Int32]] = []
  private(set) var page: [[Int32]] = []
  private(set) var client: [[Int32]] = []

  init(of workers: [HitTables]) {
    (sites, site) = RollupNames.joined(workers.map(\.sites))
    let numbers = site
    let named = workers.indices.map { worker in
      workers[worker].pages.map {
        Rollup.Page(site: numbers[worker][Int($0.site)], path: $0.path)
      }
    }
    (pages, page) = RollupNames.joined(named)
    // Clients are no rows of their own, so their order tells nothing.
    var known: [Client: Int32] = [:]
    for worker in workers {
      client.append(
        worker.clients.map { value in
          if let index = known[value] { return index }
          clients.append(value)
          known[value] = Int32(clients.count - 1)
          return Int32(clients.count - 1)
        })
    }
  }

  /// The distinct values of all lists, sorted, and each list as indices among them.
  private static func joined<Value: Hashable & Comparable>(
    _ lists: [[Value]]
  ) -> ([Value], [[Int32]]) {
    let values = Set(lists.joined()).sorted()
    var index: [Value: Int32] = [:]
    index.reserveCapacity(values.count)
    for (number, value) in values.enumerated() { index[value] = Int32(number) }
    return (values, lists.map { $0.map { index[$0] ?? 0 } })
  }
}
