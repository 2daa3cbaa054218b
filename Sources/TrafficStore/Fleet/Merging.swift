public import Traffic

/// What putting the databases of a fleet's servers together came to.
public struct Merging: Hashable, Sendable {
  /// The hits of each member, in the order in which they were named.
  public var hits: [Int64] = []
  /// Sites and pages on days whose visitors were told apart across servers.
  public var sharedDays = 0
  /// The day that ages were counted from.
  public var agedFrom: Day?
  /// The last day up to which all members have counts.
  public var lastDay: Day?
  /// Logs that more than one member seems to have counted: their lines may count twice.
  public var logsInCommon = 0
}

/// Why databases were not put together.
public enum MergeRefusal: Error, Hashable, Sendable {
  /// A database that has counts of its own.
  case hasOwnCounts
  /// What so many databases counted that were merged before would be lost.
  case lacksMembers(Int)
  /// One of them is no server's share; by its place among them.
  case noShare(Int)
  /// Two of them are of the same server, by their places.
  case sameMember(Int, Int)
  /// One of them, by its place, counts the days of another time zone than the first, or the database.
  case otherTimeZone(Int, String, known: String)
  /// One of them cannot be read, or not be written.
  case store(StoreError)
}
