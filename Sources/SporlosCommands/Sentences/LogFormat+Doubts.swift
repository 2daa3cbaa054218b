internal import AccessLog
internal import Traffic

extension LogFormat {
  /// What the lines of a log do not tell, so that less is counted: a sentence each.
  var doubts: [String] {
    var doubts: [String] = []
    if clientField == nil {
      doubts.append("the format has no client address, so no visitors are counted")
    }
    for note in notes { note.doubt.map { doubts.append($0) } }
    return doubts
  }

  /// What may be read wrongly if nobody says more: a sentence each.
  func cautions(_ settings: LogSettings) -> [String] {
    var cautions: [String] = []
    if needsZone || notes.contains(.timeWithoutZone), !settings.isZoneNamed {
      cautions.append(
        "its times have no zone and are read as UTC: name the zone with --log-time-zone")
    }
    if notes.contains(.otherThanBefore) {
      cautions.append(
        "its earlier lines were read in another format, and their counts stay as they are")
    }
    guard settings.clientField == nil else { return cautions }
    for note in notes { note.caution.map { cautions.append($0) } }
    return cautions
  }
}

extension GuessNote {
  /// What is not counted, and what to do.
  fileprivate var doubt: String? {
    switch self {
    case .bytesLeftOut:
      "its lines do not show which number is the size of the response, so no bytes are counted"
    case .severalSizes:
      "two numbers behind the status may be the size of the response, and the first was taken: give "
        + "--format if that is wrong"
    case .hostLeftOut:
      "a value may be the virtual host, but there are too few lines to be sure: give --format "
        + "or --site"
    case .durationLeftOut, .unknownNumber:
      "a number may be the response time, but its meaning and unit are unknown: give --format "
        + "to count response times"
    default: nil
    }
  }

  /// What may be wrong, and what to do.
  fileprivate var caution: String? {
    switch self {
    case .privateAddressesWithPublicColumn(let name):
      "all its client addresses are private, as a proxy's are, and "
        + "\(QuotedText.quoted(name)) has public ones, which are used where possible: name the "
        + "client's field with --client-address"
    case .severalAddresses:
      "several of its values are addresses: name the client's with --client-address"
    case .dayOrMonthFirst:
      "its dates do not show which number is the day and which the month: name the format with --format"
    default: nil
    }
  }
}
