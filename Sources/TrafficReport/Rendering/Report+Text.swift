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
    for table in forPeople.tables {
      switch table.shape {
      case .rows: paragraphs.append(rows(table, isBrief, style))
      case .week(let hours):
        paragraphs.append(
          WeekGrid(table, hours: hours, style: style)?.text ?? rows(table, isBrief, style))
      case .facts: paragraphs.append(FactList(table, style: style).text)
      case .line: paragraphs.append(ShareLine(table, style: style).text)
      case .sparkline: paragraphs.append(Sparkline(table, style: style).text)
      }
    }
    paragraphs.append(annotationText(style))
    var notes = notes
    if tables.contains(where: \.holdsBack) { notes.append(style.words.notKnown) }
    if !notes.isEmpty {
      paragraphs.append(notes.map(style.wrapped).joined(separator: "\n"))
    }
    return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func rows(_ table: Table, _ isBrief: Bool, _ style: TextStyle) -> String {
    TextTable(table.withChanges(style.words), isBrief: isBrief, style: style).text
  }

  /// A terminal has room for so many annotations beneath a table.
  private static let mostAnnotations = 10

  /// The last of what somebody wrote on days, a line each.
  private func annotationText(_ style: TextStyle) -> String {
    guard !annotations.isEmpty else { return "" }
    let shown = annotations.suffix(Report.mostAnnotations)
    let lines = shown.map { annotation in
      let place = annotation.site.flatMap { site in self.site == nil ? " (\(site))" : nil } ?? ""
      return style.wrapped(
        "\(annotation.day) \(QuotedText.harmless(annotation.text + place))")
    }
    let left = annotations.count - shown.count
    let more = left > 0 ? [Vocabulary.earlierAnnotations(left, language)] : []
    return ([Vocabulary.annotations(language)] + more + lines).joined(separator: "\n")
  }

  private func heading(_ style: TextStyle) -> String {
    let words = style.words
    let place = site.map { words.ofSite(QuotedText.harmless($0)) } ?? ""
    let title = DisplayWidth.shortened(
      title + place, to: max(style.width, 20), ellipsis: style.ellipsis)
    let time = period.map { "\n" + words.period($0, timeZone) } ?? ""
    let grain = grains.isEmpty ? "" : words.by(grains)
    let other = earlier.map { "\n" + words.comparedWith(words.period($0, timeZone)) } ?? ""
    return style.heading(title) + time + grain + other
  }
}

extension String {
  /// The text with spaces before or after it, up to this many columns.
  func padded(to width: Int, isRight: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
    return isRight ? space + self : self + space
  }
}
