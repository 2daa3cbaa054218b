// How a `log_format` stands in nginx.conf (ngx_conf_read_token in src/core/ngx_conf_file.c): words and
// strings with blanks between them, up to a semicolon, comments left out.

extension FormatText {
  /// The format alone, and what `escape=` says before it, if it stands there.
  ///
  /// The text is a whole directive, what stands behind its name, or the format as it is.
  func withoutNginxQuotes() -> (FormatText, escape: String?) {
    var (text, isDirective) = behindLogFormat() ?? (withoutComments(), false)
    let escape = text.takeEscape()
    if isDirective, text.bytes.first != UInt8(ascii: "'"), text.bytes.first != UInt8(ascii: "\"") {
      // Behind `log_format` stands a name, unless somebody left it out.
      let word = text.bytes.prefix { !isBlank($0) }
      if !word.isEmpty, word.allSatisfy({ isLetter($0) || isDigit($0) || "_-.".utf8.contains($0) })
      {
        text = FormatText(word.count..<text.bytes.count, of: text).withoutComments()
        let escape = text.takeEscape() ?? escape
        return (
          text.isInParts ? text.joinedParts() : text.withoutSemicolon().unquotedOnce(), escape
        )
      }
    }
    if text.areParts { return (text.joinedParts(), escape) }
    return ((isDirective ? text.withoutSemicolon() : text).unquotedOnce(), escape)
  }

  private func withoutSemicolon() -> FormatText {
    let text = trimmed()
    guard text.bytes.last == UInt8(ascii: ";") else { return self }
    return FormatText(0..<(text.bytes.count - 1), of: text)
  }

  /// What stands behind the first `log_format` that begins a line.
  private func behindLogFormat() -> (FormatText, Bool)? {
    var start = 0
    while start < bytes.count {
      var word = start
      while let byte = byte(at: word), isBlank(byte), byte != 0x0a { word += 1 }
      let end = word + "log_format".utf8.count
      if hasPrefix("log_format", at: word), let byte = byte(at: end), isBlank(byte) {
        return (FormatText(end..<bytes.count, of: self).withoutComments(), true)
      }
      guard let line = firstIndex(of: 0x0a, from: start) else { return nil }
      start = line + 1
    }
    return nil
  }

  /// Without the blanks at the beginning, and lines of comments there.
  private func withoutComments() -> FormatText {
    var start = 0
    while start < bytes.count {
      if isBlank(bytes[start]) {
        start += 1
      } else if bytes[start] == UInt8(ascii: "#"), let line = firstIndex(of: 0x0a, from: start) {
        start = line + 1
      } else {
        break
      }
    }
    return FormatText(start..<bytes.count, of: self)
  }

  /// Takes `escape=…` off the beginning.
  private mutating func takeEscape() -> String? {
    guard hasPrefix("escape=", at: 0) else { return nil }
    let end = bytes.firstIndex(where: isBlank) ?? bytes.count
    let mode = string(7..<end)
    self = FormatText(end..<bytes.count, of: self).withoutComments()
    return mode
  }

  /// Whether the text is parts of a directive, and not a format whose values stand in quotes.
  ///
  /// Single quotes are a configuration's. `"$status" "$host"` is a format; double quotes with
  /// escaped ones in them, around all of it, or one pair a line are a configuration's, too.
  private var areParts: Bool {
    guard isInParts else { return false }
    if bytes.first == UInt8(ascii: "'") { return true }
    return closesAtEnd(UInt8(ascii: "\"")) || contains(#"\""#) || areOnLines
  }

  private func contains(_ text: String) -> Bool {
    bytes.indices.contains { hasPrefix(text, at: $0) }
  }

  /// Whether each string in double quotes stands on a line of its own.
  private var areOnLines: Bool {
    bytes.split(separator: 0x0a).filter { !$0.allSatisfy(isBlank) }.allSatisfy { line in
      line.count { $0 == UInt8(ascii: "\"") } == 2
    } && bytes.contains(0x0a)
  }

  /// The format as somebody copied it: escapes of a configuration's string are what they stand for,
  /// and where a line was broken, there is a space.
  private func unquotedOnce() -> FormatText {
    var kept: [(index: Int, byte: UInt8)] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0a || byte == 0x0d {
        while let last = kept.last, isBlank(last.byte) { kept.removeLast() }
        let start = index
        while let next = self.byte(at: index), isBlank(next) { index += 1 }
        if index < bytes.count { kept.append((start, 0x20)) }
      } else if byte == UInt8(ascii: "\\"), let escaped = self.byte(at: index + 1).flatMap(escaped)
      {
        kept.append((index, escaped))
        index += 2
      } else {
        kept.append((index, byte))
        index += 1
      }
    }
    return FormatText(kept.map(\.byte), at: kept.map(\.index), of: self)
  }

  /// What stands for itself or for a blank behind a backslash.
  private func escaped(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"), UInt8(ascii: "r"): 0x20
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): byte
    default: nil
    }
  }

  /// Whether the text is strings in quotes with blanks and comments between them, and nothing else.
  private var isInParts: Bool {
    var quote: UInt8?
    var index = 0
    var hasBlank = true
    guard bytes.first == UInt8(ascii: "\"") || bytes.first == UInt8(ascii: "'") else {
      return false
    }
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == open {
          quote = nil
          hasBlank = false
        }
      } else if byte == UInt8(ascii: ";") {
        return true
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        guard hasBlank else { return false }
        quote = byte
      } else if isBlank(byte) {
        hasBlank = true
      } else if byte == UInt8(ascii: "#"), hasBlank {
        index = firstIndex(of: 0x0a, from: index) ?? bytes.count
      } else {
        return false
      }
      index += 1
    }
    return quote == nil
  }

  /// The strings joined, without quotes, escapes and comments between them.
  private func joinedParts() -> FormatText {
    var kept: [(index: Int, byte: UInt8)] = []
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\"), let escaped = self.byte(at: index + 1).flatMap(escaped) {
          kept.append((index, escaped))
          index += 1
        } else if byte == open {
          quote = nil
        } else {
          kept.append((index, byte))
        }
      } else if byte == UInt8(ascii: "#") {
        index = firstIndex(of: 0x0a, from: index) ?? bytes.count
      } else if byte == UInt8(ascii: ";") {
        break
      } else if !isBlank(byte) {
        quote = byte
      }
      index += 1
    }
    return FormatText(kept.map(\.byte), at: kept.map(\.index), of: self)
  }
}
