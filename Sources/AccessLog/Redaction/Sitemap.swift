public import Traffic

/// The pages whose names are public anyway: those that a site lists itself, the texts of page rules,
/// and the few that are this program's own.
public struct Sitemap: Sendable {
  private var pages: Set<PagePath>

  /// A site's root names nobody, and what stands in parentheses is no path at all.
  private static let own: Set<PagePath> = [
    PagePath(redacted: "/"), PagePath(redacted: "*"), PagePath(redacted: "(proxy request)"),
    .invalidRequest, .noRequest, .probe,
  ]

  public init() { pages = Sitemap.own }

  /// Whether a page's name may be kept, whoever asks for it.
  public func lists(_ page: PagePath) -> Bool { pages.contains(page) }

  /// How many pages are listed beside this program's own.
  public var count: Int { pages.count - Sitemap.own.count }

  /// Lists the pages that rules make of what they match.
  public mutating func list(_ rules: [PageRule]) {
    for rule in rules { pages.insert(PagePath(redacted: rule.pattern)) }
  }

  /// Lists a page as a request for it is counted.
  mutating func list(_ page: PagePath) { pages.insert(page) }
}
