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

extension FormatDefinition {
  /// All values in the order of the format.
  public var fields: [FormatField] {
    switch shape {
    case .line(let pieces):
      pieces.compactMap { if case .field(let field) = $0 { field } else { nil } }
    case .json(let keys), .logfmt(let keys): keys.map(\.field)
    case .separated(_, let fields): fields
    }
  }

  /// Whether a value with this meaning is in the format.
  func has(_ meaning: FieldMeaning) -> Bool { fields.contains { $0.meaning == meaning } }

  /// The definition, with the durations that do not count ignored and the others numbered.
  ///
  /// - Throws: Where nothing says when, or what was asked for.
  func checked() throws(FormatProblem) -> FormatDefinition {
    guard !fields.isEmpty else { throw FormatProblem(.noFields) }
    guard fields.count <= PieceList.maxFields else { throw FormatProblem(.tooLarge) }
    guard has(.time) else { throw FormatProblem(.noTime) }
    guard has(.request) || has(.target) else { throw FormatProblem(.noRequest) }
    return withDurationsSettled()
  }

  /// Of durations those of the lowest rank count, and at most three of them.
  func withDurationsSettled() -> FormatDefinition {
    var settled = self
    guard let lowest = fields.filter({ $0.meaning == .duration }).map(\.rank).min() else {
      return self
    }
    var places: [FieldMeaning] = [.duration, .duration2, .duration3]
    settled.changeFields { field in
      guard field.meaning == .duration else { return }
      if field.rank == lowest, !places.isEmpty {
        field.meaning = places.removeFirst()
      } else {
        field = FormatField(.ignored, name: field.name, isPadded: field.isPadded)
      }
    }
    return settled
  }

  /// Changes each value in place.
  mutating func changeFields(_ change: (inout FormatField) -> Void) {
    switch shape {
    case .line(var pieces):
      for index in pieces.indices {
        guard case .field(var field) = pieces[index] else { continue }
        change(&field)
        pieces[index] = .field(field)
      }
      shape = .line(pieces)
    case .json(var keys):
      for index in keys.indices { change(&keys[index].field) }
      shape = .json(keys)
    case .logfmt(var keys):
      for index in keys.indices { change(&keys[index].field) }
      shape = .logfmt(keys)
    case .separated(let separator, var fields):
      for index in fields.indices { change(&fields[index]) }
      shape = .separated(separator, fields)
    }
  }
}
