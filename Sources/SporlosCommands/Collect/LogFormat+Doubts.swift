internal import AccessLog
internal import Traffic

extension LogFormat {
  /// What the lines of a log do not tell, so that less is counted: a sentence each.
  var doubts: [String] {
    var doubts: [String] = []
    if clientField == nil {
      doubts.append("the format has no client's address, so no visitors are counted")
    }
    for note in notes { note.doubt.map { doubts.append($0) } }
    return doubts
  }

  /// What may be read wrongly if nobody says more: a sentence each.
  func cautions(_ settings: LogSettings) -> [String] {
    var cautions: [String] = []
    if needsZone || notes.contains(.timeWithoutZone), !settings.isZoneNamed {
      cautions.append("its times have no zone and are taken for UTC: name it with --log-time-zone")
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
    case .bytesLeftOut: "nothing tells which number is the response's size, so no bytes are counted"
    case .hostLeftOut:
      "a value may be the virtual host, but too few lines say so: name the format with --format, or "
        + "the site with --site"
    case .durationLeftOut, .unknownNumber:
      "a number may be the response time, but nothing says so, nor in which unit: name the format with "
        + "--format to have response times"
    case .otherThanBefore:
      "its earlier lines were read by another format, and their counts stay as they are"
    default: nil
    }
  }

  /// What may be wrong, and what to do.
  fileprivate var caution: String? {
    switch self {
    case .privateAddressesWithPublicColumn(let name):
      "the addresses of its clients are all private, as a proxy's are, and "
        + "\(QuotedText.quoted(name)) holds public ones, which are taken where they can be: say which "
        + "is the client's with --client-address"
    case .severalAddresses:
      "several of its values are addresses: say which is the client's with --client-address"
    case .dayOrMonthFirst:
      "nothing tells day from month in its times: name the format with --format"
    default: nil
    }
  }
}
