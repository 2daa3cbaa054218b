internal import ArgumentParser
internal import TimeZones
internal import Traffic

/// Whose days a new database counts.
struct TimeZoneOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The time zone of a new database's days: Europe/Oslo, +05:30, UTC (default: this machine's).",
      valueName: "zone"))
  var timeZone: String?

  /// The clock that was asked for; `nil` where none was.
  func clock() throws -> ZoneClock? {
    guard let timeZone else { return nil }
    do throws(TimeZoneError) {
      let clock = try timeZone == "local" ? ZoneClock("local") : ZoneClock(stored: timeZone)
      if clock.hasWholeQuarters { return clock }
    } catch {
      throw ValidationError(error.sentence(of: "--time-zone"))
    }
    throw ValidationError(
      "--time-zone takes an offset of whole quarters of an hour, such as +05:45, not "
        + QuotedText.quoted(timeZone))
  }
}
