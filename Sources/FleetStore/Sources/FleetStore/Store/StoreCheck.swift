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
    let keys = try store.connection.rows(
      """
      SELECT count() FROM (SELECT key FROM (SELECT source, argMax(key_check, ver) AS key FROM \
      \(store.tables.sender) WHERE source != 0 GROUP BY source) WHERE key != '' GROUP BY key)
      """)
    if let count = keys.first.flatMap({ Int($0[0]) }), count > 1 {
      problems.append(
        "sources have \(count) different keys: pages that only together have enough visitors get no names, and "
          + "visitors of several servers count on each. Use `sporlos fleet invite` before a server counts its first log"
      )
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
