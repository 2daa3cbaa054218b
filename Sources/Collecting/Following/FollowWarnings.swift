internal import AccessLog

/// What a follower has warned of, so that it says each thing once.
struct FollowWarnings {
  /// Why counts wait.
  var database: CollectError?
  /// Why what waits of pipes and sockets is not written down.
  var keeping: CollectError?
  private var countries: CountryDatabaseError?
  private var sealing: StateError?
  /// Whether it was said that the clock is behind the logs.
  var hasClock = false
  /// Whether it was said that a restored database publishes nothing.
  var hasReleases = false
  /// Whether it was said that metrics cannot be written.
  var hasMetrics = false

  mutating func isNew(_ error: CollectError) -> Bool {
    defer { database = error }
    return error != database
  }

  mutating func isNew(_ error: CountryDatabaseError) -> Bool {
    defer { countries = error }
    return error != countries
  }

  mutating func isNew(_ error: StateError) -> Bool {
    defer { sealing = error }
    return error != sealing
  }
}
