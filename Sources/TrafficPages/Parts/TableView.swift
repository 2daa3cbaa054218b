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
  /// Where a value of a row leads to, by its column and its row.
  var link: (Report.Column, [Report.Cell]) -> Link? = { _, _ in nil }
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
    guard extent == .brief else { return all }
    let share = table.columns.firstIndex { $0.kind == .share }
    let visitors = table.columns.firstIndex { $0.name == "visitors" }
    let numbers = [primary, share, visitors].compactMap { $0 }
    return names.prefix(1)
      + (numbers.isEmpty ? all.filter { !table.columns[$0].isLabel } : numbers)
  }

  /// The columns that say what a row of a card is about, the most telling first: the others stand below it in its
  /// cell, since cards are narrow.
  private var names: [Int] {
    let labels = table.columns.indices.filter {
      table.columns[$0].isLabel && (table.groups.isEmpty || $0 != 1)
    }
    let telling = labels.filter { labels.count == 1 || table.columns[$0].name != "kind" }
    let page = telling.filter { table.columns[$0].name == "page" }
    return page + telling.filter { !page.contains($0) }
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
  private var label: String { table.subject }

  private func heading(_ column: Report.Column) -> HTML {
    Tag.th(.scopeColumn, kindClass(column)) {
      // What the heading above says already is not shown again.
      if column.isLabel, extent == .brief {
        Tag.span(.class("v")) { names.map { table.columns[$0].title }.joined(separator: ", ") }
      } else {
        column.title
      }
    }
  }

  /// Left for names; in a card, visitors are there where there is room, and shares beside changes.
  private func kindClass(_ column: Report.Column) -> Attribute {
    if column.isLabel { return .class("t") }
    let isSpare =
      column.name == "visitors" || column.kind == .share && table.earlier != nil
    return extent == .brief && isSpare ? .class("w") : .none
  }

  private var hasBars: Bool {
    bars != .none && primary != nil && !table.rows.isEmpty && table.groups.isEmpty
  }

  private func rows(_ columns: [Int]) -> [HTML] {
    func before(_ number: Int) -> [Report.Cell] { table.earlier?.rows.element(number) ?? [] }
    guard !table.groups.isEmpty else {
      return table.rows.indices.map { row(table.rows[$0], columns, before: before($0)) }
    }
    // A row for each group, and beneath it those of its members; a group whose only member is its own name stands
    // alone.
    return table.groups.enumerated().flatMap { place, group -> [HTML] in
      let members = table.rows.indices.filter { table.rows[$0][0] == group[0] }
      let names = members.map { table.rows[$0][1] }
      let isAlone = names == [.none] || names == [group[0]]
      return [row(group, columns, before: table.earlier?.groups.element(place) ?? [])]
        + (isAlone
          ? []
          : members.map { number in
            let cells = table.rows[number]
            let name = cells[1].words.isEmpty ? Report.Cell.text(values.words.unknown) : cells[1]
            return row([name] + cells.dropFirst(), columns, before: before(number), isMember: true)
          })
    }
  }

  private func row(
    _ cells: [Report.Cell], _ columns: [Int], before: [Report.Cell], isMember: Bool = false
  ) -> HTML {
    // The first of its names that is there: a sum of several sites has none for the first.
    let name = columns.first { table.columns[$0].isLabel && !cells[$0].words.isEmpty }
    return Tag.tr(isMember ? .class("m") : .none) {
      for column in columns {
        if extent == .brief, table.columns[column].isLabel {
          named(cells, isMember)
        } else {
          cell(cells, column, column == name)
        }
      }
      if table.earlier != nil {
        Tag.td {
          if let primary { values.change(cells[primary], before.element(primary)) }
        }
      }
      if hasBars { bar(cells) }
    }
  }

  /// The names of a row of a card in one cell.
  private func named(_ cells: [Report.Cell], _ isMember: Bool) -> HTML {
    let there = isMember ? [0] : names.filter { !cells[$0].words.isEmpty }
    return Tag.th(.scopeRow) {
      for column in there.prefix(1) { linked(cells, column) }
      if there.count > 1 {
        Tag.small {
          for (place, column) in there.dropFirst().enumerated() {
            if place > 0 { " · " }
            linked(cells, column)
          }
        }
      }
    }
  }

  private func cell(_ cells: [Report.Cell], _ column: Int, _ isFirst: Bool) -> HTML {
    let value = linked(cells, column)
    return isFirst
      ? Tag.th(.scopeRow) { value } : Tag.td(kindClass(table.columns[column])) { value }
  }

  /// A value with the link that its name has.
  private func linked(_ cells: [Report.Cell], _ column: Int) -> HTML {
    let value = values.html(cells[column], table.columns[column].kind)
    if cells[column].isNoName { return Tag.span(.class("o")) { value } }
    return link(table.columns[column], cells).map { link in Tag.a(.href(link)) { value } } ?? value
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
          cell(totals, column, false)
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

extension Report.Table {
  /// A text of a row by the name of its column; `nil` where there is none.
  func text(_ column: String, of row: [Report.Cell]) -> String? {
    guard let place = columns.firstIndex(where: { $0.name == column }),
      let words = row.element(place)?.words, !words.isEmpty
    else { return nil }
    return words
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
