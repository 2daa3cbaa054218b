public import Traffic

/// Takes a source's counts back from a day on: those of a server whose disk is lost, and whose logs another source counts
/// now.
public struct SourceDrop {
  private let store: Store

  public init(_ store: Store) { self.store = store }

  /// Sends an empty newest attempt of each of its units.
  ///
  /// - Parameter source: Its number, as `status` shows it.
  /// - Returns: How many hours and days are empty now. Closed months stay as they are.
  /// - Throws: ``StoreFailure``.
  public func run(_ source: String, from day: Day) throws(StoreFailure) -> Int {
    guard source.utf8.count == 16, let number = UInt64(source, radix: 16),
      number > StoredSource.fleet, try store.lastSession(of: number) != nil
    else {
      throw StoreFailure(.refused, "the store has no source of that number: run status to see them")
    }
    let closed = try store.closedMonths()
    let attempt = try store.lastAttempt(of: number) + 1
    // A sender that comes back is refused: it would have to send everything again.
    try store.begin(
      number, attempt: attempt, nonce: Hexadecimal.random(), zone: try store.zone(of: number))
    let units = try store.units(of: number)
      .filter { $0.day >= day && !closed.contains($0.day.firstOfMonth) }.sorted()
    var rest = units[...]
    while let first = rest.first {
      var rows = RowBinary()
      let month = rest.prefix { $0.day.firstOfMonth == first.day.firstOfMonth }
      for unit in month { rows.addUnit(unit, rows: 0, of: number, version: attempt) }
      try store.insert(facts: rows.bytes)
      rest = rest.dropFirst(month.count)
    }
    return units.count
  }
}
