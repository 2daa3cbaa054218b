// How formats of Apache's kind stand in configurations: httpd.conf, lighttpd.conf, Tomcat's server.xml.

extension FormatText {
  /// The format alone, with the escapes of its string undone.
  func withoutApacheQuotes() -> FormatText {
    var text = behindKeyword() ?? self
    for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] {
      let trimmed = text.trimmed()
      if trimmed.bytes.first == quote, trimmed.bytes.count > 1, trimmed.closesAtEnd(quote) {
        text = FormatText(1..<(trimmed.bytes.count - 1), of: trimmed)
        break
      }
    }
    return text.withoutEntities().withoutApacheEscapes()
  }

  /// The string of the first line that begins with a directive of a configuration; `nil` where none
  /// does.
  private func behindKeyword() -> FormatText? {
    var start = 0
    while start < bytes.count {
      while let byte = byte(at: start), isBlank(byte) { start += 1 }
      for (keyword, skipped) in [
        ("logformat", 0), ("customlog", 1), ("globallog", 1), ("accesslog.format", 0),
      ] where hasKeyword(keyword, at: start) {
        var rest = FormatText((start + keyword.utf8.count)..<bytes.count, of: self).withoutMark()
        for _ in 0..<skipped { _ = rest.takeWord() }
        return rest.string()
      }
      if hasPrefix("<Valve", at: start), let pattern = attribute("pattern=", from: start) {
        return pattern
      }
      guard let line = firstIndex(of: 0x0a, from: start) else { return nil }
      start = line + 1
    }
    return nil
  }

  /// Whether a keyword stands here, in whatever case, and a blank or a sign behind it.
  private func hasKeyword(_ keyword: String, at index: Int) -> Bool {
    let end = index + keyword.utf8.count
    guard let behind = byte(at: end), isBlank(behind) || "=+".utf8.contains(behind) else {
      return false
    }
    return bytes[index..<end].elementsEqual(keyword.utf8) { written, wanted in
      (isLetter(written) ? written | 0x20 : written) == wanted
    }
  }

  /// Without blanks and the `=` or `+=` of lighttpd's configuration.
  private func withoutMark() -> FormatText {
    let start = bytes.firstIndex { !isBlank($0) && !"=+".utf8.contains($0) } ?? bytes.count
    return FormatText(start..<bytes.count, of: self)
  }

  /// Takes a word or a string in quotes off the beginning.
  private mutating func takeWord() -> FormatText {
    var end = 0
    var start = 0
    if let quote = bytes.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      start = 1
      end = 1
      while let byte = byte(at: end), byte != quote {
        end += byte == UInt8(ascii: "\\") ? 2 : 1
      }
    } else {
      end = bytes.firstIndex(where: isBlank) ?? bytes.count
    }
    end = min(end, bytes.count)
    let word = FormatText(min(start, end)..<end, of: self)
    let rest = FormatText(min(end + start, bytes.count)..<bytes.count, of: self)
    self = rest.withoutMark()
    return word
  }

  /// The string in quotes at the beginning; what stands behind it is a name. Without quotes, all of
  /// the line is the format, except a name behind a single word.
  private func string() -> FormatText {
    var rest = self
    let word = rest.takeWord()
    let isQuoted = bytes.first == UInt8(ascii: "\"") || bytes.first == UInt8(ascii: "'")
    let behind = rest.bytes.prefix { $0 != 0x0a }
    // Quotes that enclose one value of several are the format's own.
    if isQuoted, !behind.contains(UInt8(ascii: "%")) || word.contains(UInt8(ascii: "\\")) {
      return word
    }
    let isName = !behind.contains(UInt8(ascii: "%")) && !behind.contains(where: isBlank)
    if !isQuoted, isName { return word }
    let end = bytes.firstIndex(of: 0x0a) ?? bytes.count
    return FormatText(0..<end, of: self)
  }

  private func contains(_ byte: UInt8) -> Bool { bytes.contains(byte) }

  /// The value of an XML attribute.
  private func attribute(_ name: String, from start: Int) -> FormatText? {
    guard let found = (start..<bytes.count).first(where: { hasPrefix(name, at: $0) }) else {
      return nil
    }
    let open = found + name.utf8.count
    guard let quote = byte(at: open), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let close = firstIndex(of: quote, from: open + 1)
    else { return nil }
    return FormatText((open + 1)..<close, of: self)
  }

  /// With XML's entities undone (https://www.w3.org/TR/xml/#sec-predefined-ent).
  private func withoutEntities() -> FormatText {
    let entities: [(String, Character)] = [
      ("&quot;", "\""), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&apos;", "'"),
    ]
    guard bytes.contains(UInt8(ascii: "&")) else { return self }
    var kept: [(index: Int, byte: UInt8)] = []
    var index = 0
    while index < bytes.count {
      if let (name, character) = entities.first(where: { hasPrefix($0.0, at: index) }) {
        kept += character.utf8.map { (index, $0) }
        index += name.utf8.count
      } else {
        kept.append((index, bytes[index]))
        index += 1
      }
    }
    return FormatText(kept.map(\.byte), at: kept.map(\.index), of: self)
  }

  /// With the escapes of Apache's strings undone: `\\t`, `\\n`, `\\"`, `\\\\` (mod_log_config,
  /// parse_log_misc_string), and lines that go on behind a backslash joined.
  private func withoutApacheEscapes() -> FormatText {
    var kept: [(index: Int, byte: UInt8)] = []
    var index = 0
    while index < bytes.count {
      var byte = bytes[index]
      let start = index
      if byte == UInt8(ascii: "\\"), let next = self.byte(at: index + 1) {
        index += 1
        switch next {
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "n"), UInt8(ascii: "r"): byte = 0x0a
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"): byte = next
        case 0x0a:
          index += 1
          continue
        default: index -= 1
        }
      }
      kept.append((start, byte))
      index += 1
    }
    // The end of a line is none of its format.
    while let last = kept.last?.byte, last == 0x0a || last == 0x0d { kept.removeLast() }
    return FormatText(kept.map(\.byte), at: kept.map(\.index), of: self)
  }
}
