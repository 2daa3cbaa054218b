public import Traffic

/// What a store has of each source.
public struct StoreStatus {
  private let store: Store

  public init(_ store: Store) { self.store = store }

  public struct Source: Hashable, Sendable {
    public var source: String
    public var first: Day
    /// `nil` where it has days only.
    public var lastHour: Hour?
    public var units: Int
    public var rows: Int64
    public var zone: String

    /// As a table shows it.
    public var columns: [String] {
      [
        source, first.description, lastHour?.description ?? "", String(units), String(rows),
        zone,
      ]
    }
  }

  /// - Complexity: O(*n*) in the units.
  public func sources() throws(StoreFailure) -> [Source] {
    let sessions = try store.connection.rows(
      """
      SELECT source, argMax(zone, ver) FROM \(store.tables.sender) WHERE source > \(StoredSource.fleet) GROUP BY source \
      ORDER BY source
      """)
    var found: [Source] = []
    var units: [UInt64: [StoredUnit]] = [:]
    for unit in try store.newestUnits().values.joined() {
      units[unit.source, default: []].append(unit)
    }
    for session in sessions {
      guard let source = UInt64(session[0]) else { continue }
      let own = units[source] ?? []
      guard let first = own.map(\.unit.day).min() else { continue }
      found.append(
        Source(
          source: Hexadecimal.text(source), first: first,
          lastHour: own.filter { $0.unit.kind == .hour && $0.rows > 0 }.map(\.unit.at).max()
            .map(Hour.init(rawValue:)),
          units: own.count,
          rows: own.reduce(0) { $0.addingReportingOverflow($1.rows).partialValue },
          zone: session[1]))
    }
    return found
  }
}
