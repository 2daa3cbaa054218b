internal import LogFormats

/// Whether lines are of a format: they match it, and what their fields hold is what it says.
struct FormatFit {
  private let definition: FormatDefinition
  private let fields: [FormatField]
  private let matcher: LineMatcher?
  /// Whether names stand where addresses should.
  private let hasNames: Bool

  init(_ guess: FormatGuess) {
    definition = guess.definition
    hasNames = guess.notes.contains(.hostNamesInsteadOfAddresses)
    fields = definition.fields
    if case .line(let pieces) = definition.shape {
      let hasNames = hasNames
      matcher = LineMatcher(pieces, allowsMore: definition.allowsMore) {
        Self.isPossible($0, $1, hasNames: hasNames)
      }
    } else {
      matcher = nil
    }
  }

  /// The fields' values in the definition's order, `nil` for a field that a line lacks; `nil` where
  /// the line is not of the format.
  func values(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>?]? {
    let values: [ArraySlice<UInt8>?]
    switch definition.shape {
    case .line: return matcher?.match(line)
    case .json(let keys):
      guard let object = FlatObject(json: line) else { return nil }
      values = keys.map { object.value(at: $0.path) }
    case .logfmt(let keys):
      guard let object = FlatObject(pairs: line) else { return nil }
      values = keys.map { object.value(at: $0.path) }
    case .separated(let separator, let fields):
      let cells = SeparatedLine.cells(of: line, separator: separator)
      guard cells.count == fields.count || (cells.count > fields.count && definition.allowsMore)
      else { return nil }
      values = cells.prefix(fields.count).map { $0 }
    }
    let isOfFormat = zip(fields, values).allSatisfy { field, value in
      guard let value else { return true }
      return Self.isPossible(field, value, hasNames: hasNames)
    }
    // A key may be missing, but not what each line says.
    let isWhole = Self.needed.allSatisfy { meaning in
      let some = zip(fields, values).filter { $0.0.meaning == meaning }
      return some.isEmpty || some.contains { $0.1 != nil }
    }
    return isOfFormat && isWhole ? values : nil
  }

  private static let needed: Set<FieldMeaning> = [.time, .request, .target, .status]

  func fits(_ line: ArraySlice<UInt8>) -> Bool { values(of: line) != nil }

  private static func isPossible(
    _ field: FormatField, _ value: ArraySlice<UInt8>, hasNames: Bool
  ) -> Bool {
    switch field.meaning {
    case .time:
      let isOfDay = field.notation == .timeOfDay || field.notation == .localTimeOfDay
      return isOfDay ? SniffedTime.isTimeOfDay(value) : isTime(value, field)
    case .date: return SniffedTime.isDate(value)
    case .status:
      return value.isDash || value.elementsEqual("0".utf8) || value.elementsEqual("-1".utf8)
        || (value.count == 3 && value.allSatisfy(ASCII.isDigit))
    case .client:
      return value.isDash || SniffedAddress.list(value) != nil
        || (hasNames && DomainShape.isHostName(value))
        || value.elementsEqual("unknown".utf8)
    default: return true
    }
  }

  /// Whether it is a time as it is in the other lines; notations that are ours alone are not checked.
  private static func isTime(_ value: ArraySlice<UInt8>, _ field: FormatField) -> Bool {
    guard let time = SniffedTime.read(value) else {
      // What no other format has: the loop over the lines reads it.
      if case .strftime = field.notation { return value.contains(UInt8(ascii: ":")) }
      return field.rank > 0 && value.isDash
    }
    if field.notation == .anyTime { return true }
    if case .strftime = field.notation { return true }
    return time.notation == field.notation
  }
}

extension ArraySlice<UInt8> {
  var isDash: Bool { isEmpty || elementsEqual("-".utf8) }
}
