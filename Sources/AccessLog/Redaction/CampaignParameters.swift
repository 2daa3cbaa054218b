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
  /// Of repeated parameters the first with a value counts. Pairs end at `&` and at `;` (HTML 4.01,
  /// appendix B.2.2), which also makes `&amp;` one. A value ends where, decoded twice, another
  /// parameter or a fragment would begin.
  ///
  /// - Complexity: O(*n*); callers keep the answer for a query seen before.
  func campaign(of target: ArraySlice<UInt8>) -> Campaign? {
    guard !allowed.isEmpty else { return nil }
    var values: [CampaignParameter: String] = [:]
    let query = CampaignParameters.query(of: target)
    for pair in query.split(whereSeparator: { "&;".utf8.contains($0) }) {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")),
        let parameter = CampaignParameters.parameter(named: pair[..<equals]),
        allowed.contains(parameter), values[parameter] == nil
      else { continue }
      values[parameter] = CampaignParameters.value(of: pair[(equals + 1)...])
    }
    guard !values.isEmpty else { return nil }
    return Campaign(
      source: values[.source] ?? "", medium: values[.medium] ?? "", name: values[.name] ?? "")
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
    let decoded = PercentDecoding.decoded(PercentDecoding.decoded(spaced[...])[...])
    return kept(of: Array(decoded.prefix { !"&;?#".utf8.contains($0) }))
  }

  /// A decoded value as it may be kept, `nil` where nothing is left of it.
  static func kept(of value: [UInt8]) -> String? {
    let words = CampaignText.plain(String(decoding: value, as: UTF8.self)).split(separator: " ")
    let plain = Array(words.joined(separator: " ").utf8)
    let redacted = SegmentRedaction.redacted(plain[...])
    let text = CampaignText.capped(String(decoding: redacted, as: UTF8.self).lowercased())
    return text.isEmpty ? nil : text
  }
}

/// Text of a campaign: what stands between the decoded bytes and the shapes that are looked for.
private enum CampaignText {
  /// The text without characters that act or that show nothing, and with the digits and the at sign
  /// of other scripts in ASCII, so that no number passes by its script.
  static func plain(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let digit = PathText.digit(of: scalar) {
        plain.append(Unicode.Scalar(UInt8(ascii: "0") + digit))
        continue
      }
      let properties = scalar.properties
      switch properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
        .unassigned:
        continue
      case .spaceSeparator:
        plain.append(" ")
      case .dashPunctuation: plain.append("-")
      default:
        // U+FFFD is what stood for bytes that are no UTF-8; the others are full width and small.
        if scalar == "\u{fffd}" || properties.isDefaultIgnorableCodePoint { continue }
        plain.append(scalar == "\u{ff20}" || scalar == "\u{fe6b}" ? "@" : scalar)
      }
    }
    return String(plain)
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
