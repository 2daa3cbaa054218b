internal import LogFormats

/// Cuts the lines of one shape into columns, and those into finer ones until each holds one thing.
struct TemplateBuilder {
  private(set) var template = SniffedTemplate()
  private let separator: ValueSeparator

  private init(_ separator: ValueSeparator) { self.separator = separator }

  private static let maxDepth = 6

  /// What most values of a column have in common when they are cut.
  private struct Cut {
    var kinds: [LineToken.Kind]
    /// The bytes before each part and behind the last.
    var gaps: [[UInt8]]
    /// Whether the number of blanks before a part varies.
    var isVaried: [Bool]
    /// The parts, by column and line.
    var cells: [[ArraySlice<UInt8>?]]
  }

  /// The template of lines that are all cut into the same kinds of values; `nil` where one line has
  /// more values than any format.
  static func template(
    of lines: [ArraySlice<UInt8>], separator: ValueSeparator
  ) -> SniffedTemplate? {
    var builder = TemplateBuilder(separator)
    guard let cut = cut(lines, by: separator, atLeast: 0.5), cut.cells.count > 3 else { return nil }
    builder.add(cut, label: "", depth: 0, isPart: false, inBrackets: false)
    return builder.template.columns.count <= SniffedTemplate.maxColumns ? builder.template : nil
  }

  private static func cut(
    _ values: [ArraySlice<UInt8>?], by separator: ValueSeparator, atLeast share: Double
  ) -> Cut? {
    var shapes: [[UInt8]: Int] = [:]
    let tokens = values.map { value -> (key: [UInt8], tokens: [LineToken]) in
      guard let value, !value.isEmpty else { return ([], []) }
      let tokens = LineTokens.tokens(of: value, separator: separator)
      let key = Self.key(of: tokens, in: value)
      shapes[key, default: 0] += 1
      return (key, tokens)
    }
    let all = shapes.values.reduce(0, +)
    // Of shapes as frequent, the one that comes first in the log.
    guard let most = shapes.values.max(), Double(most) >= share * Double(all),
      let (key, first) = tokens.first(where: { !$0.tokens.isEmpty && shapes[$0.key] == most }),
      first.count <= SniffedTemplate.maxColumns
    else { return nil }
    let isCut = zip(values, tokens).map { $0 != nil && $1.key == key }
    var cut = Cut(kinds: first.map(\.kind), gaps: [], isVaried: [], cells: [])
    for column in 0...first.count {
      var gaps: Set<[UInt8]> = []
      var cells: [ArraySlice<UInt8>?] = []
      var isDigit = false
      for (line, value) in values.enumerated() {
        guard isCut[line], let value else {
          cells.append(nil)
          continue
        }
        let tokens = tokens[line].tokens
        let from = column == 0 ? value.startIndex : tokens[column - 1].range.upperBound
        let to = column == tokens.count ? value.endIndex : tokens[column].range.lowerBound
        gaps.insert(Array(value[from..<to]))
        guard column < tokens.count else { continue }
        cells.append(value[tokens[column].range])
        isDigit = isDigit || value[tokens[column].range].first.map(ASCII.isDigit) ?? false
      }
      let gap = gaps.first ?? []
      let isWide = gaps.count == 1 && gap.count > 1 && isDigit && gap.allSatisfy { $0 == 0x20 }
      cut.isVaried.append(gaps.count > 1 || isWide)
      cut.gaps.append(gaps.count > 1 || isWide ? [0x20] : gap)
      if column < first.count { cut.cells.append(cells) }
    }
    return cut
  }

  /// The kinds of a line's values and what stands between them; one blank is as good as many.
  static func key(of tokens: [LineToken], in value: ArraySlice<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    var at = value.startIndex
    for token in tokens {
      let gap = value[at..<token.range.lowerBound]
      if !gap.isEmpty, gap.allSatisfy({ $0 == 0x20 }) { key.append(0x20) } else { key += gap }
      key.append(token.kind.rawValue)
      at = token.range.upperBound
    }
    return key + value[at...]
  }

  /// - Parameter isCapture: Whether these are headers as HAProxy writes them: `{www.example.org|curl}`.
  private mutating func add(
    _ cut: Cut, label: String, depth: Int, isPart: Bool, inBrackets: Bool, isCapture: Bool = false
  ) {
    var label = label
    for (column, cells) in cut.cells.enumerated() {
      let kind = cut.kinds[column]
      template.append(cut.gaps[column])
      var isPadded = cut.isVaried[column]
      if isPadded, kind != .word {
        // Blanks before a quote: nothing that means anything.
        template.append(SniffedColumn(values: cells.map { $0.map { $0.prefix(0) } }))
        isPadded = false
      }
      if kind == .word, column + 1 < cut.cells.count,
        let word = labelWord(cells, isFirst: column == 0 && inBrackets)
      {
        template.append(word)
        let text = word.filter { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "=") }
        // A sign alone, as the `|` between values, says nothing of what follows.
        let isSign = !text.contains(where: ASCII.isAlphanumeric)
        label = isSign ? "" : String(decoding: text, as: UTF8.self)
        continue
      }
      let before = template.columns.count
      add(
        cells, label: label, depth: depth + 1, kind: kind, enclosure: isCapture ? .brackets : .none,
        isPart: isPart)
      if isPadded, before < template.columns.count { template.columns[before].isPadded = true }
      label = ""
    }
    template.append(cut.gaps[cut.cells.count])
  }

  /// The word, if it is the same in all lines and no value but a label for the next: `to:`, `msec`,
  /// `[Client …]`; or no word at all but a sign, as `|` or `->`.
  private func labelWord(_ cells: [ArraySlice<UInt8>?], isFirst: Bool) -> [UInt8]? {
    let words = cells.compactMap(\.self)
    guard let word = words.first, (1...40).contains(word.count), words.allSatisfy({ $0 == word })
    else { return nil }
    if word.allSatisfy({ "|<>=:~#;,&+".utf8.contains($0) }) { return Array(word) }
    let isNamed = word.allSatisfy { Self.isOfName($0) }
    if let last = word.last, last == UInt8(ascii: ":") || last == UInt8(ascii: "="),
      word.dropLast().allSatisfy(Self.isOfName), word.contains(where: ASCII.isLetter),
      SniffedAddress(word.dropLast()) == nil, DomainShape(word.dropLast()) == nil
    {
      return Array(word)
    }
    if isFirst, isNamed, ASCII.isLetter(word[word.startIndex]),
      !word.contains(where: ASCII.isDigit),
      !RequestShape.isMethod(word)
    {
      return Array(word)
    }
    return isNamed && LabelName.isLabel(String(decoding: word, as: UTF8.self)) ? Array(word) : nil
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@")
  }

  // MARK: Finer columns

  private mutating func add(
    _ cells: [ArraySlice<UInt8>?], label: String, depth: Int, kind: LineToken.Kind = .word,
    enclosure: SniffedColumn.Enclosure = .none, isPart: Bool
  ) {
    switch kind {
    case .word: break
    case .quoted:
      return addEnclosed(cells, label: label, depth: depth, .quotes, isPart: isPart)
    case .bracket, .parenthesis:
      return addEnclosed(cells, label: label, depth: depth, .brackets, isPart: isPart)
    case .brace:
      return addEnclosed(cells, label: label, depth: depth, .brackets, isPart: isPart, bars: true)
    }
    let filled = cells.compactMap(\.self)
    let column = SniffedColumn(
      values: cells, label: label, enclosure: enclosure, isPart: isPart)
    guard depth < Self.maxDepth, column.filled > 0 else { return template.append(column) }
    if let cut = blanksAround(filled) {
      template.append([UInt8](repeating: 0x20, count: cut.before))
      add(
        cells.map { $0.map { $0.dropFirst(cut.before).dropLast(cut.after) } }, label: label,
        depth: depth + 1, enclosure: enclosure, isPart: isPart)
      return template.append([UInt8](repeating: 0x20, count: cut.after))
    }
    if enclosure == .none, let last = filled[0].last, last == 0x2c || last == 0x3b,
      filled.allSatisfy({ $0.count > 1 && $0.last == last })
    {
      add(
        cells.map { $0.map { $0.dropLast() } }, label: label, depth: depth + 1, isPart: isPart)
      return template.append([last])
    }
    if enclosure == .quotes, isTimeInBrackets(filled) {
      return addEnclosed(cells, label: label, depth: depth, .brackets, isPart: isPart)
    }
    if enclosure != .quotes, addUnquoted(cells, filled, label: label, depth: depth) { return }
    if enclosure == .none, separator == .blank, column.share(.request) >= 0.9 {
      return addRequest(column)
    }
    if column.share(Self.single) >= 0.6 || enclosure == .quotes { return template.append(column) }
    if column.isNearly(.hostPath), !column.isNearly(.product) {
      return addHostAndPath(column)
    }
    if filled.contains(where: { $0.contains(0x20) }),
      let cut = Self.cut(cells, by: .blank, atLeast: 0.9), cut.cells.count > 1
    {
      return add(
        cut, label: label, depth: depth, isPart: isPart, inBrackets: enclosure == .brackets)
    }
    if addParts(column, depth: depth) { return }
    template.append(column)
  }

  /// Whether all values are times in brackets, as Apache's `"%t"` has them in quotes.
  private func isTimeInBrackets(_ values: [ArraySlice<UInt8>]) -> Bool {
    values.allSatisfy {
      $0.first == UInt8(ascii: "[") && $0.last == UInt8(ascii: "]")
        && SniffedTime.read($0.dropFirst().dropLast()) != nil
    }
  }

  /// What is one value as a whole, whatever signs stand in it.
  private static let single: ValueTraits = [
    .integer, .decimal, .unit, .method, .version, .request, .path, .url, .agent, .address, .domain,
    .time, .date, .timeOfDay,
  ]

  private mutating func addEnclosed(
    _ cells: [ArraySlice<UInt8>?], label: String, depth: Int, _ enclosure: SniffedColumn.Enclosure,
    isPart: Bool, bars: Bool = false
  ) {
    guard let first = cells.compactMap(\.self).first, let open = first.first, let close = first.last
    else { return template.append(SniffedColumn(values: cells, label: label)) }
    let inner = cells.map { $0.map { $0.dropFirst().dropLast() } }
    template.append([open])
    if bars, inner.contains(where: { $0?.contains(UInt8(ascii: "|")) ?? false }),
      let cut = Self.cut(inner, by: .anyBar, atLeast: 0.6), cut.cells.count > 1
    {
      add(cut, label: label, depth: depth + 1, isPart: isPart, inBrackets: false, isCapture: true)
    } else {
      add(inner, label: label, depth: depth + 1, enclosure: enclosure, isPart: isPart)
    }
    template.append([close])
  }

  /// The blanks that all values begin and end with.
  private func blanksAround(_ values: [ArraySlice<UInt8>]) -> (before: Int, after: Int)? {
    var (before, after) = (Int.max, Int.max)
    for value in values {
      before = min(before, value.prefix(while: { $0 == 0x20 }).count)
      after = min(after, value.reversed().prefix(while: { $0 == 0x20 }).count)
    }
    guard !values.isEmpty, before + after > 0, values.allSatisfy({ $0.count >= before + after })
    else { return nil }
    return (before, after)
  }

  /// Takes off quotes, brackets or a label that all values have.
  private mutating func addUnquoted(
    _ cells: [ArraySlice<UInt8>?], _ values: [ArraySlice<UInt8>], label: String, depth: Int
  ) -> Bool {
    let quote = UInt8(ascii: "\"")
    func all(_ open: UInt8, _ close: UInt8) -> Bool {
      values.allSatisfy { $0.count >= 2 && $0.first == open && $0.last == close }
    }
    if all(quote, quote) {
      addEnclosed(cells, label: label, depth: depth, .quotes, isPart: false)
      return true
    }
    for (open, close) in [("[", "]"), ("(", ")"), ("{", "}")] {
      guard let open = open.utf8.first, let close = close.utf8.first, all(open, close) else {
        continue
      }
      addEnclosed(cells, label: label, depth: depth, .brackets, isPart: false)
      return true
    }
    if values.allSatisfy({ $0.first == quote && $0.count { $0 == quote } == 1 }) {
      template.append([quote])
      add(cells.map { $0.map { $0.dropFirst() } }, label: label, depth: depth + 1, isPart: false)
      return true
    }
    if values.allSatisfy({ $0.last == quote && $0.count { $0 == quote } == 1 }) {
      add(cells.map { $0.map { $0.dropLast() } }, label: label, depth: depth + 1, isPart: false)
      template.append([quote])
      return true
    }
    guard let length = labelLength(values), let first = values.first else { return false }
    let text = first.prefix(length)
    template.append(Array(text))
    let name = text.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "=") }
    add(
      cells.map { $0.map { $0.dropFirst(length) } }, label: String(decoding: name, as: UTF8.self),
      depth: depth + 1, isPart: false)
    return true
  }

  /// Names of how long something took that say no more than the unit: `us:39317`.
  private static let units: Set<String> = ["us", "ms", "usec", "msec"]

  /// The length of `rt=` or `Status_code: `, if all values begin with it.
  private func labelLength(_ values: [ArraySlice<UInt8>]) -> Int? {
    guard let first = values.first, let start = first.first, ASCII.isLetter(start) else {
      return nil
    }
    let name = first.prefix(40).prefix(while: Self.isOfName)
    let rest = first.dropFirst(name.count)
    guard let sign = rest.first, sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":") else {
      return nil
    }
    let behind = rest.dropFirst()
    if sign == UInt8(ascii: ":") {
      let isApart = behind.first == 0x20 || behind.first == UInt8(ascii: "\"")
      // `https://`, `2001:db8::1` and `example.org:80` are no labels.
      guard
        isApart || LabelName(String(decoding: name, as: UTF8.self)) != nil
          || (Self.units.contains(String(decoding: name, as: UTF8.self))
            && behind.allSatisfy(ASCII.isDigit)),
        !behind.starts(with: "//".utf8)
      else { return nil }
    }
    let length = name.count + 1 + behind.prefix { $0 == 0x20 }.count
    let label = first.prefix(length)
    return values.allSatisfy { $0.starts(with: label) } ? length : nil
  }

  /// A request without quotes as three values, since only so a reader sees where it ends. Lines with
  /// another request than that are lost.
  private mutating func addRequest(_ column: SniffedColumn) {
    let words = column.values.map { value -> [ArraySlice<UInt8>] in
      let words = value?.split(separator: 0x20, omittingEmptySubsequences: false) ?? []
      return words.count == 3 ? words : []
    }
    for index in 0..<3 {
      if index > 0 { template.append([0x20]) }
      template.append(
        SniffedColumn(
          values: words.map { $0.isEmpty ? nil : $0[index] }, label: index == 1 ? "target" : ""))
    }
  }

  /// `example.org:80/a`: the host, and the path that begins where it ends.
  private mutating func addHostAndPath(_ column: SniffedColumn) {
    let ends = column.values.map { $0.flatMap { $0.firstIndex(of: UInt8(ascii: "/")) } }
    template.append(
      SniffedColumn(
        values: zip(column.values, ends).map { value, end in end.flatMap { value?[..<$0] } },
        label: column.label, isPart: true))
    template.append(
      SniffedColumn(
        values: zip(column.values, ends).map { value, end in end.flatMap { value?[$0...] } },
        isPart: true))
  }

  /// Cuts words as `TCP_MISS/200` or `203.0.113.7(203.0.113.7)`, if an address or a status is in them.
  private mutating func addParts(_ column: SniffedColumn, depth: Int) -> Bool {
    for (open, close) in [("/", ""), ("(", ")"), (";", "")] {
      guard let sign = open.utf8.first else { continue }
      var (before, after): ([ArraySlice<UInt8>?], [ArraySlice<UInt8>?]) = ([], [])
      var fitting = 0
      for value in column.values {
        guard let value, let at = value.firstIndex(of: sign),
          close.isEmpty || value.last == close.utf8.first
        else {
          before.append(nil)
          after.append(nil)
          continue
        }
        fitting += 1
        before.append(value[..<at])
        after.append(value[(at + 1)...].dropLast(close.isEmpty ? 0 : 1))
      }
      guard fitting * 10 >= column.filled * 9 else { continue }
      let useful: ValueTraits = [.address, .status]
      let isFirst = SniffedColumn(values: before).isNearly(useful)
      guard isFirst || SniffedColumn(values: after).isNearly(useful) else { continue }
      // The first of two addresses is one of its own.
      add(before, label: column.label, depth: depth + 1, isPart: !isFirst)
      template.append([sign])
      add(after, label: column.label, depth: depth + 1, isPart: close.isEmpty)
      template.append(Array(close.utf8))
      return true
    }
    return false
  }
}
