/// The only row of a table as a list: a line for each value, a share beside what it is a share of.
struct FactList {
  let text: String

  init(_ table: Report.Table, style: TextStyle) {
    guard let row = table.rows.first else {
      text = ""
      return
    }
    var facts: [(title: String, value: String, share: String, change: String)] = []
    for (place, (column, cell)) in zip(table.columns, row).enumerated() {
      if column.kind == .share, let last = facts.indices.last {
        facts[last].share = style.text(cell, .share)
      } else {
        let before = table.earlier?.rows.first?[place] ?? .none
        facts.append(
          (
            column.title, style.text(cell, column.kind), "",
            before == .none
              ? ""
              : "\(style.words.before) \(style.text(before, column.kind))  "
                + style.text(.change(from: before, to: cell), .change)
          ))
      }
    }
    let titles = facts.map { DisplayWidth.of($0.title) }.max() ?? 0
    let values = facts.map { DisplayWidth.of($0.value) }.max() ?? 0
    let shares = facts.map { DisplayWidth.of($0.share) }.max() ?? 0
    text = facts.map { fact in
      (style.heading(fact.title.padded(to: titles, isRight: false)) + "  "
        + fact.value.padded(to: values, isRight: true) + "  "
        + fact.share.padded(to: shares, isRight: true) + "  " + fact.change).trimmed
    }.joined(separator: "\n")
  }
}
