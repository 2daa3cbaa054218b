import Traffic

/// The rows of a table as one line: the first ones with name and share, the others together.
struct ShareLine {
  let text: String

  private static let most = 5

  init(_ table: Report.Table, style: TextStyle) {
    guard !table.rows.isEmpty, let name = table.columns.firstIndex(where: { $0.kind == .text }),
      let share = table.columns.firstIndex(where: { $0.kind == .share })
    else {
      text = ""
      return
    }
    let whole = table.rows.count <= ShareLine.most + 1
    let shown = table.rows.prefix(whole ? table.rows.count : ShareLine.most)
    var parts = shown.map { "\(style.text($0[name], .text)) \(style.text($0[share], .share))" }
    if !whole {
      let rest = table.rows.dropFirst(shown.count)
      let sum = rest.reduce(0) { $0 + $1[share].share }
      parts.append("\(rest.count) \(style.words.others) \(style.numbers.share(sum))")
    }
    let title = table.columns[name].title
    text = style.wrapped("\(title): \(parts.joined(separator: ", "))")
  }
}
