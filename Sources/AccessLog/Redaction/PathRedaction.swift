internal import Traffic

/// Turns the path of a request into the path of a page: what looks like a person's data becomes a
/// placeholder, so that a page is a place on the site and never a visitor's own address of it.
struct PathRedaction {
  let rules: [PageRule]

  /// The most bytes of a page's path; what is longer ends in `/…` at a segment's end.
  static let longest = 255
  /// The most bytes of a segment that is looked at. What is longer can hardly become short enough,
  /// and looking for shapes in it is work that a client could ask for at will.
  static let longestSegment = 1024

  private static let ellipsis = Array("…".utf8)

  /// The page of an origin-form path, still percent-encoded.
  ///
  /// - Complexity: O(*n*).
  func page(of path: ArraySlice<UInt8>) -> PagePath {
    var page = redacted(path)
    // What was hidden or left out may have stood between the parts of an escape: `%F` and `6`.
    for _ in 0..<4 {
      let text = Array(page.text.utf8)
      if text.first != UInt8(ascii: "/") || text.elementsEqual(path) { break }
      let next = redacted(text[...])
      if next == page { break }
      page = next
    }
    return page
  }

  /// The page after one pass.
  private func redacted(_ path: ArraySlice<UInt8>) -> PagePath {
    guard let clean = PathRedaction.decoded(path) else { return .invalidRequest }
    let segments = TextParts(of: clean.dropFirst(), between: UInt8(ascii: "/")).lazy
      .map(PathRedaction.withoutParameters)

    if let rule = rule(for: segments) { return rule }
    var text: [UInt8] = []
    text.reserveCapacity(clean.count)
    // Where the text would be cut, so that the mark of the cut has its place.
    var lastFit = 0
    var context = SegmentContext()
    for segment in segments {
      if context.isSecondCoordinate(segment) {
        text.removeSubrange(context.start...)
        text.append(contentsOf: SegmentContext.placeholder)
      }
      context.start = text.count + 1
      text.append(UInt8(ascii: "/"))
      if text.count + PathRedaction.ellipsis.count <= PathRedaction.longest {
        lastFit = text.count
      }
      if segment.count <= PathRedaction.longestSegment {
        text.append(contentsOf: context.redacted(segment))
      }
      if text.count > PathRedaction.longest || segment.count > PathRedaction.longestSegment {
        text.removeSubrange(lastFit...)
        text.append(contentsOf: PathRedaction.ellipsis)
        break
      }
    }
    // A path that was cut may be of a rule's shape then, and has to be the same page when a scrubbed
    // log asks for it.
    let kept = TextParts(of: text.dropFirst(), between: UInt8(ascii: "/"))
    return rule(for: kept) ?? PagePath(redacted: String(decoding: text, as: UTF8.self))
  }

  /// The page of the first rule that the path is of; `nil` where it is of none.
  private func rule(for segments: some Sequence<ArraySlice<UInt8>>) -> PagePath? {
    if rules.isEmpty { return nil }
    let segments = Array(segments)
    return rules.first { $0.matches(segments) }.map { PagePath(redacted: $0.pattern) }
  }

  /// The path without query and fragment, decoded until nothing is left to decode, so that no
  /// number of encodings hides an address; `nil` where there are more than anyone needs.
  ///
  /// The query is cut after each pass, since `%3F` hides one.
  private static func decoded(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if isDecoded(ByteSet(path)) { return path }
    return TextDecoding.decoded(path, kept: withoutQuery).map { $0[...] }
  }

  /// Whether there is nothing to decode, to cut or to make plain, as in most paths.
  private static func isDecoded(_ bytes: ByteSet) -> Bool {
    !bytes.contains(UInt8(ascii: "%")) && !bytes.contains(UInt8(ascii: "?"))
      && !bytes.contains(UInt8(ascii: "#")) && !bytes.contains(UInt8(ascii: "&"))
      && !bytes.contains(UInt8(ascii: "\\")) && !bytes.hasControls && !bytes.hasOthers
  }

  private static func withoutQuery(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
  }

  /// Matrix parameters (RFC 3986, section 3.3) hold session identifiers: `;jsessionid=…`.
  private static func withoutParameters(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    segment.prefix { $0 != UInt8(ascii: ";") }
  }
}
