package import TimeZones
package import Traffic

/// Why nothing was done with the database of one server.
package enum ServerRefusal: Error, Hashable {
  /// It, or its state, cannot be used.
  case collect(CollectError)
  /// It is made of those of a fleet's servers.
  case fleetDatabase
  /// It counts the days of another time zone than was asked for.
  case otherTimeZone(known: String, asked: String)
  /// This machine does not know the fleet's time zone.
  case fleetTimeZone(TimeZoneError)
  /// Its logs and pages are known by a key that is not the fleet's.
  case otherKey
  /// The fleet's key is of this day, which is too long ago to continue from.
  case oldKey(Day)
  /// It belongs to no fleet that could merge its counts.
  case noFleet
  /// It belongs to no fleet whose pages could have names.
  case noFleetOfNames
  /// The list of names cannot be read.
  case unreadableNames(errno: Int32)
  /// What was read is no list of names, or only a part of one.
  case noNames
  /// A backfill of it was begun before.
  case backfillUnderWay
}
