internal import FileSystem
internal import Traffic

extension Sitemap {
  /// Lists the pages of a file: a sitemap in XML, or addresses or paths, one a line, either packed or not
  /// (sitemaps.org, "Sitemaps XML format", 2008).
  ///
  /// Each is redacted as a request for it would be, so that it is known again, and so that a sitemap
  /// with personal data in it brings none into a database.
  ///
  /// - Throws: ``SitemapError`` when the file cannot be read, or is none.
  public mutating func list(file path: String, rules: [PageRule]) throws(SitemapError) {
    guard !FileStatus.isNamedPipe(path) else { throw SitemapError(.namedPipe, path: path) }
    let text: [UInt8]
    do {
      text = try LogInput(path: path).all(atMost: Sitemap.longest)
    } catch {
      throw SitemapError(.unreadable(error), path: path)
    }
    guard text.count <= Sitemap.longest else { throw SitemapError(.tooLong, path: path) }
    let isXML =
      text.first { !Sitemap.isSpace($0) && !Sitemap.byteOrderMark.contains($0) } == 0x3c
    if isXML, Sitemap.end(of: "<sitemapindex", in: text[...]) != nil {
      throw SitemapError(.isIndex, path: path)
    }
    let places = isXML ? Sitemap.locations(in: text) : Sitemap.lines(of: text)
    guard !places.isEmpty else { throw SitemapError(.empty, path: path) }
    for place in places {
      let target = place.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      let page = RequestTarget.page(of: target, isConnect: false, rules: rules)
      guard page != PagePath.invalidRequest else { throw SitemapError(.notAddresses, path: path) }
      list(page)
    }
  }

  /// The most bytes of a sitemap (sitemaps.org: 50 MB).
  static let longest = 52_428_800
  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// What stands between `<loc>` and `</loc>`, its five entities decoded.
  private static func locations(in text: [UInt8]) -> [ArraySlice<UInt8>] {
    var places: [ArraySlice<UInt8>] = []
    var rest = text[...]
    while let start = end(of: "<loc>", in: rest), let end = end(of: "</loc>", in: rest[start...]) {
      places.append(unescaped(trimmed(rest[start..<(end - 6)])))
      rest = rest[end...]
    }
    return places
  }

  /// Where a tag ends that stands in a text.
  private static func end(of tag: String, in text: ArraySlice<UInt8>) -> Int? {
    var at = text.startIndex
    while let found = text[at...].firstIndex(of: UInt8(ascii: "<")) {
      if text[found...].starts(with: tag.utf8) { return found + tag.utf8.count }
      at = found + 1
    }
    return nil
  }

  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var text = text[...]
    if text.starts(with: byteOrderMark) { text = text.dropFirst(3) }
    return text.split { $0 == 0x0a || $0 == 0x0d }.map(trimmed).filter { !$0.isEmpty }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0d).contains(byte)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return bytes
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.contains(UInt8(ascii: "&")) else { return bytes }
    var plain: [UInt8] = []
    var rest = bytes
    while let byte = rest.first {
      if byte == UInt8(ascii: "&"),
        let (entity, character) = entities.first(where: { rest.starts(with: $0.0) })
      {
        plain.append(character)
        rest = rest.dropFirst(entity.count)
      } else {
        plain.append(byte)
        rest = rest.dropFirst()
      }
    }
    return plain[...]
  }

  private static let entities: [([UInt8], UInt8)] = [
    ("&amp;", 0x26), ("&lt;", 0x3c), ("&gt;", 0x3e), ("&quot;", 0x22), ("&apos;", 0x27),
  ].map { (Array($0.0.utf8), $0.1) }
}

/// Why a sitemap could not be read.
public struct SitemapError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    case unreadable(InputError)
    /// Nobody may ever write to it.
    case namedPipe
    case tooLong
    /// It lists sitemaps, not pages.
    case isIndex
    case empty
    /// A line is neither an address nor a path.
    case notAddresses
  }

  public var code: Code
  public var path: String

  init(_ code: Code, path: String) {
    self.code = code
    self.path = path
  }
}
