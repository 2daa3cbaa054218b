package import AccessLog
package import Traffic

/// Why the name of a page would be kept.
package enum NameReason: String {
  /// Enough different people have asked for it.
  case people = "enough people"
  case sitemap = "sitemap"
  case rule = "page rule"
  /// The database names it already.
  case database = "database"
  /// The root of a site, and what stands in for a path, are nobody's.
  case nobodys = "names no one"
}

/// What lists pages whose names may be kept whoever asks for them.
package struct NameListing {
  private let patterns: Set<String>
  private let own = Sitemap()

  package init(rules: [PageRule]) { patterns = Set(rules.map(\.pattern)) }

  /// Why a page is listed; of several reasons, the first that applies.
  package func reason(for path: PagePath) -> NameReason {
    own.lists(path) ? .nobodys : patterns.contains(path.text) ? .rule : .sitemap
  }

  /// The placeholder that redaction put into a path, or the page rule that it is; `nil` for a path
  /// as it was asked for.
  package func template(of path: PagePath) -> String? {
    if patterns.contains(path.text) { return NameReason.rule.rawValue }
    return NameListing.placeholders.first { NameListing.stands($0, in: path.text.utf8) }
  }

  /// What redaction puts in the place of a person's data.
  private static let placeholders = [
    ":email", ":user", ":uuid", ":token", ":ip", ":card", ":phone", ":id",
  ]

  /// Whether a placeholder stands in a text, rather than the beginning of a longer word.
  private static func stands(_ placeholder: String, in text: String.UTF8View) -> Bool {
    var rest = text[...]
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      rest = rest[colon...]
      if rest.starts(with: placeholder.utf8) {
        let next = rest.dropFirst(placeholder.utf8.count).first ?? UInt8(ascii: "/")
        if !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next | 0x20) { return true }
      }
      rest = rest.dropFirst()
    }
    return false
  }
}
