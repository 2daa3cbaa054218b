import TestSupport
import TrafficStore

@testable import Publication

/// A made-up breakdown of a site with little traffic, over the windows of a month.
struct QuietSite {
  var threshold: Threshold
  /// By window, then by part; 0 where there was nothing.
  var counts: [[Int64]]
  /// Parts that say nothing about people.
  var nonPersonal: Set<Int> = []
  /// By window, then by part: what another breakdown shows of the part, of which its count is some.
  var known: [[Int64?]] = []
  /// By window and part: whether there are too few visitors behind a count that is enough.
  var isOfFew: [[Bool]] = []
  /// Whether counts may be less than nothing, as in corrections.
  var isCorrection = false
  /// What decides; others are for tests of the attack itself.
  var rule: (Suppression, [Cell]) -> [Bool] = { $0.hidden($1) }

  /// All that a reader gets.
  struct Published: Equatable {
    var wholes: [Int64]
    /// By window and part; none where it is hidden.
    var shown: [[Int64?]]
    /// Of parts, over the month.
    var sums: [Int: Int64]
  }

  /// The last part is what no other part has.
  static func key(ofPart part: Int, of parts: Int) -> Int64 {
    part == parts - 1 ? Cell.rest : Int64(part + 1)
  }

  private func cell(_ window: Int, _ part: Int) -> Cell {
    let value = counts[window][part]
    let visitors = isOfFew.isEmpty ? 0 : isOfFew[window][part] ? min(value, 1) : value
    return Cell(
      key: QuietSite.key(ofPart: part, of: counts[window].count), value: value, visitors: visitors)
  }

  /// What the rules say of a window: which of the parts that have something are hidden.
  func hidden(inWindow window: Int) -> [Bool] {
    let parts = counts[window].indices.filter { counts[window][$0] != 0 }
    let place = { (cell: Cell) in
      cell.key == Cell.rest ? counts[window].count - 1 : Int(cell.key) - 1
    }
    let suppression = Suppression(
      threshold: threshold, isNonPersonal: { nonPersonal.contains(place($0)) },
      known: { known.isEmpty ? nil : known[window][place($0)] })
    var hidden = counts[window].map { _ in false }
    for (part, isHidden) in zip(parts, rule(suppression, parts.map { cell(window, $0) })) {
      hidden[part] = isHidden
    }
    return hidden
  }

  func published(_ hidden: [[Bool]]? = nil) -> Published {
    let hidden = hidden ?? counts.indices.map(hidden(inWindow:))
    var published = Published(wholes: counts.map { $0.reduce(0, +) }, shown: [], sums: [:])
    var cells: [MonthRelease.HiddenCell] = []
    for (window, row) in counts.enumerated() {
      published.shown.append(zip(row, hidden[window]).map { $1 ? nil : $0 })
      for part in row.indices where hidden[window][part] {
        cells.append(.init(sum: Int64(window), cell: cell(window, part)))
      }
    }
    if counts.count > 1 {
      for sum in MonthRelease(threshold: threshold).sums(cells) {
        published.sums[Int(sum.key) - 1] = sum.value
      }
    }
    return published
  }
}

extension QuietSite {
  /// Some parts are large, most are small, and what is small in one window may be large in the next.
  static func random(
    parts: ClosedRange<Int> = 2...6, windows: ClosedRange<Int> = 2...5, _ threshold: Threshold,
    _ generator: inout SeededGenerator
  ) -> QuietSite {
    let count = Int.random(in: parts, using: &generator)
    let least = threshold.least
    let sizes = (0..<count).map { _ in
      [1, least - 1, least, least + 1, 2 * least, 6 * least].randomElement(using: &generator)!
    }
    let rows = (0..<Int.random(in: windows, using: &generator)).compactMap { _ in
      let row = sizes.map { size in
        Int.random(in: 0..<8, using: &generator) == 0
          ? 0 : Int64.random(in: 1...size, using: &generator)
      }
      // A whole that is too little is not published.
      return row.reduce(0, +) < threshold.least ? nil : row
    }
    if rows.isEmpty { return random(parts: parts, windows: windows, threshold, &generator) }
    return QuietSite(threshold: threshold, counts: rows)
  }

  /// A page or two that everybody sees, and others that are quiet all month.
  static func quietMonth(_ threshold: Threshold, _ generator: inout SeededGenerator) -> QuietSite {
    let sizes = (0..<Int.random(in: 4...7, using: &generator)).map { _ in
      Int64.random(in: 2...threshold.least + 1, using: &generator)
    }
    let rows = (0..<Int.random(in: 2...4, using: &generator)).map { _ in
      sizes.map { Int64.random(in: 0...$0, using: &generator) } + [4 * threshold.least]
    }
    return QuietSite(threshold: threshold, counts: rows)
  }

  /// As many views as there are, of pages of which each is seen less than the one before.
  static func month(
    pages: Int, views: Int, windows: Int, _ threshold: Threshold,
    _ generator: inout SeededGenerator
  ) -> QuietSite {
    let ranks = (1...pages).flatMap { page in
      Array(repeating: page - 1, count: max(1, 2 * pages / page))
    }
    let rows = (0..<windows).map { _ in
      var row = Array(repeating: Int64(0), count: pages + 1)
      for _ in 0..<Int.random(in: views * 7 / 10...views * 13 / 10, using: &generator) {
        row[ranks.randomElement(using: &generator)!] += 1
      }
      return row
    }
    return QuietSite(threshold: threshold, counts: rows)
  }
}
