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
    return withDurationsSettled().withTextsSettled()
  }

  /// Of durations those of the lowest rank count, each once though it is logged twice, and at most
  /// three of them.
  func withDurationsSettled() -> FormatDefinition {
    var settled = self
    guard let lowest = fields.filter({ $0.meaning == .duration }).map(\.rank).min() else {
      return self
    }
    var places: [FieldMeaning] = [.duration, .duration2, .duration3]
    var names: Set<String> = []
    settled.changeFields { field in
      guard field.meaning == .duration else { return }
      if field.rank == lowest, !places.isEmpty, names.insert(field.name).inserted {
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
