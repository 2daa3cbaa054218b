internal import LogFormats

extension FormatDefinition {
  /// The same format, but for values in braces that stand in some lines only, as HAProxy's captured
  /// headers: `{example.org|-|curl/8.5.0} `; `nil` where there are none.
  var withOptionalBraces: FormatDefinition? {
    guard case .line(let pieces) = shape, let (open, close) = FormatDefinition.braces(in: pieces),
      case .literal(let before) = pieces[open], case .literal(let behind) = pieces[close]
    else { return nil }
    var changed = Array(pieces[..<open])
    if before.count > 1 { changed.append(.literal(Array(before.dropLast()))) }
    for piece in pieces[(open + 1)..<close] {
      guard case .field(var field) = piece, changed.count <= open + 1 else {
        changed.append(piece)
        continue
      }
      field.optionalPrefix = UInt8(ascii: "{")
      field.optionalFields = (close - open) / 2
      changed.append(.field(field))
    }
    changed.append(.literal(Array("} ".utf8)))
    if behind.count > 2 { changed.append(.literal(Array(behind.dropFirst(2)))) }
    var definition = self
    definition.shape = .line(changed + pieces[(close + 1)...])
    return definition
  }

  /// The literals that end with an opening brace and begin with the closing one, with values and bars
  /// between them.
  private static func braces(in pieces: [FormatPiece]) -> (Int, Int)? {
    guard
      let open = pieces.firstIndex(where: { piece in
        if case .literal(let bytes) = piece { bytes.last == UInt8(ascii: "{") } else { false }
      })
    else { return nil }
    for index in pieces.indices.dropFirst(open + 1) {
      switch (pieces[index], (index - open) % 2) {
      case (.field, 1): continue
      case (.literal(let bytes), 0):
        if bytes.starts(with: "} ".utf8) { return (open, index) }
        guard bytes == [UInt8(ascii: "|")] else { return nil }
      default: return nil
      }
    }
    return nil
  }
}
