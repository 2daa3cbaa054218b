internal import LogFormats

/// How the lines below a `#Fields` line are written, where they show it and that line does not.
///
/// Akamai writes blanks between the names and tabs between the values, and the host in front of the path
/// in `cs-uri`, which is a whole URL elsewhere; IIS Advanced Logging writes
/// text in quotes below the same names that IIS itself writes with `+` for blanks.
struct ColumnStyle: Hashable, Sendable {
  /// What stands between the values; `nil` where the lines do not tell.
  var separator: UInt8?
  /// Whether text stands in quotes.
  var isQuoted = false
  /// Whether `cs-uri` is a host and a path without a scheme: `/example.org/a`.
  var namesHost = false

  /// Nothing is known but what the names tell.
  static let told = ColumnStyle()

  private static let maxLines = 32
  private static let quote = UInt8(ascii: "\"")

  /// What some of the first lines show; `nil` where none of them has as many values as there are names.
  ///
  /// - Complexity: O(*n*) in the bytes of at most 32 lines.
  static func shown(by lines: some Collection<UInt8>, heading: [UInt8]) -> ColumnStyle? {
    let names = names(in: heading)
    guard names.count > 1 else { return nil }
    let uri = names.firstIndex { $0.lowercased() == W3CFields.uri }
    var rest = lines[...]
    var (looked, fitting, quoted) = (0, 0, 0)
    var separators: Set<UInt8> = []
    var hosts = HostsInPaths()
    while looked < maxLines, !rest.isEmpty {
      let text = rest.prefix { $0 != 0x0a }
      rest = rest[text.endIndex...].dropFirst()
      guard let first = text.first, first != UInt8(ascii: "#"), first != 0x0d else { continue }
      looked += 1
      let fits = [UInt8(ascii: " "), 0x09].compactMap { separator in
        values(in: text, separator: separator, columns: names.count).map { (separator, $0) }
      }
      // A line that fits both ways tells nothing.
      guard fits.count == 1, let (separator, values) = fits.first else { continue }
      separators.insert(separator)
      fitting += 1
      if values.contains(where: { $0.count > 1 && $0.first == quote && $0.last == quote }) {
        quoted += 1
      }
      if let uri { hosts.note(values[uri]) }
    }
    guard fitting > 0 else { return nil }
    return ColumnStyle(
      separator: separators.count == 1 ? separators.first : nil, isQuoted: quoted * 2 > fitting,
      namesHost: hosts.areNamed)
  }

  /// The names of the columns.
  private static func names(in heading: [UInt8]) -> [String] {
    let words = heading.split { $0 == 0x20 || $0 == 0x09 }
    return words.dropFirst(words.first?.last == UInt8(ascii: ":") ? 1 : 0).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The values of a line that has as many as there are columns, with the quotes around them.
  private static func values(
    in line: some Collection<UInt8>, separator: UInt8, columns: Int
  ) -> [ArraySlice<UInt8>]? {
    var values: [ArraySlice<UInt8>] = []
    var rest = Array(line)[...]
    if rest.last == 0x0d { rest.removeLast() }
    while values.count <= columns {
      let value =
        if let end = endOfQuoted(rest), end == rest.endIndex || rest[end] == separator {
          rest[..<end]
        } else {
          rest.prefix { $0 != separator }
        }
      values.append(value)
      rest = rest[value.endIndex...]
      guard !rest.isEmpty else { break }
      rest = rest.dropFirst()
    }
    return values.count == columns && rest.isEmpty ? values : nil
  }

  /// The place behind a value in quotes, in which a quote is written twice.
  private static func endOfQuoted(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.first == quote else { return nil }
    var at = text.startIndex + 1
    while at < text.endIndex {
      if text[at] == quote {
        guard at + 1 < text.endIndex, text[at + 1] == quote else { return at + 1 }
        at += 1
      }
      at += 1
    }
    return nil
  }
}

/// Whether paths have a host in front of them, as Akamai's: `/www.example.org/a`.
private struct HostsInPaths {
  private var all = 0
  private var named = 0
  /// Names that may be nothing else; `/shop.pl/a` is a program's path as well.
  private var plain = 0

  mutating func note(_ value: ArraySlice<UInt8>) {
    let path = value.first == UInt8(ascii: "\"") ? value.dropFirst() : value
    guard path.count > 1 else { return }
    all += 1
    let first = path.dropFirst().prefix { $0 != UInt8(ascii: "/") }
    guard path.first == UInt8(ascii: "/"), first.endIndex < path.endIndex,
      let host = DomainShape(first)
    else { return }
    named += 1
    if host.isPlain { plain += 1 }
  }

  /// Whether nearly all have one, and of a few lines all one that is nothing else.
  var areNamed: Bool { named > 0 && named * 10 >= all * 9 && (plain == named || named >= 8) }
}
