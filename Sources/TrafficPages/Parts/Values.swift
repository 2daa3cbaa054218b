import TrafficReport

/// The values of a report's cells as HTML.
struct Values {
  let words: Words
  let numbers: NumberText
  let dates: DateStyle

  init(_ language: Language) {
    (words, numbers, dates) = (
      Words(language), NumberText(language, on: .page), DateStyle(language)
    )
  }

  /// A value in a column of this kind.
  func html(_ cell: Report.Cell, _ kind: Report.Column.Kind) -> HTML {
    switch cell {
    case .text(let text): kind == .time ? HTML(dates.words(text)) : name(text)
    case .none: kind == .text || kind == .time ? HTML() : heldBack
    default: HTML(text(cell, kind))
    }
  }

  /// A value as text; nothing where there is none.
  func text(_ cell: Report.Cell, _ kind: Report.Column.Kind) -> String {
    switch cell {
    case .none: ""
    case .text(let text): kind == .time ? dates.words(text) : text
    case .number(let number): kind == .bytes ? numbers.bytes(number) : numbers.count(number)
    case .share(let share): numbers.share(share)
    case .milliseconds(let time): numbers.milliseconds(time)
    }
  }

  /// A dash, and the reason for who cannot see it.
  var heldBack: HTML { dash(words.heldBack) }

  /// The same where one of two numbers is not known.
  private var notComparable: HTML { dash(words.notComparable) }

  private func dash(_ reason: String) -> HTML {
    HTML([
      Tag.span(.hiddenFromReaders) { "–" },
      Tag.span(.class("v")) { reason },
    ])
  }

  /// How a number changed, with a sign so that nothing hangs on colour.
  ///
  /// - Parameter isGood: Whether more of it is better, so that it may be coloured.
  func change(_ now: Report.Cell, _ before: Report.Cell?, isGood: Bool = false) -> HTML {
    guard let now = now.amount, let before = before?.amount else { return notComparable }
    guard let change = numbers.change(from: before, to: now) else {
      return HTML(now > 0 ? words.new : numbers.share(0))
    }
    guard isGood, change != numbers.change(from: 1, to: 1) else { return HTML(change) }
    return now > before
      ? Tag.span(.class("up")) { change } : Tag.span(.class("down")) { change }
  }

  /// A name that may go on in the next line behind a sign that parts it.
  func name(_ text: String) -> HTML {
    guard text.utf8.count > 14 else { return HTML(text) }
    var pieces: [HTML] = []
    var piece = ""
    for scalar in text.unicodeScalars {
      piece.unicodeScalars.append(scalar)
      if "/.-_=&?".unicodeScalars.contains(scalar), piece.utf8.count > 3 {
        pieces += [HTML(piece), Tag.wbr()]
        piece = ""
      }
    }
    return HTML(pieces + [HTML(piece)])
  }
}

extension Report.Cell {
  /// What can be compared; `nil` where there is no number.
  var amount: Double? {
    switch self {
    case .number(let number): Double(number)
    case .share(let share): share
    case .milliseconds(let time): time
    case .text, .none: nil
    }
  }
}

extension Report.Column {
  /// Whether it says what a row is about.
  var isLabel: Bool { kind == .text || kind == .time }
  /// Whether more of it is what a site's people hope for.
  var isHopedFor: Bool { ["visitors", "visits", "page_views"].contains(name) }
}

extension Report.Table {
  /// What its rows are about, by the title of the column that says most.
  var subject: String {
    (columns.first { $0.name == "page" } ?? columns.first)?.title ?? name
  }
}
