internal import LogFormats

/// What the lines of one shape have in common: bytes that stand in each, and columns of values.
struct SniffedTemplate {
  enum Piece { case literal([UInt8]), column(Int) }

  var pieces: [Piece] = []
  var columns: [SniffedColumn] = []

  /// No format has more values; a line of a million quotes does.
  static let maxColumns = 96

  mutating func append(_ literal: [UInt8]) {
    guard !literal.isEmpty else { return }
    if case .literal(let before) = pieces.last {
      pieces[pieces.count - 1] = .literal(before + literal)
    } else {
      pieces.append(.literal(literal))
    }
  }

  mutating func append(_ column: SniffedColumn) {
    pieces.append(.column(columns.count))
    columns.append(column)
  }
}
