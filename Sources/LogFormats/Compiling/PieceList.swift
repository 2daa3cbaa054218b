/// The pieces of a format of lines while a compiler collects them.
struct PieceList {
  private(set) var pieces: [FormatPiece] = []
  private var fields = 0
  /// Whether the last literal is left out together with the value before it.
  private var isOptional = false

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

  /// Takes the last piece off.
  mutating func removeLast() { pieces.removeLast() }

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

  /// What a value of an object means whose template has these pieces: the only value's meaning, or
  /// a request where they are method, target and perhaps protocol with a space between.
  func asOneField(named name: String) -> FormatField {
    let fields = pieces.compactMap { piece -> FormatField? in
      if case .field(let field) = piece { field } else { nil }
    }
    if fields.count == 1, pieces.count == 1 { return fields[0] }
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
}
