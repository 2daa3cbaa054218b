/// The pieces of a format of lines while a compiler collects them.
struct PieceList {
  private(set) var pieces: [FormatPiece] = []
  private var fields = 0
  /// Whether the last literal is left out together with the value before it.
  private var isOptional = false
  private var joinedURLs: Set<String> = []

  /// The most values that a line may have.
  static let maxFields = 200

  var isEmpty: Bool { pieces.isEmpty }

  mutating func add(_ byte: UInt8) { add([byte]) }

  /// Bytes that stand in each line.
  mutating func add(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    if case .literal(let before) = pieces.last, !isOptional {
      pieces[pieces.count - 1] = .literal(before + bytes)
    } else {
      pieces.append(.literal(bytes))
    }
    isOptional = false
  }

  /// Bytes that are left out together with the value before them, so a piece of their own.
  mutating func addOptional(_ bytes: [UInt8]) {
    pieces.append(.literal(bytes))
    isOptional = true
  }

  /// A value.
  ///
  /// - Throws: Where another value stands before it with nothing between the two.
  mutating func add(_ field: FormatField, _ problem: @autoclosure () -> FormatProblem)
    throws(FormatProblem)
  {
    if case .field(let before) = pieces.last {
      // A target begins with a slash, so that it can be told where it begins.
      if field.meaning == .target, before.meaning == .host {
        fields += 1
        pieces.append(.field(field))
        isOptional = false
        return
      }
      // Where one of two values ends that nobody reads makes no difference.
      guard before.meaning == .ignored, field.meaning == .ignored else { throw problem() }
      var joined = before.joined("", field)
      if field.extent != .word { joined.extent = field.extent }
      pieces[pieces.count - 1] = .field(joined)
      return
    }
    fields += 1
    guard fields <= PieceList.maxFields else { throw FormatProblem(.tooLarge) }
    pieces.append(.field(field))
    isOptional = false
  }

  /// Makes one value of the last pieces, which are a field, perhaps a literal, and what is added.
  ///
  /// - Parameters:
  ///   - between: The literal; empty where the two values touch.
  ///   - make: The one value, from the one before; `nil` where the two are no pair.
  /// - Returns: Whether the two are one value now.
  mutating func merge(_ between: [UInt8], _ make: (FormatField) -> FormatField?) -> Bool {
    var index = pieces.count - 1
    if !between.isEmpty {
      guard index >= 0, pieces[index] == .literal(between) else { return false }
      index -= 1
    }
    guard index >= 0, case .field(let before) = pieces[index], let field = make(before) else {
      return false
    }
    pieces.removeSubrange(index...)
    pieces.append(.field(field))
    return true
  }

  /// The same, whatever short literal stands between; the closure is told which.
  ///
  /// A quote is no such literal: it closes a value.
  mutating func merge(_ make: (FormatField, [UInt8]) -> FormatField?) -> Bool {
    var between: [UInt8] = []
    if case .literal(let bytes)? = pieces.last {
      guard bytes.count <= 8, !bytes.contains(UInt8(ascii: "\"")) else { return false }
      between = bytes
    }
    return merge(between) { make($0, between) }
  }

  /// Changes each value in place.
  mutating func changeFields(_ change: (inout FormatField) -> Void) {
    for index in pieces.indices {
      guard case .field(var field) = pieces[index] else { continue }
      change(&field)
      pieces[index] = .field(field)
    }
  }

  /// Makes one value of each whole URL that is put together of its parts: a scheme, `://`, perhaps
  /// a host, and a target.
  ///
  /// - Returns: Whether there is one, in which the host is that of a site of our own.
  mutating func joinURLs() -> Bool {
    var found = false
    while let end = pieces.indices.first(where: { isWholeURL(endingAt: $0) }),
      case .field(var target) = pieces[end]
    {
      var start = end - 1
      if pieces[start].field?.meaning == .host { start -= 1 }
      var scheme: [UInt8] = []
      if case .literal(let bytes) = pieces[start] { scheme = bytes }
      var before: [UInt8] = []
      if scheme == Array("://".utf8) {
        start -= 1
      } else if let blank = scheme.lastIndex(of: 0x20) {
        before = Array(scheme[...blank])
      }
      target.name = pieces[start...end].compactMap(\.field?.name).joined()
      target.notation = .plain
      target.rank = 0
      target.extent = .text
      pieces.replaceSubrange(
        start...end, with: (before.isEmpty ? [] : [.literal(before)]) + [.field(target)])
      // The parts before it are gone, and no target with a literal scheme is left to find again.
      joinedURLs.insert(target.name)
      found = true
    }
    return found
  }

  private func isWholeURL(endingAt index: Int) -> Bool {
    guard index > 0, let target = pieces[index].field, target.meaning == .target,
      !joinedURLs.contains(target.name)
    else { return false }
    var start = index - 1
    if pieces[start].field?.meaning == .host { start -= 1 }
    guard start >= 0, case .literal(let bytes) = pieces[start] else { return false }
    let text = String(decoding: bytes.drop { $0 == 0x20 }, as: UTF8.self)
    // The scheme's own value stands before `://`.
    if text == "://" { return start > 0 && start < index - 1 }
    return text.hasPrefix("http://") || text.hasPrefix("https://")
  }

  /// What a value of an object means whose template has these pieces: the only value's meaning, or
  /// a request where they are method, target and perhaps protocol with a space between.
  func asOneField(named name: String) -> FormatField {
    let fields = pieces.compactMap { piece -> FormatField? in
      if case .field(let field) = piece { field } else { nil }
    }
    if fields.count == 1, let field = asOneField(fields[0]) { return field }
    let isSpaced = pieces.allSatisfy { piece in
      if case .literal(let bytes) = piece {
        bytes == [0x20] || bytes == Array(" HTTP/".utf8)
      } else {
        true
      }
    }
    let meanings = fields.map(\.meaning)
    if isSpaced, meanings == [.method, .target, .version] || meanings == [.method, .target] {
      return FormatField(.request, encoding: fields[1].encoding, extent: .text, name: name)
    }
    return FormatField(.ignored, extent: .text, name: name)
  }

  /// The only value, if its notation can tell whatever text stands around it: `[$time_local]`,
  /// `${request_time}s`.
  private func asOneField(_ field: FormatField) -> FormatField? {
    if pieces.count == 1 { return field }
    let around = pieces.split { $0.field != nil }.map { piece -> String in
      if case .literal(let bytes)? = piece.first {
        String(decoding: bytes, as: UTF8.self)
      } else {
        ""
      }
    }
    let isFirst = pieces[0].field != nil
    let (before, behind) = (
      isFirst ? "" : around[0], isFirst ? around[0] : around.dropFirst().first ?? ""
    )
    var field = field
    switch (field.meaning, field.notation) {
    case (.duration, .duration(.seconds)) where before.isEmpty && behind == "s":
      field.notation = .durationWithUnit
    case (.time, .commonLog):
      field.notation = .strftime(
        escaped(before) + "%d/%b/%Y:%H:%M:%S %z" + escaped(behind))
    case (.time, .strftime(let pattern)):
      field.notation = .strftime(escaped(before) + pattern + escaped(behind))
    default: return nil
    }
    return field
  }

  /// Text as strftime has it.
  private func escaped(_ text: String) -> String { text.replacing("%", with: "%%") }
}
