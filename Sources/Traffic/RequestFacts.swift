/// What a request is known by beside its path, as far as it decides what the request is for.
@frozen
public struct RequestFacts: OptionSet, Sendable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Another method than GET.
  @inlinable public static var posted: RequestFacts { RequestFacts(rawValue: 1) }

  /// The parameters that `?name` in requests.tsv asks for, each of which is one fact more.
  static let parameters: [String] = {
    let rows = [
      RequestTable.roots, RequestTable.paths, RequestTable.segments, RequestTable.starts,
    ].joined()
    let names = rows.flatMap { $0.when.split(separator: ",") }.filter { $0.hasPrefix("?") }
    return Set(names.map { String($0.dropFirst()) }).sorted()
  }()

  /// The facts of which one is enough; `nil` where none is needed.
  init?(when: String) {
    if when == "always" { return nil }
    var facts: RequestFacts = []
    for word in when.split(separator: ",") {
      switch word {
      case "posted": facts.insert(.posted)
      default:
        if let place = Self.parameters.firstIndex(of: String(word.dropFirst())) {
          facts.insert(Self.parameter(place))
        }
      }
    }
    self = facts
  }

  /// A parameter by its place among ``parameters``.
  static func parameter(_ place: Int) -> RequestFacts { RequestFacts(rawValue: 2 << UInt16(place)) }
}

/// What a path leads to, and what it leads to instead where one of some facts is so.
@frozen
public struct PathKind: Equatable, Sendable {
  public var kind: PageKind
  public var other: PageKind
  public var when: RequestFacts

  @inlinable
  public init(_ kind: PageKind, other: PageKind? = nil, when: RequestFacts = []) {
    self.kind = kind
    self.other = other ?? kind
    self.when = when
  }

  /// What a request with these facts leads to.
  @inlinable
  public func kind(of facts: RequestFacts) -> PageKind {
    when.isDisjoint(with: facts) ? kind : other
  }
}
