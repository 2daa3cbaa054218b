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
        "All client addresses are of private networks, as a proxy's are. If another value has the "
          + "visitor's address, as X-Forwarded-For may, name it with --client-address; if it has no name "
          + "above, give the server's format string with --format as well.")
    }
    let isDoubted = format.doubts.contains {
      if case .unknownNumber = $0.note { true } else { false }
    }
    if !format.rest.isEmpty, !isDoubted, ["combined", "vhost-combined"].contains(format.name) {
      doubts.append(
        "The lines continue after the last known value. The rest is not read: if it matters, give the "
          + "server's format string with --format.")
    }
    let without = format.linesWithoutClient
    if format.has(.client), without > 0 {
      let all = format.lines
      doubts.append(
        "\(grouped(without)) of \(grouped(all)) lines have no client address: they count as hits, but "
          + "no visitors are counted for them.")
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
    if !format.has(.request), !format.has(.method) {
      missing.append(("method", "every request counts as a GET"))
    }
    for (meaning, effect) in FormatAdvice.effects where !format.has(meaning) {
      if meaning == .duration, format.has(.end) { continue }
      missing.append((meaning.words, effect))
    }
  }

  private static let effects: [(FieldMeaning, String)] = [
    (.status, "no page views are counted: errors look like pages"),
    (.bytes, "traffic counts as 0 bytes"),
    (.referrer, "no referrers and no visits are counted"),
    (.userAgent, "browsers and devices are unknown, and robots count as people"),
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
        "A date such as 03/04/2026 may be in March or in April, so it was not read: give the server's "
        + "format string with --format."
    case .severalAddresses:
      return
        "Several values are addresses, and the lines do not show which is the client's: name it with "
        + "--client-address."
    case .hostNamesInsteadOfAddresses:
      return
        "The clients are host names instead of addresses, as Apache writes them with HostnameLookups On: "
        + "no visitors and no countries are counted. Set HostnameLookups Off."
    case .privateAddressesWithPublicColumn:
      let isTaken = format.values.contains {
        $0.meaning == .client && $0.name == doubt.value
      }
      let option = "--client-address" + (doubt.value?.argument.map { " \($0)" } ?? "")
      return isTaken
        ? "The other addresses are all of private networks, as a proxy's are, so \(value) was taken for "
          + "the client. Confirm it with \(option)"
        : "All client addresses are of private networks, as a proxy's are, and \(value) holds public "
          + "ones: if those are the clients', add \(option)"
    case .hostLeftOut:
      return
        "\(capital(value)) may be the host, but there are too few lines, or too many different hosts, to be sure: "
        + "give the format with --format, or name the site with --site."
    case .bytesLeftOut:
      return
        "The lines do not show which number is the size of the response, so none was taken: "
        + "give the server's format string with --format."
    case .severalSizes:
      return
        "Two numbers after the status may be the bytes; the first was taken. If that is wrong, give "
        + "the server's format string with --format."
    case .durationLeftOut:
      return
        "\(capital(value)) is a duration, but the lines do not show its unit: give the server's format string "
        + "with --format."
    case .unknownNumber:
      return
        "\(capital(value)) is a number of unknown meaning. If it is the response time, give the server's "
        + "format string with --format, or log it with a name, as in request_time=0.250."
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
