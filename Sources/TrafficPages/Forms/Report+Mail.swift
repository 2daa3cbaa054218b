public import TrafficReport

extension Report {
  /// The report as a mail for the standard input of `sendmail -t`: the same as plain text and as HTML (RFC 2046,
  /// section 5.1.4).
  ///
  /// Lines end with LF, as programs on the same machine hand mails on, and have 76 characters at most. No name of a
  /// log can become a header or a part of its own: all of them are in encoded bodies or encoded words.
  ///
  /// - Parameters:
  ///   - to: Who gets it; without any, `sendmail` must be told.
  ///   - from: Who it is from; without it, `sendmail` says so.
  ///   - time: Seconds since 1970 in UTC.
  ///   - language: Of the words around the report's own, of numbers and of dates.
  /// - Complexity: O(*n*) in the rows.
  public func mail(
    to: [MailAddress], from: MailAddress? = nil, time: Int64, language: Language = .english
  ) -> String {
    let view = ReportView(report: self, language: language)
    let about = period.map { ", " + view.values.dates.period($0) } ?? ""
    let headers =
      MailText.headers(subject: view.title + about, to: to, from: from, time: time) + [
        "Content-Type: multipart/alternative; boundary=\"\(MailText.boundary)\""
      ]
    let parts = [
      ("plain", text(TextStyle(width: 76, language: language))),
      ("html", view.mailHTML),
    ].map { type, body in
      "--\(MailText.boundary)\nContent-Type: text/\(type); charset=utf-8\n"
        + "Content-Transfer-Encoding: quoted-printable\n\n\(MailText.quotedPrintable(body))\n"
    }
    return headers.joined(separator: "\n") + "\n\n" + parts.joined()
      + "--\(MailText.boundary)--\n"
  }
}

extension ReportView {
  /// The report for programs that show mails: tables only, since few of them show drawings or know much of styles.
  fileprivate var mailHTML: String {
    var notes = NotesView([report])
    var holdsBack = false
    let isOne = report.tables.count == 1
    let tables = report.tables.map { table -> HTML in
      if table.shape == .facts {
        let view = FiguresView(table: table, values: values)
        holdsBack = holdsBack || view.holdsBack
        return view.asTable
      }
      guard !table.rows.isEmpty else {
        return isOne ? Tag.p { values.words.nothing } : HTML()
      }
      let view = TableView(
        table: table, values: values, extent: table.columns.count > 5 ? .brief : .whole,
        caption: Tag.caption { Tag.h2 { table.subject } },
        bars: .text)
      holdsBack = holdsBack || view.holdsBack
      return HTML([view.html, notes.beneath(table)])
    }
    return Document(
      title: title, language: values.words.language, style: .mail,
      content: HTML([
        header, HTML(tables), AnnotationsView(report: report, values: values).html,
        notes.html(values, holdsBack: holdsBack, threshold: report.threshold), footer,
      ])
    ).text
  }
}
