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
    case .address, .local, .invalid, .surplus: return .other
    default: break
    }
    if text.hasPrefix(ReferrerHost.androidScheme) {
      let package = String(text.dropFirst(ReferrerHost.androidScheme.utf8.count))
      return ReferrerTable.packages[package] ?? .app
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
    guard labels.count > 2 || ReferrerTable.softwareOnAnyDomain.contains(String(labels[0])) else {
      return .site
    }
    return ReferrerTable.firstLabels[String(labels[0])] ?? .site
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
