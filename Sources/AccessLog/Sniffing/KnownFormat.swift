internal import LogFormats

/// Whether lines are of a format with a name: they match it, and what its fields hold is what it says.
///
/// Many formats differ in meaning alone, as those with a user or a host in the same place, so that a
/// line that matches says little.
enum KnownFormat {
  /// A format of so many values is of one server, and matches no other's lines.
  private static let telling = 12

  /// The format as a guess with its fit; `nil` where a field holds something else in too many lines.
  static func guess(_ definition: FormatDefinition, _ lines: [ArraySlice<UInt8>]) -> FormatGuess? {
    var guess = FormatGuess(definition: definition, fit: 0, notes: [])
    let fitting = FormatFit(guess)
    let values = lines.compactMap { fitting.values(of: $0) }
    guard !values.isEmpty else { return nil }
    guess.fit = Double(values.count) / Double(lines.count)
    let fields = definition.fields
    for (index, field) in fields.enumerated() where field.meaning != .ignored {
      let column = SniffedColumn(values: values.map { $0[index] })
      guard isPossible(column, as: field, isTelling: fields.count >= telling || !isLine(definition))
      else { return nil }
    }
    if !fields.contains(where: { $0.meaning == .time }) { guess.notes.append(.noTime) }
    if !fields.contains(where: { $0.meaning == .client }) { guess.notes.append(.noAddress) }
    return guess
  }

  private static func isLine(_ definition: FormatDefinition) -> Bool {
    if case .line = definition.shape { true } else { false }
  }

  private static func isPossible(
    _ column: SniffedColumn, as field: FormatField, isTelling: Bool
  ) -> Bool {
    if column.filled == 0 {
      // A column without any host may be one of users.
      if field.meaning == .host { return isTelling }
      return ![.time, .request, .target, .status].contains(field.meaning)
    }
    switch field.meaning {
    case .host:
      guard column.share([.domain, .address, .hostName]) >= 0.9 else { return false }
      // A user's name or a word stands in the same place elsewhere.
      let isFew = column.values.count >= 8 && column.distinct() <= max(2, column.values.count / 8)
      return isTelling || (isFew && column.share(.plainDomain) >= 0.5)
    case .client: return column.share(.address) >= 0.9
    case .request: return column.share(.request) >= 0.5
    case .method: return column.isNearly(.method)
    case .target: return column.share([.path, .url, .hostPath]) >= 0.5
    case .status: return column.share(.status) >= 0.8
    case .bytes: return column.isNearly(.integer)
    case .duration, .duration2, .duration3: return column.share([.integer, .decimal, .unit]) >= 0.9
    case .referrer: return column.share(.url) >= 0.5
    case .userAgent: return column.share([.agent, .product]) > 0
    case .time, .date, .end, .query, .version, .ignored: return true
    }
  }
}
