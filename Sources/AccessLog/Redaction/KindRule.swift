internal import Traffic

/// A site's own word on what a path leads to: `.fit=download`, or `/internal/**=api`.
public struct KindRule: Hashable, Sendable {
  private enum Shape: Hashable {
    /// The end of a file's name, with its dot, in lower case.
    case ending(String)
    case path(PageRule)
  }

  private let shape: Shape
  let kind: PageKind

  /// A rule from a file name's ending or a path's pattern, an equals sign and a kind; `nil` for
  /// anything else.
  public init?(_ text: String) {
    guard let equals = text.lastIndex(of: "="),
      let kind = PageKind.allCases.first(where: {
        $0.name.lowercased() == text[text.index(after: equals)...].lowercased()
      })
    else { return nil }
    let pattern = String(text[..<equals])
    if pattern.hasPrefix("."), pattern.count > 1, !pattern.contains("/") {
      shape = .ending(pattern.lowercased())
    } else if let rule = PageRule(pattern) {
      shape = .path(rule)
    } else {
      return nil
    }
    self.kind = kind
  }

  /// Whether the rule is about this page.
  func matches(_ page: PagePath) -> Bool {
    switch shape {
    case .ending(let ending): return page.text.lowercased().hasSuffix(ending)
    case .path(let rule):
      let path = Array(page.text.utf8.dropFirst())
      return rule.matches(
        path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false))
    }
  }
}

extension [KindRule] {
  /// What a page is: what the first rule about it says, else what its name says.
  func kind(of page: PagePath) -> PageKind {
    first { $0.matches(page) }?.kind ?? page.kind
  }
}
