internal import Traffic

/// A site's own word on what a request leads to: `.fit=download`, `/internal/**=api`, or `?modal=background`.
public struct KindRule: Hashable, Sendable {
  private enum Shape: Hashable {
    /// The end of a file's name, with its dot, in lower case.
    case ending(String)
    case path(PageRule)
    /// The name of a parameter, on any path.
    case parameter([UInt8])
  }

  private let shape: Shape
  let kind: PageKind

  /// A rule from a file name's ending, a path's pattern or a question mark and a parameter, an equals sign
  /// and a kind; `nil` for anything else.
  public init?(_ text: String) {
    guard let equals = text.lastIndex(of: "="),
      let kind = PageKind.allCases.first(where: {
        $0.name.lowercased() == text[text.index(after: equals)...].lowercased()
      }), kind != .noRequest
    else { return nil }
    let pattern = String(text[..<equals])
    if pattern.hasPrefix("."), pattern.count > 1, !pattern.contains("/") {
      shape = .ending(pattern.lowercased())
    } else if pattern.hasPrefix("?"), pattern.count > 1 {
      shape = .parameter(Array(pattern.utf8.dropFirst()))
    } else if let rule = PageRule(page: pattern) {
      shape = .path(rule)
    } else {
      return nil
    }
    self.kind = kind
  }

  /// Whether the rule is about requests with this query.
  func matches(query: ArraySlice<UInt8>) -> Bool {
    guard case .parameter(let name) = shape else { return false }
    return query.split(separator: UInt8(ascii: "&")).contains {
      $0.prefix { $0 != UInt8(ascii: "=") }.elementsEqual(name)
    }
  }

  /// Whether the rule is about this page.
  func matches(_ page: PagePath) -> Bool {
    switch shape {
    case .ending(let ending): return page.text.lowercased().hasSuffix(ending)
    case .parameter: return false
    case .path(let rule): return rule.matches(page)
    }
  }
}

extension [KindRule] {
  /// What the first rule about a page says it is.
  func kind(of page: PagePath) -> PageKind? { first { $0.matches(page) }?.kind }

  /// What the first rule about a query says its requests are.
  func kind(ofQuery query: ArraySlice<UInt8>) -> PageKind? {
    first { $0.matches(query: query) }?.kind
  }
}
