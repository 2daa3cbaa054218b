internal import AccessLog
internal import LogFormats
internal import Traffic

/// What a log does not tell, what that means for the counts, and what to do about it.
struct FormatAdvice {
  /// Values that no line has, each with what that means.
  private(set) var missing: [(name: String, meaning: String)] = []
  /// What is uncertain, a sentence or two each.
  private(set) var doubts: [String] = []

  init(_ format: FormatExplanation, given: LogCheck.Given) {
    findMissing(format, given)
    for doubt in format.doubts {
      if let sentence = FormatAdvice.sentence(doubt, format, given) { doubts.append(sentence) }
    }
    if format.hasOnlyPrivateClients,
      !format.doubts.contains(where: { $0.note.isOfPrivateAddresses })
    {
      doubts.append(
        "All client addresses are of private networks, as a proxy's are. If the client stands in another "
          + "value, as in X-Forwarded-For, name that with --client-address, and give the server's "
          + "format string with --format if the value has no name above.")
    }
    let isDoubted = format.doubts.contains {
      if case .unknownNumber = $0.note { true } else { false }
    }
    if !format.rest.isEmpty, !isDoubted, ["combined", "vhost-combined"].contains(format.name) {
      doubts.append(
        "More values stand after the last one that is known. They are not read; if one of them matters, "
          + "give the server's format string with --format.")
    }
    let without = format.linesWithoutClient
    if format.has(.client), without > 0 {
      let all = format.lines
      doubts.append(
        "\(grouped(without)) of \(grouped(all)) lines hold no client address: they count as hits, but "
          + "no visitor is counted for them.")
    }
  }

  private mutating func findMissing(_ format: FormatExplanation, _ given: LogCheck.Given) {
    if !format.has(.client) {
      missing.append(("client address", "no visitors and no countries are counted"))
    }
    if !format.has(.host), !format.targetNamesHost {
      missing.append(
        given.site.map { ("host", "all lines count for \(QuotedText.quoted($0))") }
          ?? ("host", "all lines count for one site, (unnamed); name it with --site"))
    }
    if format.lacksZone {
      missing.append(
        given.timeZone.map { ("time zone", "times are read as \(QuotedText.quoted($0))") }
          ?? ("time zone", "times count as UTC; name their zone with --log-time-zone"))
    }
    for (meaning, effect) in FormatAdvice.effects where !format.has(meaning) {
      if meaning == .duration, format.has(.end) { continue }
      missing.append((meaning.words, effect))
    }
  }

  private static let effects: [(FieldMeaning, String)] = [
    (.status, "errors cannot be told from pages that were shown"),
    (.bytes, "traffic counts as 0 bytes"),
    (.referrer, "it is not known where visitors come from"),
    (.userAgent, "browsers, devices and robots are not known"),
    (.duration, "no response times are counted"),
  ]

  /// What a doubt of recognition means; `nil` where what is missing says it.
  private static func sentence(
    _ doubt: FormatExplanation.Doubt, _ format: FormatExplanation, _ given: LogCheck.Given
  ) -> String? {
    let value = doubt.value?.text ?? "a value"
    switch doubt.note {
    case .noTime, .noAddress, .timeWithoutZone, .otherThanBefore: return nil
    case .dayOrMonthFirst:
      return
        "A date such as 03/04/2026 may be in March or in April, so it was not taken for the time: "
        + "give the server's format string with --format."
    case .severalAddresses:
      return "Several values are addresses, and nothing tells which is the client's: name it with "
        + "--client-address."
    case .hostNamesInsteadOfAddresses:
      return
        "Host names stand where addresses belong, as Apache writes them with HostnameLookups On: "
        + "no visitors and no countries are counted. Set HostnameLookups Off."
    case .privateAddressesWithPublicColumn:
      let isTaken = format.values.contains {
        $0.meaning == .client && $0.name == doubt.value
      }
      return isTaken
        ? "The other addresses are all of private networks, as a proxy's are, so \(value) was taken for "
          + "the client. Make sure with --client-address."
        : "All client addresses are of private networks, as a proxy's are, and \(value) holds public "
          + "ones: if that is the client, add --client-address \(value)."
    case .hostLeftOut:
      return
        "\(capital(value)) may be the host, but the lines are too few or too different to be sure: "
        + "give the format with --format, or name the site with --site."
    case .bytesLeftOut:
      return
        "Several numbers may be the bytes of the response, or none is sure to be, so none was taken: "
        + "give the server's format string with --format."
    case .severalSizes:
      return
        "Two numbers after the status may be the bytes; the first was taken. If that is wrong, give "
        + "the server's format string with --format."
    case .durationLeftOut:
      return
        "\(capital(value)) is a duration, but nothing tells its unit: give the server's format string "
        + "with --format."
    case .unknownNumber:
      return
        "\(capital(value)) is a number of unknown meaning, perhaps the response time: give the server's "
        + "format string with --format, or write a name before it, as in request_time=0.250."
    }
  }

  private static func capital(_ text: String) -> String {
    text.hasPrefix("value ") || text.hasPrefix("a value")
      ? text.prefix(1).uppercased() + text.dropFirst() : text
  }

  /// Whether a better format of the server would tell more.
  var wantsBetterFormat: Bool { !missing.isEmpty || !doubts.isEmpty }
}

extension GuessNote {
  fileprivate var isOfPrivateAddresses: Bool {
    if case .privateAddressesWithPublicColumn = self { true } else { false }
  }
}
