internal import Traffic

/// Turns the path of a request into the path of a page: what looks like a person's data becomes a
/// placeholder, so that a page is a place on the site and never a visitor's own address of it.
struct PathRedaction {
  let rules: [PageRule]

  /// The most bytes of a page's path; what is longer ends in `/…` at a segment's end.
  static let longest = 255

  /// The page of an origin-form path, still percent-encoded.
  func page(of path: ArraySlice<UInt8>) -> PagePath {
    // Twice, since links that pass through mailers and redirects are often encoded twice; and the
    // query is cut after each pass, since `%3F` hides one.
    let once = PercentDecoding.decoded(PathRedaction.withoutQuery(path))
    let twice = PercentDecoding.decoded(PathRedaction.withoutQuery(once[...]))
    let clean = PathRedaction.withoutQuery(twice[...])
    let segments = clean.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).map(PathRedaction.withoutParameters)

    if let rule = rules.first(where: { $0.matches(segments) }) {
      return PagePath(redacted: rule.pattern)
    }
    var text: [UInt8] = []
    for segment in segments {
      text.append(UInt8(ascii: "/"))
      let redacted = SegmentRedaction.redacted(segment)
      if text.count + redacted.count > PathRedaction.longest {
        text.append(contentsOf: "…".utf8)
        break
      }
      text.append(contentsOf: redacted)
    }
    return PagePath(redacted: PathRedaction.printable(text))
  }

  private static func withoutQuery(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
  }

  /// Matrix parameters (RFC 3986, section 3.3) hold session identifiers: `;jsessionid=…`.
  private static func withoutParameters(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    segment.prefix { $0 != UInt8(ascii: ";") }
  }

  /// Valid UTF-8 without characters that a terminal or a reader could be fooled by.
  private static func printable(_ bytes: [UInt8]) -> String {
    if bytes.allSatisfy({ (0x20...0x7e).contains($0) }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
        .unassigned:
        text.append("\u{fffd}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
