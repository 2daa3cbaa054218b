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
    case .rare: return .site
    case .address, .local, .invalid, .overflow: return .other
    default: break
    }
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
    return ReferrerTable.known[text] != nil
      || ReferrerHost.starred(labels).map { ReferrerTable.known[$0] != nil } == true
  }

  /// The group of the longest name in the tables that this host is or belongs to.
  private var groupInTables: ReferrerGroup? {
    if text.hasPrefix(ReferrerHost.androidScheme) {
      return ReferrerTable.packages[
        String(text.dropFirst(ReferrerHost.androidScheme.utf8.count))]
    }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    let starred = ReferrerHost.starred(labels)
    if let group = ReferrerTable.known[text] ?? starred.flatMap({ ReferrerTable.known[$0] }) {
      return group
    }
    for start in labels.indices.dropFirst() {
      let domain = "." + labels[start...].joined(separator: ".")
      if let group = ReferrerTable.known[domain] { return group }
    }
    return nil
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
