internal import LogFormats

extension SniffedTemplate {
  /// The format that the columns are, with these meanings.
  func definition(_ choice: MeaningChoice) -> FormatDefinition {
    let pieces = self.pieces.enumerated().map { index, piece -> FormatPiece in
      switch piece {
      case .literal(let bytes): return .literal(bytes)
      case .column(let column):
        var field = choice.fields[column] ?? choice.field(for: column)
        var next: [UInt8]?
        var isBeforeTime = false
        if index + 1 < self.pieces.count, case .literal(let bytes) = self.pieces[index + 1] {
          next = bytes
          isBeforeTime = bytes == Array(" [".utf8) && choice.fields[column + 1]?.meaning == .time
        }
        field.extent = extent(of: column, as: field, before: next)
        // A user's name may have blanks in it; the bracket of the time tells where it ends.
        if isBeforeTime, field.meaning == .ignored { field.extent = .text }
        // The path of `example.org:80/a` begins where the host ends.
        if index > 0, case .column = self.pieces[index - 1] {
          field.optionalPrefix = UInt8(ascii: "/")
        }
        return .field(field)
      }
    }
    return FormatDefinition(
      name: LogFormat.recognisedName, shape: .line(pieces), targetNamesHost: choice.targetNamesHost)
  }

  private func extent(
    of column: Int, as field: FormatField, before next: [UInt8]?
  ) -> FieldExtent {
    let values = columns[column]
    if values.enclosure == .quotes { return .word }
    guard let end = next?.first else {
      let hasBlanks = values.values.contains { $0?.contains(0x20) ?? false }
      if hasBlanks, values.isNearly(.address), values.values.allSatisfy(isList) { return .list }
      return hasBlanks || field.meaning == .userAgent ? .text : .word
    }
    // A client may have sent anything as its host.
    if end == 0x20, field.meaning == .host { return .text }
    let isHeld = values.values.contains { $0?.contains(end) ?? false }
    if end == 0x20, field.meaning == .ignored || field.meaning == .client, !field.isPadded {
      return values.values.allSatisfy(isList) ? .list : .text
    }
    return isHeld ? .text : .word
  }

  private func isList(_ value: ArraySlice<UInt8>?) -> Bool {
    guard let value else { return true }
    return value.indices.allSatisfy { index in
      guard value[index] == 0x20 else { return true }
      return value[..<index].last == UInt8(ascii: ",") || value[..<index].last == UInt8(ascii: ":")
        || value[(index + 1)...].first == UInt8(ascii: ":")
    }
  }
}
