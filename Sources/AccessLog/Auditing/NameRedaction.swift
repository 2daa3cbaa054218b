public import Traffic

/// What today's redaction makes of names that an earlier one has kept.
public enum NameRedaction {
  /// Raise it with every change that takes more out of paths, hosts or campaigns, spells paths otherwise, or
  /// puts hosts together: names that are stored are looked at again then.
  public static let version = 5

  /// What a stored path is today.
  public static func page(_ text: String) -> PagePath {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "/") else {
      return RedactionCheck.isPage(bytes) ? PagePath(redacted: text) : .invalidRequest
    }
    let path = bytes.prefix { $0 != UInt8(ascii: "?") }
    return PathRedaction(rules: []).page(of: path)
      .with(query: PageQuery.redacted(Array(bytes.dropFirst(path.count))))
  }

  /// What a stored referrer is today.
  public static func referrer(_ text: String) -> ReferrerHost {
    let bytes = Array(text.utf8)
    if RedactionCheck.isReferrer(bytes) { return ReferrerHost(redacted: text).source }
    let scheme = ReferrerHost.androidScheme
    if text.hasPrefix(scheme) {
      return AndroidPackage.referrer(of: bytes.dropFirst(scheme.utf8.count)).source
    }
    return HostRedaction.isLocal(text) ? .local : HostRedaction.redacted(bytes[...]).source
  }

  /// What a site of this name is where it is another one's referrer.
  public static func referrer(ofSite site: SiteName) -> ReferrerHost {
    referrer(Referrer.withoutWWW(site.text))
  }

  /// What a stored campaign is today.
  public static func campaign(_ campaign: Campaign) -> Campaign {
    func kept(_ part: String) -> String? {
      let bytes = Array(part.utf8)
      return RedactionCheck.isCampaign(bytes) ? part : CampaignParameters.kept(of: bytes)
    }
    guard let source = kept(campaign.source), let medium = kept(campaign.medium),
      let name = kept(campaign.name)
    else { return .rare }
    return Campaign(source: source, medium: medium, name: name)
  }
}
