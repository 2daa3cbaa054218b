import TrafficReport

/// The only row of a table as figures in large type, those of people first.
struct FiguresView {
  let table: Report.Table
  let values: Values

  /// What is shown first, by the name of its column.
  private static let order = ["visitors", "visits", "page_views", "bytes", "hits"]

  private struct Figure {
    var column: Report.Column
    var cell: Report.Cell
    var before: Report.Cell?
    /// What it is a share of the whole, if that is known.
    var share = Report.Cell.none
  }

  private var figures: [Figure] {
    guard let row = table.rows.first else { return [] }
    let before = table.earlier?.rows.first
    var figures: [Figure] = []
    for (place, column) in table.columns.enumerated() {
      if column.kind == .share, !figures.isEmpty {
        figures[figures.count - 1].share = row[place]
      } else {
        figures.append(
          Figure(column: column, cell: row[place], before: before?.element(place)))
      }
    }
    func rank(_ figure: Figure) -> Int {
      FiguresView.order.firstIndex(of: figure.column.name) ?? FiguresView.order.count
    }
    return figures.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    .map(\.element)
  }

  var html: HTML {
    let figures = figures
    let isLong = figures.contains { values.text($0.cell, $0.column.kind).count > 8 }
    return Tag.dl(isLong ? .class("figures long") : .class("figures")) {
      for figure in figures {
        Tag.div {
          Tag.dt { title(figure.column) }
          Tag.dd {
            values.html(figure.cell, figure.column.kind)
            small(figure)
          }
        }
      }
    }
  }

  /// The figures as a table, for what cannot lay out a page.
  var asTable: HTML {
    Tag.table(.class("figures")) {
      Tag.tbody {
        for figure in figures {
          Tag.tr {
            Tag.th(.scopeRow) { title(figure.column) }
            Tag.td {
              Tag.b { values.html(figure.cell, figure.column.kind) }
            }
            Tag.td(.class("t")) { small(figure) }
          }
        }
      }
    }
  }

  private func title(_ column: Report.Column) -> String {
    column.name == "visitors" ? values.words.visitorsAddedUp : column.title
  }

  private func small(_ figure: Figure) -> HTML {
    let share = values.text(figure.share, .share)
    // What is held back has no change either.
    let isNothing = figure.cell.amount == 0 && figure.before?.amount == 0
    let isCompared = table.earlier != nil && figure.cell != .none && !isNothing
    guard isCompared || !share.isEmpty else { return HTML() }
    return Tag.small {
      share
      if isCompared {
        if !share.isEmpty { ", " }
        values.change(figure.cell, figure.before, isGood: figure.column.isHopedFor)
        if let before = figure.before, before != .none {
          " " + values.words.from(values.text(before, figure.column.kind))
        }
      }
    }
  }

  /// Whether a figure is held back.
  var holdsBack: Bool { figures.contains { $0.cell == .none } }
}
