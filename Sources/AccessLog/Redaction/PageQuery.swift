internal import Traffic

/// The parameters by which a site tells its pages apart: `/?id=5` and `/?id=6`. No others are kept, and what
/// stands in these is redacted as a segment of a path is.
struct PageQuery {
  /// The parameters' names, in the order in which they are written.
  let names: [[UInt8]]

  /// The most bytes of a value that is looked at, and of all pairs together.
  private static let longestValue = 256
  private static let longest = 100

  /// - Parameter names: The parameters' names, as a site's addresses have them.
  init(names: [String]) { self.names = Set(names).sorted().map { Array($0.utf8) } }

  /// The parameters of a query that tell pages apart, with their question mark, redacted; empty where it
  /// has none. Of repeated ones the first counts.
  ///
  /// - Complexity: O(*n*); callers keep the answer for a query seen before.
  func text(of query: ArraySlice<UInt8>) -> [UInt8] {
    guard !names.isEmpty else { return [] }
    let pairs = query.split { $0 == UInt8(ascii: "&") }
    var text: [UInt8] = []
    for name in names {
      guard
        let pair = pairs.first(where: {
          $0.starts(with: name) && $0.dropFirst(name.count).first == UInt8(ascii: "=")
        }),
        let value = PageQuery.value(of: pair.dropFirst(name.count + 1)), !value.isEmpty
      else { continue }
      text.append(text.isEmpty ? UInt8(ascii: "?") : UInt8(ascii: "&"))
      text += name + [UInt8(ascii: "=")] + value
    }
    return PageQuery.redacted(text)
  }

  /// A value, decoded; `nil` where there is nothing to be known of it.
  private static func value(of raw: ArraySlice<UInt8>) -> [UInt8]? {
    guard raw.count <= longestValue else { return nil }
    let spaced = raw.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    let value = TextDecoding.decoded(spaced[...]) { text in
      text.prefix { !"&;?#".utf8.contains($0) }
    }
    // Up to its first slash, but redacted as a whole: `4111/1111/1111/1111` is one number.
    let slash = UInt8(ascii: "/")
    let whole = value?.map { $0 == TextDecoding.slash ? slash : $0 }
    return whole.map { PathRedaction.value($0).prefix { $0 != slash } }
      .map { $0.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0 } }
  }

  /// A query that was made by this program, `?` and pairs, with placeholders for what is hidden.
  static func redacted(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for _ in 0..<5 {
      let shown = shown(text)
      if shown == text { break }
      text = shown
    }
    return text
  }

  private static func shown(_ text: [UInt8]) -> [UInt8] {
    guard text.first == UInt8(ascii: "?") else { return [] }
    var redacted: [UInt8] = []
    for pair in text.dropFirst().split(separator: UInt8(ascii: "&")) {
      let shown = PageQuery.redacted(pair: pair)
      if redacted.count + shown.count >= longest { break }
      redacted.append(redacted.isEmpty ? UInt8(ascii: "?") : UInt8(ascii: "&"))
      redacted += shown
    }
    return redacted
  }
}

extension PageQuery {
  /// A pair as a segment, in which the name says what the value is, and the value by itself: `id=~kari`.
  private static func redacted(pair: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var context = SegmentContext()
    let shown = context.redacted(pair)
    guard let sign = shown.firstIndex(of: UInt8(ascii: "=")) else { return shown }
    let value = shown[(sign + 1)...]
    let redacted = SegmentRedaction.redacted(value)
    return redacted.elementsEqual(value) ? shown : shown[...sign] + redacted
  }
}

extension PagePath {
  /// The page with the parameters that tell it from others.
  func with(query: [UInt8]) -> PagePath {
    query.isEmpty ? self : PagePath(redacted: text + String(decoding: query, as: UTF8.self))
  }
}
