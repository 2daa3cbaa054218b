import TrafficReport

/// A table of a report as HTML.
struct TableView {
  /// How much of it is shown.
  enum Extent {
    /// All columns.
    case whole
    /// What fits a card: names, the first count, its share, visitors.
    case brief
  }

  let table: Report.Table
  let values: Values
  var extent = Extent.whole
  var caption: HTML
  /// Where the name of a row leads to.
  var link: (Report.Column, Report.Cell) -> Link? = { _, _ in nil }
  /// Where all rows are.
  var more: Link?
  /// How the numbers of a row are drawn beside it.
  var bars = Bars.drawn

  enum Bars {
    case drawn
    /// As letters, since a mail has no drawings.
    case text
    /// Not at all, below a chart.
    case none
  }

  /// The columns that are shown, by their places.
  private var columns: [Int] {
    // The names of members stand beneath those of their groups.
    let all = table.columns.indices.filter { table.groups.isEmpty || $0 != 1 }
    let labels = all.filter { table.columns[$0].isLabel }
    guard extent == .brief else { return all }
    let names = labels.filter { labels.count == 1 || table.columns[$0].name != "kind" }
    let share = table.columns.firstIndex { $0.kind == .share }
    let visitors = names.count < 3 ? table.columns.firstIndex { $0.name == "visitors" } : nil
    let numbers = [primary, share, visitors].compactMap { $0 }
    return names + (numbers.isEmpty ? all.filter { !labels.contains($0) } : numbers)
  }

  /// The column that rows are compared by.
  private var primary: Int? {
    table.columns.firstIndex(where: \.hasBar) ?? table.columns.firstIndex { $0.kind == .count }
  }

  private var most: Double {
    guard let primary else { return 0 }
    return table.rows.compactMap { $0[primary].amount }.max() ?? 0
  }

  var html: HTML {
    let columns = columns
    let isWide = extent == .whole && columns.count > 3
    let whole = Tag.table {
      caption
      Tag.thead {
        Tag.tr {
          for column in columns { heading(table.columns[column]) }
          if table.earlier != nil { Tag.th(.scopeColumn) { values.words.change } }
          if hasBars { Tag.td(.class("b")) }
        }
      }
      Tag.tbody { rows(columns) }
      if let totals = table.totals, table.rows.count + table.rowsLeftOut > 1 {
        Tag.tfoot { foot(totals, columns) }
      }
    }
    return HTML([
      isWide
        ? Tag.div(.class("scroll"), .region, .tabStop, .label(label)) { whole } : whole,
      legend,
    ])
  }

  /// What a region that scrolls is called.
  private var label: String { table.columns.first?.title ?? table.name }

  private func heading(_ column: Report.Column) -> HTML {
    Tag.th(.scopeColumn, kindClass(column)) {
      // What the heading above says already is not shown again.
      if column == table.columns.first, extent == .brief {
        Tag.span(.class("v")) { column.title }
      } else {
        column.title
      }
    }
  }

  /// Left for names; in a card, visitors are there where there is room.
  private func kindClass(_ column: Report.Column) -> Attribute {
    if column.isLabel { return .class("t") }
    return extent == .brief && column.name == "visitors" ? .class("w") : .none
  }

  private var hasBars: Bool {
    bars != .none && primary != nil && !table.rows.isEmpty && table.groups.isEmpty
  }

  private func rows(_ columns: [Int]) -> [HTML] {
    guard !table.groups.isEmpty else {
      return table.rows.indices.map { number in
        row(table.rows[number], columns, before: table.earlier?.rows.element(number) ?? [])
      }
    }
    // A row for each group, and beneath it those of its members; a group whose only member is its own name stands
    // alone.
    return table.groups.flatMap { group -> [HTML] in
      let members = table.rows.filter { $0[0] == group[0] }
      let isAlone = members.count == 1 && [.none, group[0]].contains(members[0][1])
      return [row(group, columns, before: [])]
        + (isAlone
          ? []
          : members.map { member in
            let name = member[1] == .none ? Report.Cell.text(values.words.unknown) : member[1]
            return row([name] + member.dropFirst(), columns, before: [], isMember: true)
          })
    }
  }

  private func row(
    _ cells: [Report.Cell], _ columns: [Int], before: [Report.Cell], isMember: Bool = false
  ) -> HTML {
    // The first of its names that is there: a sum of several sites has none for the first.
    let name = columns.first { table.columns[$0].isLabel && !cells[$0].words.isEmpty }
    return Tag.tr(isMember ? .class("m") : .none) {
      for column in columns { cell(cells[column], table.columns[column], column == name) }
      if table.earlier != nil {
        Tag.td {
          if let primary { values.change(cells[primary], before.element(primary)) }
        }
      }
      if hasBars { bar(cells) }
    }
  }

  private func cell(_ cell: Report.Cell, _ column: Report.Column, _ isFirst: Bool) -> HTML {
    let value = values.html(cell, column.kind)
    let linked =
      cell.isNoName
      ? Tag.span(.class("o")) { value }
      : link(column, cell).map { link in Tag.a(.href(link)) { value } } ?? value
    if isFirst { return Tag.th(.scopeRow) { linked } }
    return Tag.td(kindClass(column)) { linked }
  }

  private func bar(_ cells: [Report.Cell]) -> HTML {
    let part = primary.flatMap { cells[$0].amount }.map { most > 0 ? max(0, $0 / most) : 0 } ?? 0
    return Tag.td(.class("b"), .hiddenFromReaders) {
      if bars == .text {
        String(repeating: "█", count: Int((part * 12).rounded()))
      } else if part > 0 {
        Tag.svg { Tag.rect(.width(.part(part)), .height(.part(1))) }
      }
    }
  }

  private func foot(_ totals: [Report.Cell], _ columns: [Int]) -> HTML {
    let before = table.earlier?.totals ?? []
    return Tag.tr {
      for column in columns {
        if column == columns.first {
          Tag.th(.scopeRow) {
            totals[column] == .none ? HTML(values.words.total) : values.html(totals[column], .text)
          }
        } else {
          cell(totals[column], table.columns[column], false)
        }
      }
      if table.earlier != nil {
        Tag.td { if let primary { values.change(totals[primary], before.element(primary)) } }
      }
      if hasBars { Tag.td(.class("b")) }
    }
  }

  /// How many rows are left out.
  private var legend: HTML {
    guard table.rowsLeftOut > 0 else { return HTML() }
    let number = values.numbers.count(Int64(table.rowsLeftOut))
    if let more {
      let all = values.numbers.count(Int64(table.rows.count + table.rowsLeftOut))
      return Tag.p(.class("note")) { Tag.a(.href(more)) { values.words.showAll(all) } }
    }
    return Tag.p(.class("note")) {
      values.words.further(number, isOne: table.rowsLeftOut == 1)
    }
  }

  /// Whether a number of what is shown is held back.
  var holdsBack: Bool {
    let columns = columns.filter { !table.columns[$0].isLabel }
    return (table.rows + table.groups).contains { row in columns.contains { row[$0] == .none } }
  }
}

extension Report.Cell {
  /// Whether it stands for what has no name, such as `(other)`.
  var isNoName: Bool { words.hasPrefix("(") && words.hasSuffix(")") }
}

extension Array {
  /// The element at a place; `nil` where there is none.
  func element(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
