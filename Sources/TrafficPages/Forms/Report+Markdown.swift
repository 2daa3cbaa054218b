internal import Traffic
public import TrafficReport

extension Report {
  /// The report as Markdown with tables (GitHub Flavored Markdown, section 4.10).
  ///
  /// Names stand between backticks, where nothing of them acts: no link, no mention, no HTML, no further column.
  ///
  /// - Parameter language: Of the words around the report's own, of numbers and of dates.
  /// - Complexity: O(*n*) in the rows.
  public func markdown(_ language: Language = .english) -> String {
    let (words, dates) = (Words(language), DateStyle(language))
    var paragraphs = [
      "# " + MarkdownText.escaped(title)
        + (site.map { " " + words.ofSite(MarkdownText.code($0)) } ?? "")
    ]
    if let period {
      paragraphs.append(MarkdownText.escaped("\(dates.period(period)) (\(timeZone))"))
    }
    if let earlier {
      paragraphs.append(MarkdownText.escaped(words.compared(dates.period(earlier))))
    }
    let isOne = tables.count == 1
    for table in forPeople.tables where isOne || !table.rows.isEmpty {
      if !isOne, table.shape != .facts {
        paragraphs.append("## " + MarkdownText.escaped(table.subject))
      }
      paragraphs.append(MarkdownTable(table, language: language).text)
    }
    if !annotations.isEmpty {
      paragraphs.append("## " + MarkdownText.escaped(words.annotations))
      let lines = annotations.map { annotation in
        let place = annotation.site.flatMap { site in self.site == nil ? site : nil }
        return "- \(MarkdownText.escaped(dates.long(annotation.day))): "
          + MarkdownText.code(annotation.text) + (place.map { " (\(MarkdownText.code($0)))" } ?? "")
      }
      paragraphs.append(lines.joined(separator: "\n"))
    }
    if !notes.isEmpty {
      paragraphs.append(notes.map { "- " + MarkdownText.escaped($0) }.joined(separator: "\n"))
    }
    return paragraphs.joined(separator: "\n\n") + "\n"
  }
}

/// A table as Markdown.
struct MarkdownTable {
  let text: String

  init(_ table: Report.Table, language: Language) {
    let (words, numbers) = (Words(language), NumberText(language, on: .page))
    let dates = DateStyle(language)
    func value(_ cell: Report.Cell, _ kind: Report.Column.Kind) -> String {
      switch cell {
      case .none: kind == .text || kind == .time ? "" : "–"
      case .text(let text):
        kind == .time ? MarkdownText.escaped(dates.words(text)) : MarkdownText.code(text)
      case .number(let number): kind == .bytes ? numbers.bytes(number) : numbers.count(number)
      case .share(let share): numbers.share(share).replacing("<", with: "&lt;")
      case .milliseconds(let time): numbers.milliseconds(time)
      }
    }
    func line(_ fields: [String]) -> String { "| " + fields.joined(separator: " | ") + " |" }
    guard !table.rows.isEmpty else {
      text = words.nothing
      return
    }
    let kinds = table.columns.map(\.kind)
    let titles = table.columns.map { MarkdownText.escaped($0.title) }
    let primary =
      table.columns.firstIndex(where: \.hasBar) ?? table.columns.firstIndex { $0.kind == .count }
    func change(_ cells: [Report.Cell], _ before: [Report.Cell]?) -> [String] {
      guard table.earlier != nil else { return [] }
      guard let primary, let now = cells[primary].amount,
        let then = before?.element(primary)?.amount
      else { return ["–"] }
      return [numbers.change(from: then, to: now) ?? (now > 0 ? words.new : numbers.share(0))]
    }
    if table.shape == .facts {
      // A row for each figure: many columns are hard to read in a mail or a ticket.
      let before = table.earlier?.rows.first
      var lines = [
        "|  |  |" + (before == nil ? "" : "  |"), "|---|---:|" + (before == nil ? "" : "---:|"),
      ]
      for (place, column) in table.columns.enumerated() {
        let title = column.name == "visitors" ? words.visitorsAddedUp : column.title
        let now = table.rows[0][place]
        let suffix = column.kind == .share ? " (%)" : ""
        var fields = [MarkdownText.escaped(title) + suffix, value(now, column.kind)]
        if let before {
          let then = before.element(place)?.amount
          fields.append(
            now.amount.flatMap { now in then.flatMap { numbers.change(from: $0, to: now) } } ?? "–")
        }
        lines.append(line(fields))
      }
      text = lines.joined(separator: "\n")
      return
    }
    let extra = table.earlier == nil ? [] : [words.change]
    var lines = [line(titles + extra)]
    lines.append(
      "|"
        + (kinds.map { $0 == .text || $0 == .time ? "---" : "---:" } + extra.map { _ in "---:" })
        .joined(separator: "|") + "|")
    for (number, row) in table.rows.enumerated() {
      lines.append(
        line(zip(row, kinds).map(value) + change(row, table.earlier?.rows.element(number))))
    }
    if let totals = table.totals, table.rows.count + table.rowsLeftOut > 1 {
      var fields = zip(totals, kinds).map(value)
      if fields[0].isEmpty { fields[0] = words.total }
      lines.append(
        line((fields + change(totals, table.earlier?.totals)).map { $0.isEmpty ? "" : "**\($0)**" })
      )
    }
    if table.rowsLeftOut > 0 {
      let number = numbers.count(Int64(table.rowsLeftOut))
      lines += ["", words.further(number, isOne: table.rowsLeftOut == 1)]
    }
    text = lines.joined(separator: "\n")
  }
}
