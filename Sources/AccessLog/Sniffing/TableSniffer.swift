internal import LogFormats

/// Recognises logs whose first line names the columns: W3C's `#Fields:`, and CSV with a header.
enum TableSniffer {
  static func guesses(_ lines: [ArraySlice<UInt8>]) -> [FormatGuess] {
    if let first = lines.firstIndex(where: isHeader) {
      return [w3c(lines[first], below(first, in: lines))].compactMap(\.self)
    }
    guard let header = lines.first else { return [] }
    for separator in [UInt8(ascii: ","), 0x09, UInt8(ascii: ";"), UInt8(ascii: "|")] {
      let names = SeparatedLine.cells(of: header, separator: separator)
      // A header has names only, and most of what is needed among them.
      guard names.count >= 5, names.allSatisfy(isName) else { continue }
      let known = Set(names.compactMap { LabelName(String(decoding: $0, as: UTF8.self))?.meaning })
      guard known.count >= 4, known.contains(.status) else { continue }
      return [table(names, Array(lines.dropFirst()), separator)].compactMap(\.self)
    }
    return []
  }

  /// Whether a line names the columns of a W3C log.
  static func isHeader(_ line: ArraySlice<UInt8>) -> Bool { line.starts(with: "#Fields:".utf8) }

  /// The lines below such a line, up to the next one.
  static func below(_ header: Int, in lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    lines[(header + 1)...].prefix { !isHeader($0) }.filter { $0.first != UInt8(ascii: "#") }
  }

  private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    guard (1...64).contains(name.count) else { return false }
    return name.contains(where: ASCII.isLetter)
      && name.allSatisfy { ASCII.isAlphanumeric($0) || "_-. ()@".utf8.contains($0) }
  }

  private static func w3c(
    _ header: ArraySlice<UInt8>, _ lines: [ArraySlice<UInt8>]
  ) -> FormatGuess? {
    do {
      var definition = try W3CFields.definition(of: String(decoding: header, as: UTF8.self))
      definition.name = LogFormat.recognisedName
      guard var guess = guess(definition, []) else { return nil }
      // Which of two addresses is meant is said, and not chosen: the next header says it anew.
      let fit = FormatFit(guess)
      let values = lines.compactMap { fit.values(of: $0) }
      let fields = guess.definition.fields
      let columns = fields.indices.map { index in SniffedColumn(values: values.map { $0[index] }) }
      if let other = KnownFormat.publicAddress(among: fields, columns) {
        guess.notes.append(.privateAddressesWithPublicColumn(fields[other].name))
      }
      return guess
    } catch {
      return nil
    }
  }

  private static func columns(
    _ count: Int, _ lines: [ArraySlice<UInt8>], _ separator: UInt8
  ) -> [SniffedColumn] {
    let cells = lines.map { SeparatedLine.cells(of: $0, separator: separator) }
      .filter { $0.count == count }
    guard !cells.isEmpty else { return [] }
    return (0..<count).map { column in SniffedColumn(values: cells.map { $0[column] }) }
  }

  private static func table(
    _ names: [ArraySlice<UInt8>], _ lines: [ArraySlice<UInt8>], _ separator: UInt8
  ) -> FormatGuess? {
    let columns = columns(names.count, lines, separator)
    var template = SniffedTemplate()
    for (index, name) in names.enumerated() {
      let values = index < columns.count ? columns[index].values : []
      template.append(SniffedColumn(values: values, label: String(decoding: name, as: UTF8.self)))
    }
    guard let choice = MeaningChoice(of: template) else { return nil }
    let fields = template.columns.indices.map { column in
      var field = choice.fields[column] ?? choice.field(for: column)
      field.encoding = .doubledQuote
      return field
    }
    let definition = FormatDefinition(
      name: LogFormat.recognisedName, shape: .separated(separator, fields),
      targetNamesHost: choice.targetNamesHost)
    return guess(definition, choice.notes)
  }

  private static func guess(_ definition: FormatDefinition, _ notes: [GuessNote]) -> FormatGuess? {
    let meanings = Set(definition.fields.map(\.meaning))
    guard meanings.contains(.status), !meanings.isDisjoint(with: [.target, .request]) else {
      return nil
    }
    var notes = notes
    if !meanings.contains(.client), !notes.contains(.noAddress) { notes.append(.noAddress) }
    return FormatGuess(definition: definition, fit: 0, notes: notes)
  }
}
