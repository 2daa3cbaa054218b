import Traffic

extension Report {
  /// The report as text for people, each line no wider than the style allows.
  ///
  /// Names are made harmless: no character of them acts on a terminal.
  ///
  /// - Complexity: O(*n*) in the rows.
  public func text(_ style: TextStyle) -> String {
    var paragraphs = [heading(style)]
    let isBrief = tables.count > 1
    for table in tables {
      switch table.shape {
      case .rows:
        paragraphs.append(TextTable(table.withChanges, isBrief: isBrief, style: style).text)
      case .facts: paragraphs.append(FactList(table, style: style).text)
      case .line: paragraphs.append(ShareLine(table, style: style).text)
      case .sparkline: paragraphs.append(Sparkline(table, style: style).text)
      }
    }
    var notes = notes
    if tables.contains(where: \.holdsBack) { notes.append("- is a number that is not known.") }
    if !notes.isEmpty {
      paragraphs.append(notes.map(style.wrapped).joined(separator: "\n"))
    }
    return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func heading(_ style: TextStyle) -> String {
    let place = site.map { " of \(QuotedText.harmless($0))" } ?? ""
    let title = DisplayWidth.shortened(
      title + place, to: max(style.width, 20), ellipsis: style.ellipsis)
    let time = period.map { "\n" + PeriodText.text($0, timeZone) } ?? ""
    let grain = grains.isEmpty ? "" : ", by " + grains.map(\.rawValue).joined(separator: " and ")
    let other = earlier.map { "\ncompared with " + PeriodText.text($0, timeZone) } ?? ""
    return style.heading(title) + time + grain + other
  }
}

extension Report.Cell {
  /// The value for people, in a column of this kind.
  func text(_ kind: Report.Column.Kind) -> String {
    switch self {
    case .none: kind == .count || kind == .bytes ? "-" : ""
    case .text(let text): QuotedText.harmless(text)
    case .number(let number):
      kind == .bytes ? NumberText.bytes(number) : NumberText.count(number)
    case .share(let share):
      (kind == .change && share > 0 ? "+" : "") + NumberText.share(share)
    case .milliseconds(let time): NumberText.milliseconds(time)
    }
  }
}

extension String {
  /// The text with spaces before or after it, up to this many columns.
  func padded(to width: Int, isRight: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
    return isRight ? space + self : self + space
  }
}
