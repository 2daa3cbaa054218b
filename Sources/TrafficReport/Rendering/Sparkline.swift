/// A series in time as one line of marks, several steps to a mark where there are many.
struct Sparkline {
  let text: String

  init(_ table: Report.Table, style: TextStyle) {
    guard let time = table.columns.firstIndex(where: { $0.kind == .time }),
      let column = table.columns.firstIndex(where: \.hasBar), table.rows.count > 1
    else {
      text = ""
      return
    }
    // Days that are known only together are as many as their average says.
    let values = table.averages(of: column)
    let room = max(10, style.width)
    let steps = (values.count + room - 1) / room
    let marks = stride(from: 0, to: values.count, by: steps).map { start in
      values[start..<min(start + steps, values.count)].reduce(Int64(0), &+)
    }
    let most = marks.max() ?? 0
    let title = style.words.every(
      steps, Step(rawValue: table.columns[time].name) ?? .day, of: table.columns[column].title)
    let line = marks.map { style.mark($0, of: most) }.joined()
    var legend = ""
    if let peak = values.indices.max(by: { values[$0] < values[$1] }), values[peak] > 0 {
      legend =
        style.words.most(
          on: style.text(table.rows[peak][time], .time),
          style.numbers.count(table.rows[peak][column].number))
    }
    text = [style.heading(title), line, legend].filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
