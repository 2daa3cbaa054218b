// Values without quotes that may hold blanks, and blanks behind them: `$http_user_agent $host`. The
// shortest value counts whose rest of the line fits, so the rest has to tell where it ends.

extension FormatDefinition {
  /// The definition with such values settled by what stands behind them, up to a byte that is no blank.
  ///
  /// A request becomes the three words that it is. A referrer, a host or a target is a word, since no blank
  /// stands in what a browser sends. Two values of any text side by side cannot be told apart: a user agent
  /// among them is not read.
  func withTextsSettled() -> FormatDefinition {
    guard case .line(var pieces) = shape else { return self }
    while let request = pieces.indices.first(where: { isOpenRequest(at: $0, in: pieces) }) {
      guard let field = pieces[request].field else { break }
      pieces.replaceSubrange(request...request, with: FormatDefinition.words(of: field))
    }
    for index in pieces.indices where FormatDefinition.isText(index, in: pieces) {
      settle(index, in: &pieces)
    }
    var settled = self
    settled.shape = .line(pieces)
    return settled
  }

  /// A request as a method, a target and a protocol with blanks between them.
  private static func words(of request: FormatField) -> [FormatPiece] {
    func word(_ meaning: FieldMeaning) -> FormatPiece {
      .field(FormatField(meaning, encoding: request.encoding, name: request.name))
    }
    return [word(.method), .literal(" "), word(.target), .literal(" "), word(.version)]
  }

  /// Whether a request stands beside a text, so that nothing else tells where either ends.
  private func isOpenRequest(at index: Int, in pieces: [FormatPiece]) -> Bool {
    guard pieces[index].field?.meaning == .request, FormatDefinition.isText(index, in: pieces)
    else {
      return false
    }
    return FormatDefinition.texts(behind: index, in: pieces) != []
      || pieces[..<index].indices.contains { before in
        FormatDefinition.isText(before, in: pieces)
          && !FormatDefinition.isUser(pieces[before].field)
          && FormatDefinition.texts(behind: before, in: pieces).contains(index)
      }
  }

  private func settle(_ index: Int, in pieces: inout [FormatPiece]) {
    guard let field = pieces[index].field, !FormatDefinition.isUser(field),
      field.meaning == .userAgent || field.meaning == .ignored
    else { return }
    let others = FormatDefinition.texts(behind: index, in: pieces)
    for other in others {
      guard var next = pieces[other].field else { continue }
      if [.referrer, .host, .target, .query].contains(next.meaning) {
        next.extent = .word
      } else if next.meaning == .userAgent {
        next.meaning = .ignored
      } else {
        continue
      }
      pieces[other] = .field(next)
    }
    let isOpen = others.contains { FormatDefinition.isText($0, in: pieces) }
    guard field.meaning == .userAgent, isOpen else { return }
    var left = field
    left.meaning = .ignored
    pieces[index] = .field(left)
  }

  /// Values of any text behind another with words between them at most: what follows is in quotes, or a
  /// number, a time or an address, or the line ends.
  private static func texts(behind index: Int, in pieces: [FormatPiece]) -> [Int] {
    var texts: [Int] = []
    var at = index + 1
    while at + 1 < pieces.count, case .literal(let bytes) = pieces[at],
      bytes.allSatisfy(isBlank), let field = pieces[at + 1].field
    {
      switch field.meaning {
      case .status, .bytes, .time, .date, .client, .duration, .duration2, .duration3, .end:
        return texts
      default: break
      }
      if isText(at + 1, in: pieces) { texts.append(at + 1) }
      at += 2
    }
    return texts
  }

  /// Whether a value may hold blanks that nothing encloses.
  private static func isText(_ index: Int, in pieces: [FormatPiece]) -> Bool {
    guard let field = pieces[index].field, field.extent == .text, field.optionalPrefix == nil else {
      return false
    }
    guard index > 0, case .literal(let before) = pieces[index - 1], let open = before.last else {
      return true
    }
    return isBlank(open)
  }

  /// Whether it is what the client says its user is called, which is `-` nearly everywhere.
  private static func isUser(_ field: FormatField?) -> Bool {
    guard let field, field.meaning == .ignored else { return false }
    return ["%l", "%u", "$remote_user", "%ui", "%un"].contains(field.name)
  }
}
