internal import Traffic

/// Turns the path of a request into the path of a page: what looks like a person's data becomes a
/// placeholder, so that a page is a place on the site and never a visitor's own address of it.
struct PathRedaction {
  let rules: [PageRule]
  /// Whether several spellings of a path are one page; see ``PathSpelling``. A rule may name one of them.
  var spells = true

  /// The most bytes of a page's path; what is longer ends in `/…` at a segment's end.
  static let longest = 255
  /// The most bytes of a segment that is looked at. What is longer can hardly become short enough,
  /// and looking for shapes in it is work that a client could ask for at will.
  static let longestSegment = 1024

  private static let ellipsis = Array("…".utf8)

  /// The page of an origin-form path, still percent-encoded.
  ///
  /// What was hidden or left out may have stood between the parts of an escape, `%F` and `6`: so the
  /// text is redacted again until nothing changes. A rule's page is its pattern, and stays it.
  ///
  /// - Complexity: O(*n*).
  func page(of path: ArraySlice<UInt8>) -> PagePath {
    var text = path
    for _ in 0..<5 {
      guard let clean = PathRedaction.decoded(text) else { return .invalidRequest }
      let segments = TextParts(of: clean.dropFirst(), between: UInt8(ascii: "/")).lazy
        .map(PathRedaction.withoutParameters)
      if let rule = rule(for: segments) { return rule }

      let spelled = spells ? PathSpelling.segments(Array(segments)) : Array(segments)
      let redacted = PathRedaction.redacted(SegmentRuns.redacted(spelled), size: clean.count)
      // A path that was cut may be of a rule's shape then, and has to be the same page when a
      // scrubbed log asks for it.
      let kept = TextParts(of: redacted.dropFirst(), between: UInt8(ascii: "/"))
      if let rule = rule(for: kept) { return rule }
      if redacted.elementsEqual(text) { break }
      text = redacted[...]
    }
    return PagePath(redacted: String(decoding: text, as: UTF8.self))
  }

  /// A value in which slashes stand, with placeholders as its parts would have them in a path.
  ///
  /// - Complexity: O(*n*).
  static func value(_ text: [UInt8]) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    guard text.contains(slash) else { return text }
    let parts = text.split(separator: slash, omittingEmptySubsequences: false)
    return Array(redacted(SegmentRuns.redacted(parts), size: text.count + 1).dropFirst())
  }

  /// The segments with placeholders for what is hidden, after one pass, and cut where they are too
  /// long.
  private static func redacted(_ segments: some Sequence<ArraySlice<UInt8>>, size: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(size)
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
      if text.count + ellipsis.count <= longest { lastFit = text.count }
      if segment.count <= longestSegment { text.append(contentsOf: context.redacted(segment)) }
      if text.count > longest || segment.count > longestSegment {
        text.removeSubrange(lastFit...)
        text.append(contentsOf: ellipsis)
        break
      }
    }
    return text.isEmpty ? [UInt8(ascii: "/")] : text
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
