extension Schema {
  /// The last days on which a run read the clock, in the order they were read; see ``ClockReadings``.
  static let clockReadings = """
    CREATE TABLE clock_reading(place INTEGER PRIMARY KEY, day INTEGER NOT NULL) STRICT;
    """
}
