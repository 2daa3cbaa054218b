internal import LogFormats

/// Recognises logs whose first line names the columns: W3C's `#Fields:`, and CSV with a header.
enum TableSniffer {
  static func guesses(_ lines: [ArraySlice<UInt8>]) -> [FormatGuess] {
    if let header = lines.last(where: { $0.starts(with: "#Fields:".utf8) }) {
      let names = header.dropFirst(8).split { $0 == 0x20 || $0 == 0x09 }
      return [w3c(names, lines.filter { $0.first != UInt8(ascii: "#") })].compactMap(\.self)
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

  private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    guard (1...64).contains(name.count) else { return false }
    return name.contains(where: ASCII.isLetter)
      && name.allSatisfy { ASCII.isAlphanumeric($0) || "_-. ()@".utf8.contains($0) }
  }

  /// Meanings of the W3C Extended Log Format's fields (W3C, WD-logfile; IIS; CloudFront).
  private static let fields: [String: (FieldMeaning, FieldNotation)] = [
    "date": (.date, .isoDate), "time": (.time, .timeOfDay), "c-ip": (.client, .plain),
    "cs-method": (.method, .plain), "cs-uri": (.target, .plain), "cs-uri-stem": (.target, .plain),
    "cs-uri-query": (.query, .plain), "sc-status": (.status, .plain), "sc-bytes": (.bytes, .plain),
    "cs-version": (.version, .plain), "cs-protocol-version": (.version, .plain),
    "cs(User-Agent)": (.userAgent, .plain), "cs(Referer)": (.referrer, .plain),
    "cs(Referrer)": (.referrer, .plain), "cs-host": (.host, .plain), "cs(Host)": (.host, .plain),
    "x-host-header": (.host, .plain),
  ]

  private static func w3c(
    _ names: [ArraySlice<UInt8>], _ lines: [ArraySlice<UInt8>]
  ) -> FormatGuess? {
    let separator: UInt8 = lines.contains { $0.contains(0x09) } ? 0x09 : 0x20
    let columns = columns(names.count, lines, separator)
    var notes: [GuessNote] = []
    var taken: Set<FieldMeaning> = []
    var fields: [FormatField] = []
    for (index, name) in names.enumerated() {
      let name = String(decoding: name, as: UTF8.self)
      var field = FormatField(.ignored, name: name)
      if let (meaning, notation) = Self.fields[name], taken.insert(meaning).inserted {
        (field.meaning, field.notation) = (meaning, notation)
      }
      if meaning(field, isOneOf: [.userAgent, .referrer]) {
        field.encoding = separator == 0x09 ? .percent : .plusForSpace
      }
      field.mayBeClient = name == "c-ip" || name.lowercased().contains("forwarded-for")
      // IIS writes milliseconds, CloudFront and the draft write seconds with a point.
      if name == "time-taken", index < columns.count {
        if columns[index].share(.decimal) > 0.5 {
          (field.meaning, field.notation) = (.duration, .duration(.seconds))
        } else if columns[index].share(.integer) == 1, names.contains(where: isIIS) {
          (field.meaning, field.notation) = (.duration, .duration(.milliseconds))
        } else {
          notes.append(.durationLeftOut(name))
        }
      }
      fields.append(field)
    }
    return guess(fields, notes, separator)
  }

  private static func isIIS(_ name: ArraySlice<UInt8>) -> Bool {
    name.elementsEqual("sc-win32-status".utf8) || name.elementsEqual("s-sitename".utf8)
  }

  private static func meaning(_ field: FormatField, isOneOf some: [FieldMeaning]) -> Bool {
    some.contains(field.meaning)
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
    return guess(fields, choice.notes, separator, choice.targetNamesHost)
  }

  private static func guess(
    _ fields: [FormatField], _ notes: [GuessNote], _ separator: UInt8, _ namesHost: Bool = false
  ) -> FormatGuess? {
    let meanings = Set(fields.map(\.meaning))
    guard meanings.contains(.status), !meanings.isDisjoint(with: [.target, .request]) else {
      return nil
    }
    var notes = notes
    if !meanings.contains(.client) { notes.append(.noAddress) }
    if !meanings.contains(.time) { notes.append(.noTime) }
    return FormatGuess(
      definition: FormatDefinition(
        name: FormatSniffer.recognised, shape: .separated(separator, fields),
        targetNamesHost: namesHost),
      fit: 0, notes: Array(notes))
  }
}
