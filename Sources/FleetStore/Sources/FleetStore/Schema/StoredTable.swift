internal import CountCatalogue

/// What a row of the store is of: a table of counts, a unit, or an annotation. Stored: numbers never change their
/// meaning.
enum StoredTable {
  /// The row that says that a unit is there: `k1` is its kind, and `m1` how many rows it has.
  static let unit: UInt8 = 0
  static let annotation: UInt8 = 100
  /// How many people a page had on a day on all servers, in `m1`: what names wait for. Of ``StoredSource/fleet`` only.
  static let people: UInt8 = 101
  /// The row that says that a month is closed: `at` is its first day.
  static let closed: UInt8 = 102

  static let numbers: [(number: UInt8, table: CountTable)] = [
    (1, .pageHour), (2, .clientHour), (3, .statusHour), (4, .kindHour), (5, .trafficHour),
    (6, .versionDay), (7, .countryDay), (8, .referrerDay), (9, .campaignDay),
    (10, .responseTimeDay), (11, .landingDay), (12, .notFoundDay), (13, .pageDay), (14, .siteDay),
  ]

  static let pageDay: UInt8 = 13
  static let siteDay: UInt8 = 14

  static func tables(of kind: UnitKind) -> [(number: UInt8, table: CountTable)] {
    numbers.filter { $0.table.grain == kind.grain }
  }
}

/// Sources that are none of a server's.
enum StoredSource {
  /// The store itself.
  static let store: UInt64 = 0
  /// What is known of all servers together: visitors of days, once they are united.
  static let fleet: UInt64 = 1
  /// The least number of a server's.
  static let least: UInt64 = 2
}

/// What is sent as a whole: all that a source counted in an hour, or on a day.
public enum UnitKind: UInt8, Hashable, Sendable, CaseIterable, Comparable {
  case hour = 0
  case day = 1

  var grain: CountTable.Grain { self == .hour ? .hour : .day }

  public static func < (left: UnitKind, right: UnitKind) -> Bool { left.rawValue < right.rawValue }
}
