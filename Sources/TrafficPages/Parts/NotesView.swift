import TrafficReport

/// What the numbers of some reports mean and leave out: each sentence once, and the one on a row for
/// all others beneath the first table that has it.
struct NotesView {
  /// Sentences that stand at the end.
  private(set) var atEnd: [String] = []
  /// The sentence on names that have no row of their own, and what that row is called.
  private(set) var onOthers: (name: String, sentence: String)?

  /// What a row for all others is called, in each language that a report may be in.
  private static let others = ["(other)", "(andre)", "(annet)", "(øvrige)"]

  init(_ reports: [Report]) {
    for note in reports.flatMap(\.notes) where !atEnd.contains(note) {
      if let name = NotesView.others.first(where: note.contains) {
        if onOthers == nil { onOthers = (name, note) }
      } else {
        atEnd.append(note)
      }
    }
    let rows = reports.flatMap(\.tables).flatMap(\.rows)
    if let name = onOthers?.name, let sentence = onOthers?.sentence,
      !rows.contains(where: { $0.contains(.text(name)) })
    {
      // There is no such row, but counts may be held back all the same.
      atEnd.append(sentence)
      onOthers = nil
    }
  }

  /// The sentence beneath a table, the first time that it has such a row.
  mutating func beneath(_ table: Report.Table) -> HTML {
    guard let onOthers, table.rows.contains(where: { $0.contains(.text(onOthers.name)) }) else {
      return HTML()
    }
    self.onOthers = nil
    return Tag.p(.class("note")) { onOthers.sentence }
  }

  /// The sentences at the end; folded where they are many and the page is for looking things up.
  func html(_ values: Values, holdsBack: Bool, threshold: Int64?, isFolded: Bool = false) -> HTML {
    let sentences = atEnd + (holdsBack ? [values.words.heldBackLegend(threshold)] : [])
    guard !sentences.isEmpty else { return HTML() }
    let list = Tag.ul { for sentence in sentences { Tag.li { sentence } } }
    if isFolded {
      return Tag.details(.class("notes")) {
        Tag.summary { values.words.notes }
        list
      }
    }
    return Tag.section(.class("notes")) {
      Tag.h2 { values.words.notes }
      list
    }
  }
}
