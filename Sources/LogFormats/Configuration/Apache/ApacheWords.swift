/// The words of a directive (`ap_getword_conf`): quotes of either kind keep blanks in, and `\`
/// keeps a quote or itself from acting.
enum ApacheWords {
  static func split(_ line: Substring, most: Int = .max) -> [String] {
    let bytes = Array(line.utf8)
    var words: [String] = []
    var at = 0
    while words.count < most {
      while at < bytes.count, ASCIIBlank.contains(bytes[at]) { at += 1 }
      guard at < bytes.count else { break }
      var quote: UInt8?
      if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
        quote = bytes[at]
        at += 1
      }
      var word: [UInt8] = []
      while at < bytes.count {
        let byte = bytes[at]
        if byte == quote || (quote == nil && ASCIIBlank.contains(byte)) { break }
        at += 1
        if byte == UInt8(ascii: "\\"), at < bytes.count,
          bytes[at] == UInt8(ascii: "\\") || bytes[at] == quote
        {
          word.append(bytes[at])
          at += 1
        } else {
          word.append(byte)
        }
      }
      // The closing quote.
      if quote != nil { at += 1 }
      words.append(String(decoding: word, as: UTF8.self))
    }
    return words
  }

  /// Whether a quote is open at the end.
  static func isCut(_ line: Substring) -> Bool {
    var quote: UInt8?
    var escaped = false
    var inWord = false
    for byte in line.utf8 {
      if escaped {
        escaped = false
      } else if byte == UInt8(ascii: "\\") {
        escaped = true
        inWord = true
      } else if let open = quote {
        if byte == open { quote = nil }
      } else if ASCIIBlank.contains(byte) {
        inWord = false
      } else {
        if !inWord, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        inWord = quote == nil
      }
    }
    return quote != nil
  }
}
