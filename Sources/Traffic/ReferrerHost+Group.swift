extension ReferrerHost {
  /// What kind of place this is.
  ///
  /// The longest known name wins, so that `mail.google.com` is mail and `google.com` a search
  /// engine; hosts that no table names are told by their first label where it says enough.
  ///
  /// - Complexity: O(*n*) in the text's length times the number of its labels; keep the answer.
  public var group: ReferrerGroup {
    switch self {
    case .direct: return .direct
    case .internal: return .internal
    case .app: return .app
    case .spam: return .spam
    case .address, .local, .invalid, .overflow: return .other
    default: break
    }
    if let group = rareGroup { return group }
    if let group = groupInTables { return group }
    if text.hasPrefix(ReferrerHost.androidScheme) { return .app }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 2 || ReferrerTable.softwareOnAnyDomain.contains(String(labels[0])) else {
      return .site
    }
    return ReferrerTable.firstLabels[String(labels[0])] ?? .site
  }

  /// Whether the tables name this very host: a public place, which names none of its visitors.
  ///
  /// A host below a known domain, or one told by its first label, may be anybody's own.
  package var isPublic: Bool {
    if text.hasPrefix(ReferrerHost.androidScheme) { return groupInTables != nil }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return [text, "." + text, ReferrerHost.starred(labels)].contains {
      $0.map { ReferrerTable.known[$0] != nil } == true
    }
  }

  /// The source that this host is a part of, under the one name that stands for it in reports: countries
  /// of a search engine, redirects and telephones' pages of a network, its application.
  ///
  /// Group and source of the answer are its own.
  ///
  /// - Complexity: As that of ``group``.
  package var source: ReferrerHost {
    if text.hasPrefix("(") { return self }
    if let known = ReferrerHost.source(knownOf: text) { return known }
    return text.hasPrefix(ReferrerHost.androidScheme) ? self : withoutVariant
  }

  /// The source that the tables name for a text which need not have been redacted: what they name is
  /// nobody's. `nil` where they name none, or where hosts below a domain are different people's.
  package static func source(knownOf text: String) -> ReferrerHost? {
    guard let name = ReferrerHost(redacted: text).nameInTables else { return nil }
    if ReferrerTable.known[name] == .spam { return .spam }
    if let source = ReferrerTable.sources[name] { return ReferrerHost(redacted: source) }
    if text.hasPrefix(androidScheme) { return ReferrerHost(redacted: androidScheme + name) }
    if ReferrerTable.manySources.contains(name), "." + text != name { return nil }
    if name.hasSuffix(".*") { return ReferrerHost(redacted: name.dropLast() + "com") }
    return ReferrerHost(redacted: name.hasPrefix(".") ? String(name.dropFirst()) : name)
  }

  /// A host of the list of spam, which stands for all of them.
  package static var spamSample: String { ReferrerTable.spamHosts[0] }

  /// The group of the longest name in the tables that this host is or belongs to.
  private var groupInTables: ReferrerGroup? {
    guard let name = nameInTables else { return nil }
    return text.hasPrefix(ReferrerHost.androidScheme)
      ? ReferrerTable.packages[name] : ReferrerTable.known[name]
  }

  /// The longest name in the tables that this host is or belongs to, as it stands there.
  private var nameInTables: String? {
    if text.hasPrefix(ReferrerHost.androidScheme) {
      let package = String(text.dropFirst(ReferrerHost.androidScheme.utf8.count))
      return ReferrerTable.packages[package] == nil ? nil : package
    }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    for name in [text, ReferrerHost.starred(labels)] {
      if let name, ReferrerTable.known[name] != nil { return name }
    }
    for start in labels.indices {
      let domain = "." + labels[start...].joined(separator: ".")
      if ReferrerTable.known[domain] != nil { return domain }
    }
    return nil
  }

  /// The host without a label by which it gives itself to telephones: `en.m.example.org`.
  ///
  /// Two labels stay, and those before a country's ending, as in `m.co.uk`, too.
  private var withoutVariant: ReferrerHost {
    var labels = text.split(separator: ".", omittingEmptySubsequences: false)
    let stars = ReferrerHost.starred(labels).map { $0.split(separator: ".").count }
    let kept = stars.map { labels.count + 2 - $0 } ?? 2
    guard
      let place = labels.dropLast(kept).firstIndex(where: {
        ReferrerTable.variantLabels.contains(String($0))
      })
    else { return self }
    labels.remove(at: place)
    return ReferrerHost(redacted: labels.joined(separator: "."))
  }

  /// The host with `*` for its country's ending, as the tables write it: `images.google.*` for
  /// `images.google.co.uk`. `nil` where there is no such ending.
  private static func starred(_ labels: [Substring]) -> String? {
    guard labels.count >= 2, let last = labels.last, last.utf8.count == 2 || last == "com" else {
      return nil
    }
    let second = labels[labels.count - 2]
    let isTwofold = labels.count >= 3 && last != "com" && (second == "co" || second == "com")
    return (labels.dropLast(isTwofold ? 2 : 1) + ["*"]).joined(separator: ".")
  }
}
