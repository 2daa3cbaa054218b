internal import Traffic

/// Whether a text that was kept is one that redaction would leave as it is: the strongest question
/// that can be asked of it, since it is answered by what was to keep people's data out.
public enum RedactionCheck {
  /// Whether a text is a page's path, or one of this program's own names for what has none.
  public static func isPage(_ text: [UInt8]) -> Bool {
    if ownPages.contains(String(decoding: text, as: UTF8.self)) { return true }
    guard text.first == UInt8(ascii: "/"), let string = String(validating: text, as: UTF8.self)
    else { return false }
    let path = text.prefix { $0 != UInt8(ascii: "?") }
    let query = string.utf8.dropFirst(path.count)
    return PathRedaction(rules: [], spells: false).page(of: path).text.utf8.elementsEqual(path)
      && PageQuery.redacted(Array(query)).elementsEqual(query)
  }

  /// Whether a text is a referrer's host, or one of this program's own names for what is none.
  public static func isReferrer(_ text: [UInt8]) -> Bool {
    if ownReferrers.contains(String(decoding: text, as: UTF8.self)) { return true }
    let scheme = Array(ReferrerHost.androidScheme.utf8)
    if text.starts(with: scheme) {
      return AndroidPackage.referrer(of: text[scheme.count...]).text.utf8.elementsEqual(text)
    }
    // Placeholders stand for labels, whose own letters are those of names.
    let name = text.filter { $0 != UInt8(ascii: ":") }
    guard HostRedaction.isName(name[...]), !HostRedaction.isAddress(text[...]),
      !HostRedaction.isLocal(String(decoding: text, as: UTF8.self))
    else { return false }
    return HostRedaction.redacted(text[...]).text.utf8.elementsEqual(text)
  }

  /// Whether a text is a site's name: what a log names, or what was given with `--site`.
  public static func isSite(_ text: [UInt8]) -> Bool {
    if ownSites.contains(String(decoding: text, as: UTF8.self)) { return true }
    let letters = text.filter { $0 != UInt8(ascii: ":") }
    if HostRedaction.isName(letters[...]), text.allSatisfy({ !(0x41...0x5a).contains($0) }),
      HostRedaction.site(text[...]).text.utf8.elementsEqual(text),
      HostName.site(of: letters) != .address
    {
      return true
    }
    // What was given is a name that somebody chose, which may have a few digits more.
    guard let name = SiteName(String(decoding: text, as: UTF8.self)),
      name.text.utf8.elementsEqual(text), HostName.site(of: text) != .address
    else { return false }
    // The letters and digits of an internationalised name are a code, not a token.
    return text.split(separator: UInt8(ascii: ".")).allSatisfy {
      $0.starts(with: "xn--".utf8) || SegmentRedaction.redacted($0).elementsEqual($0)
    }
  }

  /// Whether a text is a value of a campaign, none being one.
  public static func isCampaign(_ text: [UInt8]) -> Bool {
    if text.isEmpty || ownCampaigns.contains(String(decoding: text, as: UTF8.self)) { return true }
    return CampaignParameters.kept(of: text).map { $0.utf8.elementsEqual(text) } ?? false
  }

  private static let ownPages: Set<String> = [
    "*", "(proxy request)", PagePath.invalidRequest.text, PagePath.noRequest.text,
    PagePath.probe.text,
  ]
  private static let ownReferrers = Set(
    [
      ReferrerHost.direct, .internal, .address, .local, .app, .invalid, .spam, .overflow,
    ].map(\.text) + ReferrerHost.groupsWithNames.map { ReferrerHost.rare($0).text })
  private static let ownSites = Set(
    [SiteName.unnamed, .invalid, .address, .overflow, .rare].map(\.text))
  private static let ownCampaigns = Set([Campaign.rare, .overflow].map(\.source))
}
