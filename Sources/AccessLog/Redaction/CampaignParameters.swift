internal import Traffic

/// Finds the campaign in a request's query: the only part of a query that is ever kept, and only the
/// parameters that a setting allows.
struct CampaignParameters {
  let allowed: Set<CampaignParameter>

  /// The most bytes of a value that is looked at; what is longer is no campaign's name.
  private static let longestRead = 256

  /// The campaign of a request's target without the server's escapes; `nil` where no parameter that
  /// is allowed has a value.
  ///
  /// Of repeated parameters the first with a value counts, and of different ones for the same part that
  /// with the lowest rank. Pairs end at `&` and at `;` (HTML 4.01,
  /// appendix B.2.2), which also makes `&amp;` one. A value ends where, decoded, another parameter or a
  /// fragment would begin.
  ///
  /// - Complexity: O(*n*); callers keep the answer for a query seen before.
  func campaign(of target: ArraySlice<UInt8>) -> Campaign? {
    guard !allowed.isEmpty else { return nil }
    var values: [CampaignPart: (rank: Int, text: String)] = [:]
    let query = CampaignParameters.query(of: target)
    for pair in query.split(whereSeparator: { "&;".utf8.contains($0) }) {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")),
        let parameter = CampaignParameters.parameter(named: pair[..<equals]),
        allowed.contains(parameter),
        values[parameter.part].map({ parameter.rank < $0.rank }) ?? true,
        let text = CampaignParameters.value(of: pair[(equals + 1)...])
      else { continue }
      values[parameter.part] = (parameter.rank, text)
    }
    guard !values.isEmpty else { return nil }
    return Campaign(
      source: values[.source]?.text ?? "", medium: values[.medium]?.text ?? "",
      name: values[.name]?.text ?? "")
  }

  /// What follows the first `?`, up to the fragment; a link that was encoded as a whole has `%3F`.
  private static func query(of target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let question = UInt8(ascii: "?")
    let whole = target.prefix { $0 != UInt8(ascii: "#") }
    let text = whole.contains(question) ? whole : PercentDecoding.decoded(whole)[...]
    guard let start = text.firstIndex(of: question) else { return [] }
    return text[(start + 1)...].prefix { $0 != UInt8(ascii: "#") }
  }

  private static func parameter(named name: ArraySlice<UInt8>) -> CampaignParameter? {
    // The longest name, each byte encoded twice.
    guard name.count <= 60 else { return nil }
    let decoded = PercentDecoding.decoded(PercentDecoding.decoded(name)[...])
    return CampaignParameter(rawValue: String(decoding: decoded, as: UTF8.self).lowercased())
  }

  /// A value as it may be kept, `nil` where nothing is left of it.
  private static func value(of raw: ArraySlice<UInt8>) -> String? {
    guard raw.count <= longestRead else { return nil }
    // A plus is a space (WHATWG URL, section 5.1), but one that was encoded is a plus.
    let spaced = raw.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    let value = TextDecoding.decoded(spaced[...]) { text in
      text.prefix { !"&;?#".utf8.contains($0) }
    }
    return value.flatMap(kept)
  }

  /// A decoded value as it may be kept, `nil` where nothing is left of it.
  static func kept(of value: [UInt8]) -> String? {
    let words = String(decoding: PathText.plain(value[...]), as: UTF8.self).split(separator: " ")
    let plain = Array(CampaignText.spaced(words.joined(separator: " ")).utf8)
    if PlaceShape.isPair(plain[...]) { return ":id" }
    let shown = SegmentRedaction.inLowerCase(PathRedaction.value(plain)[...])
    let text = CampaignText.capped(CampaignText.visible(shown))
    return text.isEmpty ? nil : text
  }
}

/// Text of a campaign: what stands between the decoded bytes and the shapes that are looked for.
private enum CampaignText {
  /// The text with spaces and hyphens of all kinds as those of ASCII.
  static func spaced(_ text: String) -> String {
    var spaced = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .spaceSeparator: spaced.append(" ")
      case .dashPunctuation: spaced.append("-")
      default: spaced.append(scalar)
      }
    }
    return String(spaced)
  }

  /// The text without U+FFFD, which stands for what shows nothing, and without spaces at its ends.
  static func visible(_ text: String) -> String {
    let scalars = text.unicodeScalars.filter { scalar in
      scalar != "\u{fffd}" && !scalar.properties.isDefaultIgnorableCodePoint
    }
    return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
  }

  /// As many whole characters as fit.
  static func capped(_ text: String) -> String {
    guard text.utf8.count > Campaign.longest else { return text }
    var capped = ""
    for character in text {
      if capped.utf8.count + character.utf8.count > Campaign.longest { break }
      capped.append(character)
    }
    while capped.last == " " { capped.removeLast() }
    return capped
  }
}
