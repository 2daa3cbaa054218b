internal import CountCatalogue
internal import TimeZones
public import Traffic
internal import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The newest attempt of a unit.
struct StoredUnit: Hashable, Comparable {
  var source: UInt64
  var unit: SentUnit
  var attempt: UInt64
  /// How many rows it has, of all sites.
  var rows: Int64

  static func < (left: StoredUnit, right: StoredUnit) -> Bool {
    (left.source, left.unit) < (right.source, right.unit)
  }
}

/// What a store has of some days.
struct ReceivedFacts {
  var tables: [(table: CountTable, rows: [NamedCount])] = []
  var annotations: [(day: Day, site: String?, text: String)] = []
}

extension Store {
  /// The time zones of all sources.
  func timeZones() throws(StoreFailure) -> [String] {
    try connection.rows(
      "SELECT zone FROM \(tables.sender) WHERE source > \(StoredSource.fleet) GROUP BY zone ORDER BY zone"
    ).compactMap(\.first)
  }

  /// The day of today by the sources' clock; by UTC where they have several, or one that is not known here.
  public func today() throws(StoreFailure) -> Day {
    let zones = try timeZones()
    let clock = zones.count == 1 ? try? ZoneClock(stored: zones[0]) : nil
    return (clock ?? .utc).day(at: Int64(time(nil)))
  }

  /// The last day of each source of which a unit is there.
  func lastDays() throws(StoreFailure) -> [Day] {
    try connection.rows(
      "SELECT source, max(day) - toDate(0) FROM \(tables.fact) WHERE tbl = \(StoredTable.unit) "
        + "AND source > \(StoredSource.fleet) GROUP BY source"
    ).compactMap { Int32($0[1]).map(Day.init(rawValue:)) }
  }

  /// The newest attempt of each unit, by day.
  func newestUnits() throws(StoreFailure) -> [Day: [StoredUnit]] {
    let answer = try connection.ask(
      """
      SELECT source, toUInt8(k1), at, max(ver), argMax(m1, ver) FROM \(tables.fact) \
      WHERE tbl = \(StoredTable.unit) GROUP BY source, k1, at FORMAT RowBinary
      """)
    var reader = RowReader(answer)
    var units: [Day: [StoredUnit]] = [:]
    do throws(RowReader.Damage) {
      while !reader.isAtEnd {
        let source: UInt64 = try reader.number()
        let kind = UnitKind(rawValue: try reader.number())
        let at = Int32(clamping: try reader.number(UInt32.self))
        let attempt: UInt64 = try reader.number()
        let rows = Int64(clamping: try reader.number(UInt64.self))
        guard let kind else { throw RowReader.Damage() }
        let unit = SentUnit(kind, at: at)
        units[unit.day, default: []].append(
          StoredUnit(source: source, unit: unit, attempt: attempt, rows: rows))
      }
    } catch { throw Store.damaged }
    return units
  }

  /// The names of the pages of a site, or of all, by tag.
  func names(of site: String?) throws(StoreFailure) -> [UInt64: String] {
    let chosen = site.map { " WHERE site = \(StoreText.literal($0)) OR site = ''" } ?? ""
    let answer = try connection.ask(
      """
      SELECT tag, max(path) AS path FROM (SELECT tag, source, argMax(path, ver) AS path FROM \(tables.page)\(chosen) GROUP BY tag, source) GROUP BY tag \
      HAVING path != '' FORMAT RowBinary
      """)
    var reader = RowReader(answer)
    var names: [UInt64: String] = [:]
    do throws(RowReader.Damage) {
      while !reader.isAtEnd { names[try reader.number()] = try reader.text() }
    } catch { throw Store.damaged }
    return names
  }

  /// All rows of some units.
  ///
  /// - Parameters:
  ///   - units: The newest attempts of units of `days`.
  ///   - site: Only its rows; `nil` for all.
  /// - Throws: ``StoreFailure`` where rows are missing: a replica that is behind has fewer. A unit's rows are in one
  ///   part with the row that says it is there, so that a question that finds this one finds all.
  func facts(
    of units: [StoredUnit], on days: [Day], site: String?
  ) throws(StoreFailure) -> ReceivedFacts {
    var received = ReceivedFacts()
    guard let first = days.min(), let last = days.max() else { return received }
    let attempts = Dictionary(
      uniqueKeysWithValues: units.map { (Attempt(source: $0.source, unit: $0.unit), $0) })
    let chosen = site.map { " AND site IN (\(StoreText.literal($0)), '')" } ?? ""
    var counted: [Attempt: Int64] = [:]
    var found: Set<Attempt> = []
    var columns = ["source", "ver", "tbl", "site", "at", "tag", "k1", "k2", "k3"]
    columns += ["name1", "name2", "name3"]
    let counts = ["m1", "m2", "m3"].map { "any(\($0)) AS a\($0)" }
    let answer = try connection.ask(
      """
      SELECT \((columns + counts).joined(separator: ", ")) FROM \(tables.fact) \
      WHERE day >= toDate(\(first.rawValue)) AND day <= toDate(\(last.rawValue))\(chosen) \
      GROUP BY \(columns.joined(separator: ", ")) FORMAT RowBinary
      """)
    var rows: [UInt8: [NamedCount]] = [:]
    let grains = Dictionary(
      uniqueKeysWithValues: StoredTable.numbers.map { ($0.number, $0.table.grain) })
    var reader = RowReader(answer)
    do throws(RowReader.Damage) {
      while !reader.isAtEnd {
        let (source, version): (UInt64, UInt64) = (try reader.number(), try reader.number())
        let number: UInt8 = try reader.number()
        let site = try reader.text()
        var row = NamedCount(
          time: Int32(clamping: try reader.number(UInt32.self)), site: site,
          tag: try reader.number())
        for index in 0..<3 { row.numbers[index] = try reader.number() }
        for index in 0..<3 { row.names[index] = try reader.text() }
        for index in 0..<3 { row.counts[index] = Int64(clamping: try reader.number(UInt64.self)) }
        let isHour =
          number == StoredTable.unit
          ? row.numbers[0] == UInt32(UnitKind.hour.rawValue) : grains[number] == .hour
        let attempt = Attempt(
          source: source, unit: SentUnit(isHour ? .hour : .day, at: row.time))
        // Of days between, and of attempts before, nothing is wanted.
        guard attempts[attempt]?.attempt == version else { continue }
        guard number != StoredTable.unit else {
          found.insert(attempt)
          continue
        }
        counted[attempt, default: 0] += 1
        rows[number, default: []].append(row)
      }
    } catch { throw Store.damaged }
    // Of one site, no count of rows is known.
    if let missing = units.first(where: {
      let attempt = Attempt(source: $0.source, unit: $0.unit)
      return !found.contains(attempt)
        || (site == nil && counted[attempt, default: 0] != $0.rows)
    }) {
      throw StoreFailure(
        .unexpected,
        "the store has not all rows of \(missing.unit.day): a replica is behind. Nothing of that day was changed; try again later"
      )
    }
    for annotation in rows.removeValue(forKey: StoredTable.annotation) ?? [] {
      received.annotations.append(
        (
          Day(rawValue: annotation.time), annotation.site.isEmpty ? nil : annotation.site,
          annotation.names[0]
        ))
    }
    for (number, table) in StoredTable.numbers {
      if let rows = rows[number] { received.tables.append((table, rows)) }
    }
    return received
  }

  private struct Attempt: Hashable {
    var source: UInt64
    var unit: SentUnit
  }

  static var damaged: StoreFailure {
    StoreFailure(.unexpected, "the store's answer was cut short, or is not ours: try again")
  }
}
