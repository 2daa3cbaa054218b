public import TrafficReport

extension Report {
  /// The report as one file of HTML, which needs nothing else: no script, no font, no picture.
  ///
  /// Names are text whatever stands in them. It shows in light and dark, on paper, and from 320 pixels of width;
  /// charts have their numbers as a table below them.
  ///
  /// - Parameter language: Of the words around the report's own, of numbers and of dates.
  /// - Complexity: O(*n*) in the rows.
  public func html(_ language: Language = .english) -> String {
    let view = ReportView(report: self, language: language)
    return Document(
      title: view.title, language: language, style: .within,
      content: HTML([view.header, Tag.main { view.content }, view.footer])
    ).text
  }
}

/// The parts of a page that shows one report.
struct ReportView {
  let report: Report
  let values: Values
  /// Where names lead, where a server shows what they lead to.
  var link: (Report.Table, Report.Column, [Report.Cell]) -> Link? = { _, _, _ in nil }

  init(report: Report, language: Language) {
    self.report = report.forPages
    values = Values(language)
  }

  /// The heading, with the site.
  var title: String {
    report.site.map { "\(report.title) \(values.words.ofSite($0))" } ?? report.title
  }

  var header: HTML {
    Tag.header {
      Tag.h1 { title }
      times
    }
  }

  /// The period, and the one that it is compared with.
  var times: HTML {
    let period = report.period.map { values.dates.period($0) + " (\(report.timeZone))" }
    let earlier = report.earlier.map { values.words.compared(values.dates.period($0)) }
    return HTML([period, earlier].compactMap { $0 }.map { line in Tag.p { line } })
  }

  var footer: HTML {
    Tag.footer {
      Tag.p {
        report.threshold == nil && report.period != nil
          ? values.words.madePrivately : values.words.made
      }
    }
  }

  var content: HTML {
    var notes = NotesView([report])
    var (pieces, cards): ([HTML], [HTML]) = ([], [])
    var (holdsBack, hasChart) = (false, false)
    let isOne = report.tables.count == 1
    for (number, table) in report.tables.enumerated() {
      switch table.shape {
      case .facts:
        let figures = FiguresView(table: table, values: values)
        holdsBack = holdsBack || figures.holdsBack
        pieces.append(figures.html)
      case .rows, .sparkline, .line, .week:
        if table.rows.isEmpty {
          if isOne { pieces.append(Tag.p(.class("card")) { values.words.nothing }) }
          continue
        }
        let view = TableView(
          table: table, values: values, extent: isOne ? .whole : .brief,
          caption: caption(table, isOne),
          link: { [link] column, row in link(table, column, row) })
        holdsBack = holdsBack || view.holdsBack
        if let week = week(table, number: number) {
          pieces.append(week)
        } else if Series(table, dates: values.dates) != nil {
          hasChart = true
          pieces.append(chart(table, number: number, isOpen: table.shape != .sparkline))
        } else {
          let card = Tag.div(.class("card")) {
            view.html
            notes.beneath(table)
          }
          if isOne { pieces.append(card) } else { cards.append(card) }
        }
      }
    }
    if !hasChart { pieces.append(AnnotationsView(report: report, values: values).html) }
    if !cards.isEmpty { pieces.append(Tag.div(.class("cards")) { cards }) }
    pieces.append(notes.html(values, holdsBack: holdsBack, threshold: report.threshold))
    return HTML(pieces)
  }

  /// One table is named by the page; others by what their rows are.
  private func caption(_ table: Report.Table, _ isOne: Bool) -> HTML {
    guard !isOne else { return Tag.caption(.class("v")) { title } }
    return Tag.caption { Tag.h2 { table.subject } }
  }

  /// The picture of a week; `nil` where the table is none of its hours, or is compared.
  func week(_ table: Report.Table, number: Int) -> HTML? {
    guard table.earlier == nil,
      let week = WeekChart(table, language: values.words.language, number: number)
    else { return nil }
    return week.figure(table: week.table ?? numbers(table, caption: week.title))
  }

  /// The numbers of a chart.
  private func numbers(_ table: Report.Table, caption: String) -> HTML {
    TableView(
      table: table, values: values, caption: Tag.caption(.class("v")) { caption }, bars: .none
    ).html
  }

  /// The chart of a table that has a series; the numbers below it are folded unless they are the answer.
  func chart(_ table: Report.Table, number: Int, isOpen: Bool) -> HTML {
    guard let series = Series(table, dates: values.dates) else { return HTML() }
    var chart = SeriesChart(series, language: values.words.language, number: number)
    chart.annotations = report.annotations
    let numbers = numbers(table, caption: chart.title)
    return chart.figure(
      earlier: report.earlier.map(values.dates.period),
      list: AnnotationsView(report: report, values: values).html,
      table: isOpen
        ? numbers
        : Tag.details {
          Tag.summary { values.words.asTable }
          numbers
        })
  }
}
