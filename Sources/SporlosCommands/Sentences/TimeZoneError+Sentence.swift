internal import AccessLog
internal import TimeZones
internal import Traffic

extension TimeZoneError {
  /// What is wrong with the time zone of a database, and what to do.
  var sentence: String {
    isLocal || code == .nameless
      ? sentence(of: "--time-zone")
      : "days are counted in the time zone \(QuotedText.quoted(name)), which this machine does not know: "
        + "install tzdata"
  }

  /// What is wrong with a time zone that an option names, and what to do.
  func sentence(of option: String) -> String {
    let zone = QuotedText.quoted(name)
    if isLocal {
      let reason =
        code == .nameless ? "is a file that matches no zone of the tz database" : "cannot be read"
      return
        "this machine's own time zone, \(zone), \(reason): give \(option) a name such as "
        + "Europe/Oslo, or an offset such as +01:00"
    }
    switch code {
    case .unknown:
      let meant = ZoneClock.suggestion(for: name).map { ": did you mean \($0)?" } ?? ""
      return "there is no time zone \(zone)\(meant)"
        + (meant.isEmpty
          ? ": \(option) takes a name of the tz database such as Europe/Oslo, an offset such as "
            + "+01:00, or local" : "")
    case .noDatabase:
      return
        "no time zone can be looked up by its name, \(zone): install tzdata, or give an offset such as "
        + "+01:00"
    case .damaged, .nameless:
      return
        "the file of the time zone \(zone) is damaged: install tzdata again, or give an offset such "
        + "as +01:00"
    }
  }
}
