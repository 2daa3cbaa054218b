#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is wrong with a store, in sentences.
public struct StoreCheck {
  private let store: Store

  public init(_ store: Store) { self.store = store }

  public func problems() throws(StoreFailure) -> [String] {
    var problems: [String] = []
    let zones = try store.timeZones()
    if zones.count > 1 {
      problems.append(
        "sources count the days of different time zones (\(zones.joined(separator: ", "))): their days cannot be added up"
      )
    }
    let doubled = try store.connection.rows(
      """
      SELECT count() FROM (SELECT site, path FROM (SELECT tag, source, argMax(site, ver) AS site, argMax(path, ver) AS path \
      FROM \(store.tables.page) GROUP BY tag, source) WHERE path != '' GROUP BY site, path HAVING uniq(tag) > 1)
      """)
    if let count = doubled.first.flatMap({ Int($0[0]) }), count > 0 {
      problems.append(
        "\(count) pages have a name from servers that are of no common fleet: a page that only together has enough "
          + "visitors gets no name, and a visitor of two servers counts twice. Use `sporlos fleet invite` before a "
          + "server counts its first log")
    }
    let clock = try store.connection.rows("SELECT toUInt32(now())")
    if let there = clock.first.flatMap({ Int64($0[0]) }) {
      let ahead = there - Int64(time(nil))
      if abs(ahead) > 60 {
        problems.append(
          "the store's clock is \(abs(ahead)) seconds \(ahead > 0 ? "ahead of" : "behind") this machine's"
        )
      }
    }
    return problems
  }
}
