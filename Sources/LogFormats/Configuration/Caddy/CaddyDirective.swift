/// A line of a Caddyfile with the block behind it.
struct CaddyDirective {
  var words: [String]
  var block: [CaddyDirective]?
  var place: ConfigurationSources.Place

  static let deepest = 64

  /// The directives of a file. Blocks that go deeper than any server's are left out.
  static func read(
    _ file: String, _ bytes: [UInt8], _ sources: ConfigurationSources
  ) -> [CaddyDirective] {
    let read = CaddyTokens(withVariables(bytes))
    if let line = read.cutLine {
      sources.note(.unterminated, .init(file: file, line: line), "\"")
    }
    var tokens = read.tokens[...]
    var directives: [CaddyDirective] = []
    while !tokens.isEmpty {
      directives += block(&tokens, file, sources, depth: 0)
      // A brace too many.
      if let token = tokens.popFirst() {
        sources.note(.unexpected, .init(file: file, line: token.line), token.text)
      }
    }
    return directives
  }

  /// The directives up to the `}` of the block, which stays.
  private static func block(
    _ tokens: inout ArraySlice<CaddyTokens.Token>, _ file: String,
    _ sources: ConfigurationSources, depth: Int
  ) -> [CaddyDirective] {
    var directives: [CaddyDirective] = []
    while let first = tokens.first, first.isQuoted || first.text != "}" {
      let place = ConfigurationSources.Place(file: file, line: first.line)
      var directive = CaddyDirective(words: [], block: nil, place: place)
      while let token = tokens.first {
        // Addresses go on in the next line behind a comma.
        let goesOn = directive.words.isEmpty || directive.words.last?.hasSuffix(",") == true
        if token.beginsLine, !goesOn { break }
        if !token.isQuoted, token.text == "}" { break }
        tokens.removeFirst()
        guard token.isQuoted || token.text != "{" else {
          directive.block = inside(&tokens, file, sources, token, depth)
          break
        }
        directive.words.append(token.text)
      }
      directives.append(directive)
    }
    return directives
  }

  private static func inside(
    _ tokens: inout ArraySlice<CaddyTokens.Token>, _ file: String,
    _ sources: ConfigurationSources, _ brace: CaddyTokens.Token, _ depth: Int
  ) -> [CaddyDirective] {
    let place = ConfigurationSources.Place(file: file, line: brace.line)
    guard depth < deepest else {
      sources.note(.tooDeep, place, "{")
      tokens = []
      return []
    }
    let block = block(&tokens, file, sources, depth: depth + 1)
    if tokens.popFirst() == nil { sources.note(.unterminated, place, "{") }
    return block
  }

  /// `{$NAME:value}` as the value, for what is set where Caddy runs is unknown; `{$NAME}` stays.
  private static func withVariables(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "{")) {
      result += rest[..<start]
      rest = rest[start...]
      let inside = rest.prefix(512).dropFirst()
      guard inside.first == UInt8(ascii: "$"), let end = inside.firstIndex(of: UInt8(ascii: "}")),
        let colon = inside[..<end].firstIndex(of: UInt8(ascii: ":"))
      else {
        result.append(rest.removeFirst())
        continue
      }
      result += inside[(colon + 1)..<end]
      rest = rest[(end + 1)...]
    }
    return result + rest
  }

  /// The first directive of a name inside.
  func first(_ name: String) -> CaddyDirective? { block?.first { $0.words.first == name } }

  /// As it is written, on one line.
  var text: String {
    let inside = block.map { " { " + $0.map(\.text).joined(separator: " ") + " }" }
    return words.map(Self.quoted).joined(separator: " ") + (inside ?? "")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty && !word.utf8.contains { $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
    if isPlain { return word }
    return word.utf8.contains(UInt8(ascii: "\"")) ? "`\(word)`" : "\"\(word)\""
  }
}
