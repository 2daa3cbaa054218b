import GRDB
import Traffic

/// Numbers of a database that are narrower here than there.
///
/// GRDB stops the process at one that does not fit, and prints its row: so they are asked for by these,
/// which throw that the database is damaged.
extension Row {
  /// A day.
  func day(_ column: Int) throws -> Day {
    guard let day = try dayIfAny(column) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return day
  }

  /// A day; `nil` for NULL.
  func dayIfAny(_ column: Int) throws -> Day? {
    let value = self[column] as DatabaseValue
    if value.isNull { return nil }
    guard let number = Int64.fromDatabaseValue(value), let day = Day(stored: number) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return day
  }

  /// A text; `nil` for NULL.
  func textIfAny(_ column: Int) throws -> String? {
    let value = self[column] as DatabaseValue
    if value.isNull { return nil }
    guard case .string(let text) = value.storage else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return text
  }

  /// An age in the words of the command line; `nil` for NULL.
  func ageIfAny(_ column: Int) throws -> Age? {
    guard let text = try textIfAny(column) else { return nil }
    guard let age = Age(text) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return age
  }
}

extension RawStatement {
  /// A day. An index that is damaged may have entries which no query asked for.
  func day(_ column: Int32) throws -> Day {
    guard let day = Day(stored: integer(column)) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return day
  }
}

extension Day {
  /// The day of a number in a database; `nil` where its hours are too many to count.
  init?(stored number: Int64) {
    let most = Int64(Int32.max / Hour.perDay)
    guard (-most...most).contains(number) else { return nil }
    self.init(rawValue: Int32(number))
  }
}

extension Hour {
  /// The hour of a number in a database; `nil` where there is no such.
  init?(stored number: Int64) {
    guard number >= 0, let hour = Int32(exactly: number) else { return nil }
    self.init(rawValue: hour)
  }
}
