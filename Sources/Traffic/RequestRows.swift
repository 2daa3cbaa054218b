/// The paths of requests.tsv, each found with one look for nearly every path that is none of them.
struct RequestRows: Sendable {
  typealias Row = (kind: PageKind, when: RequestFacts?)

  static let all = RequestRows()

  private let firsts: NameTable
  private let roots: [ArraySlice<UInt8>: Row]
  private let paths: [ArraySlice<UInt8>: Row]
  private let names: NameTable
  private let segments: [ArraySlice<UInt8>: Row]
  private let starts: [(text: [UInt8], row: Row)]

  private init() {
    func rows(_ table: [RequestTable.Row]) -> [ArraySlice<UInt8>: Row] {
      let pairs = table.map { row in
        (Array(row.text.utf8)[...], (row.kind, RequestFacts(when: row.when)) as Row)
      }
      return Dictionary(pairs) { first, _ in first }
    }
    roots = rows(RequestTable.roots)
    paths = rows(RequestTable.paths)
    firsts = NameTable(
      Set(
        (RequestTable.roots + RequestTable.paths).compactMap {
          $0.text.split(separator: "/").first.map(String.init)
        }))
    segments = rows(RequestTable.segments)
    names = NameTable(RequestTable.segments.map(\.text))
    starts = RequestTable.starts.map {
      (Array($0.text.utf8), ($0.kind, RequestFacts(when: $0.when)))
    }
  }

  /// What the table says of a path in lower case: as a whole, else by its longest root, its segments or
  /// what its first segment begins with.
  func row(of path: [UInt8]) -> Row? {
    var found: Row?
    var root: Row?
    // Where a known name begins: at the root, or below the path of an application if no page would be
    // called so, as in `/docs/_next/image`.
    var base: Int?
    var start = 1
    while start <= path.count {
      let end = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
      let segment = path[start..<end]
      if start == 1 { found = starts.first { segment.starts(with: $0.text) }?.row }
      if start == 1 || segment.first == UInt8(ascii: "_"), firsts.contains(segment) {
        base = start - 1
      }
      if let base, let row = roots[path[base..<end]] { root = row }
      if names.contains(segment), let row = segments[segment] { found = row }
      start = end + 1
    }
    if let base, let row = paths[path[base...]] { return row }
    return root ?? found
  }
}

/// What a query says of a request.
public struct QueryKind: Equatable, Sendable {
  /// What a request with this query leads to, where its path alone leads to a page.
  public var kind: PageKind?
  public var facts: RequestFacts = []
  /// The parameters that say so, as they stand in the table, with an equals sign each: what a scrubbed log
  /// keeps of them.
  public var parameters: [String] = []

  /// Reads a query, still percent-encoded, without its question mark.
  ///
  /// - Complexity: O(*n*); callers keep the answer for a query seen before.
  public init(_ query: ArraySlice<UInt8>) {
    for pair in query.split(separator: UInt8(ascii: "&")) {
      let text = pair.prefix(64).map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
      let name = text.prefix { $0 != UInt8(ascii: "=") }
      for (place, parameter) in Self.names.enumerated() where name.elementsEqual(parameter) {
        if facts.insert(RequestFacts.parameter(place)).inserted {
          parameters.append(RequestFacts.parameters[place] + "=")
        }
      }
      guard kind == nil, let rows = Self.rows[name] else { continue }
      let value = text[name.endIndex...].dropFirst()
      guard let row = rows.first(where: { value.starts(with: $0.value) }) else { continue }
      kind = row.kind
      parameters.append(row.text.contains("=") ? row.text : row.text + "=")
    }
  }

  private static let names = RequestFacts.parameters.map { Array($0.utf8) }
  private typealias Row = (value: [UInt8], kind: PageKind, text: String)
  /// What parameters say, by name, with what their values have to begin with.
  private static let rows: [ArraySlice<UInt8>: [Row]] = {
    var rows: [ArraySlice<UInt8>: [Row]] = [:]
    for row in RequestTable.parameters {
      let text = Array(row.text.utf8)
      let name = text.prefix { $0 != UInt8(ascii: "=") }
      rows[name, default: []].append(
        (Array(text[name.endIndex...].dropFirst()), row.kind, row.text))
    }
    return rows
  }()
}
