internal import LogFormats

/// Matches a line with the pieces of a format, from left to right, and tells each field's bytes.
///
/// Plain and slow, for samples: the loop over a log is another. Where a field is ``FieldExtent/text``
/// it tries each place where what follows stands, up to a bound.
struct LineMatcher {
  private let pieces: [FormatPiece]
  private let allowsMore: Bool
  /// Whether a field may hold a value: one that it may not hold ends elsewhere, or the line is of
  /// another format.
  private let isPossible: (FormatField, ArraySlice<UInt8>) -> Bool

  /// The steps after which a line does not match.
  private static let maxSteps = 4096

  init(
    _ pieces: [FormatPiece], allowsMore: Bool = false,
    isPossible: @escaping (FormatField, ArraySlice<UInt8>) -> Bool = { _, _ in true }
  ) {
    self.pieces = pieces
    self.allowsMore = allowsMore
    self.isPossible = isPossible
  }

  /// The bytes of each field in the order of the pieces; `nil` where the line does not match.
  ///
  /// - Complexity: O(*n*) in the line's bytes, and at most 4,096 times that.
  func match(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    var found: [ArraySlice<UInt8>] = []
    var steps = 0
    return match(0, line, &found, &steps) ? found : nil
  }

  private func match(
    _ index: Int, _ rest: ArraySlice<UInt8>, _ found: inout [ArraySlice<UInt8>], _ steps: inout Int
  ) -> Bool {
    steps += 1
    guard steps <= Self.maxSteps else { return false }
    guard index < pieces.count else {
      return rest.isEmpty || (allowsMore && rest.first == 0x20)
    }
    switch pieces[index] {
    case .literal(let bytes):
      return rest.starts(with: bytes)
        && match(index + 1, rest.dropFirst(bytes.count), &found, &steps)
    case .field(let field):
      return match(field, index, rest, &found, &steps)
    }
  }

  private func match(
    _ field: FormatField, _ index: Int, _ rest: ArraySlice<UInt8>,
    _ found: inout [ArraySlice<UInt8>], _ steps: inout Int
  ) -> Bool {
    var start = rest
    if field.isPadded { start = start.drop { $0 == 0x20 } }
    if let prefix = field.optionalPrefix, start.first != prefix {
      // A value and what stands behind it, as often as values are left out together.
      let empty = [ArraySlice<UInt8>](repeating: start.prefix(0), count: field.optionalFields)
      found += empty
      if match(index + 2 * empty.count, start, &found, &steps) { return true }
      found.removeLast(empty.count)
      return false
    }
    // A target's slash is its own.
    if field.optionalPrefix != nil, field.meaning != .target { start = start.dropFirst() }
    if field.extent == .perhapsQuoted, start.first == UInt8(ascii: "\"") {
      guard let close = Self.closingQuote(in: start) else { return false }
      let value = start[(start.startIndex + 1)..<close]
      return proceed(with: value, to: start[(close + 1)...], after: index, &found, &steps)
    }
    let ending = ending(after: index)
    guard !ending.isEmpty else {
      let end =
        field.extent != .text
        ? start.firstIndex(of: 0x20) ?? start.endIndex : start.endIndex
      return proceed(with: start[..<end], to: start[end...], after: index, &found, &steps)
    }
    var from = start.startIndex
    while let end = end(of: field, in: start, from: from, before: ending) {
      if proceed(with: start[..<end], to: start[end...], after: index, &found, &steps) {
        return true
      }
      guard field.extent == .text, !isInQuotes(index), end < start.endIndex, steps <= Self.maxSteps
      else {
        return false
      }
      from = end + 1
    }
    return false
  }

  /// Whether quotes enclose a value in which no quote stands without an escape.
  private func isInQuotes(_ index: Int) -> Bool {
    guard index > 0, case .literal(let before) = pieces[index - 1],
      case .field(let field) = pieces[index],
      field.encoding == .backslash || field.encoding == .json
    else { return false }
    return before.last == UInt8(ascii: "\"") && ending(after: index).first == UInt8(ascii: "\"")
  }

  private static func closingQuote(in text: ArraySlice<UInt8>) -> Int? {
    var index = text.startIndex + 1
    while index < text.endIndex, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index < text.endIndex ? index : nil
  }

  private func proceed(
    with value: ArraySlice<UInt8>, to rest: ArraySlice<UInt8>, after index: Int,
    _ found: inout [ArraySlice<UInt8>], _ steps: inout Int
  ) -> Bool {
    guard case .field(let field) = pieces[index], isPossible(field, value) else { return false }
    let count = found.count
    found.append(value)
    if match(index + 1, rest, &found, &steps) { return true }
    found.removeSubrange(count...)
    return false
  }

  /// The bytes that end a field: the literal behind it, or the byte that the next field begins with.
  private func ending(after index: Int) -> [UInt8] {
    guard index + 1 < pieces.count else { return [] }
    switch pieces[index + 1] {
    case .literal(let bytes): return bytes
    case .field(let next): return next.optionalPrefix.map { [$0] } ?? []
    }
  }

  /// Where a field may end at or after a place.
  private func end(
    of field: FormatField, in text: ArraySlice<UInt8>, from: Int, before ending: [UInt8]
  ) -> Int? {
    var index = from
    let isEscaped = field.encoding == .backslash && ending[0] == UInt8(ascii: "\"")
    while index < text.endIndex {
      let byte = text[index]
      if isEscaped, byte == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if byte == ending[0] {
        switch field.extent {
        case .word, .perhapsQuoted: return index
        case .text: if text[index...].starts(with: ending) { return index }
        case .list:
          // A comma before it, or a colon between two blanks, goes on with the list.
          let isInside = index > text.startIndex && text[index - 1] == UInt8(ascii: ",")
          guard byte == 0x20, isInside || text[index...].starts(with: " : ".utf8) else {
            return index
          }
          if !isInside { index += 2 }
        }
      }
      index += 1
    }
    return nil
  }
}
