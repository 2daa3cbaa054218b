internal import FileSystem
internal import Glibc
package import TimeZones
package import Traffic
package import TrafficStore

extension ZoneClock {
  /// The name of the machine's zone, for a database that may have to be made.
  ///
  /// - Throws: ``TimeZoneError`` where that cannot be read, and there is no file yet.
  package static func nameForNew(_ database: String) throws(TimeZoneError) -> String {
    do {
      return try ZoneClock("local").name
    } catch {
      guard FileStatus(path: database) != nil else { throw error }
      return "UTC"
    }
  }

  /// What the clock on the wall shows: seconds since 1970 as it has them.
  package var wallNow: Int { Int(wallTime(at: Int64(time(nil)))) }

  /// The current day.
  package var today: Day { day(at: Int64(time(nil))) }
}

extension TrafficDatabase {
  /// The clock whose days are counted.
  ///
  /// - Throws: ``TimeZoneError`` where this machine does not know the zone.
  package func clock() throws(TimeZoneError) -> ZoneClock { try ZoneClock(stored: timeZone) }
}
