/// How the lines below a `#Fields` line are written, where they show it and that line does not.
///
/// Akamai writes blanks between the names and tabs between the values; IIS Advanced Logging writes
/// text in quotes below the same names that IIS itself writes with `+` for blanks.
struct ColumnStyle: Hashable, Sendable {
  /// What stands between the values; `nil` where the lines do not tell.
  var separator: UInt8?
  /// Whether text stands in quotes.
  var isQuoted = false

  /// Nothing is known but what the names tell.
  static let told = ColumnStyle()

  private static let maxLines = 32
  private static let quote = UInt8(ascii: "\"")

  /// What some of the first lines show; `nil` where none of them has as many values as there are names.
  ///
  /// - Complexity: O(*n*) in the bytes of at most 32 lines.
  static func shown(by lines: some Collection<UInt8>, heading: [UInt8]) -> ColumnStyle? {
    let columns = names(in: heading)
    guard columns > 1 else { return nil }
    var rest = lines[...]
    var (looked, fitting, quoted) = (0, 0, 0)
    var separators: Set<UInt8> = []
    while looked < maxLines, !rest.isEmpty {
      let text = rest.prefix { $0 != 0x0a }
      rest = rest[text.endIndex...].dropFirst()
      guard let first = text.first, first != UInt8(ascii: "#"), first != 0x0d else { continue }
      looked += 1
      let fits = [UInt8(ascii: " "), 0x09].compactMap { separator in
        values(in: text, separator: separator, columns: columns).map { (separator, $0) }
      }
      // A line that fits both ways tells nothing.
      guard fits.count == 1, let (separator, hasQuotes) = fits.first else { continue }
      separators.insert(separator)
      fitting += 1
      if hasQuotes { quoted += 1 }
    }
    guard fitting > 0 else { return nil }
    return ColumnStyle(
      separator: separators.count == 1 ? separators.first : nil, isQuoted: quoted * 2 > fitting)
  }

  /// How many columns a line names.
  private static func names(in heading: [UInt8]) -> Int {
    let words = heading.split { $0 == 0x20 || $0 == 0x09 }
    return words.first?.last == UInt8(ascii: ":") ? words.count - 1 : words.count
  }

  /// Whether a line has as many values as there are columns, and if so, whether one is in quotes.
  private static func values(
    in line: some Collection<UInt8>, separator: UInt8, columns: Int
  ) -> Bool? {
    var (count, hasQuotes) = (0, false)
    var rest = Array(line)[...]
    if rest.last == 0x0d { rest.removeLast() }
    while count <= columns {
      count += 1
      if let end = endOfQuoted(rest), end == rest.endIndex || rest[end] == separator {
        hasQuotes = true
        rest = rest[end...]
      } else {
        rest = rest.drop { $0 != separator }
      }
      guard !rest.isEmpty else { break }
      rest = rest.dropFirst()
    }
    return count == columns && rest.isEmpty ? hasQuotes : nil
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
