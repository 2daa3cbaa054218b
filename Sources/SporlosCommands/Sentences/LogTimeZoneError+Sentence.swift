internal import AccessLog
internal import Traffic

extension LogTimeZoneError {
  /// What is wrong with a time zone, and what to do.
  var sentence: String {
    let zone = QuotedText.quoted(name)
    if isLocal {
      return
        "this machine's own time zone, \(zone), cannot be read: give --log-time-zone a name such as "
        + "Europe/Oslo, or an offset such as +01:00"
    }
    switch code {
    case .unknown:
      let meant = LogTimeZone.suggestion(for: name).map { ": did you mean \($0)?" } ?? ""
      return "there is no time zone \(zone)\(meant)"
        + (meant.isEmpty
          ? ": --log-time-zone takes a name of the tz database such as Europe/Oslo, an offset such as "
            + "+01:00, or local" : "")
    case .noDatabase:
      return
        "no time zone can be looked up by its name, \(zone): install tzdata, or give an offset such as "
        + "+01:00"
    case .damaged:
      return
        "the file of the time zone \(zone) is damaged: install tzdata again, or give an offset such "
        + "as +01:00"
    }
  }
}
