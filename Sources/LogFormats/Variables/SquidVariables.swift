// The codes of Squid's `logformat`: squid.conf, "logformat"
// (https://www.squid-cache.org/Doc/config/logformat/).

enum SquidVariables {
  /// The codes by their length, the longest first, as Squid looks for them.
  private static let codes: [[String]] = {
    let all =
      [
        "%", "sn", "err_code", "err_detail", "note", "master_xaction", "busy_time", "credentials",
        ">a", ">A", ">p", ">eui", ">la", ">lp", ">qos", ">nfmark", ">handshake", "la", "lp",
        "transport::>connection_id", "<a", "<A", "<p", "<la", "<lp", "<qos", "<nfmark", "oa", "ts",
        "tu", "tl", "tg", "tr", "tS", "dt", "et", "ea", "un", "ul", "ue", "ui", "us", "rm", ">rm",
        "<rm", "ru", ">ru", "<ru", ">rs", "<rs", ">rd", "<rd", ">rP", "<rP", "rp", ">rp", "<rp",
        "rv", ">rv", "<rv", "rG", ">v", ">h", ">ha", "<h", "<Hs", ">Hs", "Hs", "mt", "st", ">st",
        "<st", ">sh", "<sh", "<sH", "<sS", "<bs", "request_attempts", "<pt", "<tt", "Ss", "Sh",
        "SRC", "SRCPORT", "METHOD", "URI", "PATH", "DST", "PORT", "PROTO", "LOGIN", "IDENT",
        "EXT_USER", "EXT_LOG", "EXT_TAG", "TAG", "MYADDR", "MYPORT", "ACL", "DATA",
      ] as [String]
    return Dictionary(grouping: all) { $0.utf8.count }.sorted { $0.key > $1.key }.map(\.value)
  }()

  /// The code that stands at an index, as `>Hs`, and `ssl::>sni` with its namespace; `nil` where
  /// none does.
  static func code(in text: FormatText, at index: Int) -> String? {
    var start = index
    for space in ["ssl::", "tls::", "icap::", "adapt::", "proxy_protocol::"]
    where text.bytes[index...].starts(with: space.utf8) {
      var end = index + space.utf8.count
      if let first = text.byte(at: end), first == UInt8(ascii: "<") || first == UInt8(ascii: ">") {
        end += 1
      }
      let name = end
      while let byte = text.byte(at: end), isLetter(byte) || byte == UInt8(ascii: "_") { end += 1 }
      return end > name ? text.string(index..<end) : nil
    }
    if text.hasPrefix("http::", at: index) { start += 6 }
    for codes in codes {
      for code in codes where text.bytes[start...].starts(with: code.utf8) {
        return text.string(index..<start) + code
      }
    }
    return nil
  }

  /// What a code's value means.
  ///
  /// - Parameters:
  ///   - code: Without its modifiers, as `>Hs`.
  ///   - argument: What stands in braces, as a header's name.
  ///   - name: As the format string has it.
  static func field(
    _ code: String, argument: String?, encoding: FieldEncoding, written name: String
  ) -> FormatField {
    switch code.hasPrefix("http::") ? String(code.dropFirst(6)) : code {
    case ">a", "SRC":
      FormatField(.client, name: name, mayBeClient: true)
    case ">A":
      // Its name where DNS has one; else its address.
      FormatField(.client, name: name, rank: 1, mayBeClient: true)
    case ">h", ">ha":
      HeaderVariables.field(
        header: argument.map { String($0.prefix { $0 != ":" }) } ?? "", written: name,
        encoding: encoding)
    case "ts":
      FormatField(.time, .epoch(.seconds), name: name)
    case "tS":
      FormatField(.time, .epoch(.seconds), name: name, rank: 1)
    case "tl":
      FormatField(.time, notation(argument), name: name, rank: 2)
    case "tg":
      FormatField(.time, notation(argument), name: name, rank: 2)
    case "tr":
      FormatField(.duration, .duration(.milliseconds), name: name)
    case "<tt":
      FormatField(.duration, .duration(.milliseconds), name: name, rank: 1)
    case "rm", ">rm", "METHOD":
      FormatField(.method, name: name)
    case ">ru", "URI":
      FormatField(.target, encoding: encoding, name: name)
    case "ru":
      FormatField(.target, encoding: encoding, name: name, rank: 1)
    case ">rp", "rp", "PATH":
      FormatField(.target, encoding: encoding, name: name, rank: 2)
    case ">rd", "DST":
      FormatField(.host, name: name, rank: 1)
    case "ssl::>sni", "tls::>sni":
      FormatField(.host, name: name, rank: 3)
    case "rv", ">rv", ">v":
      FormatField(.version, name: name)
    case ">Hs", "Hs":
      FormatField(.status, name: name)
    case "<Hs":
      FormatField(.status, name: name, rank: 1)
    case "<st":
      FormatField(.bytes, name: name)
    case "<bs":
      FormatField(.bytes, name: name, rank: 1)
    case "<h", "note", "ea", "et", "err_detail", "EXT_LOG", "EXT_TAG", "TAG", "DATA":
      FormatField(.ignored, encoding: encoding, extent: .text, name: name)
    default:
      FormatField(.ignored, encoding: encoding, name: name)
    }
  }

  /// The codes that Squid percent-encodes where a format names no encoding ("pass-through URL
  /// encoding"): headers, and the URL that a client asked for.
  static let encodedByDefault: Set<String> = [">h", ">ha", "<h"]

  private static func notation(_ pattern: String?) -> FieldNotation {
    pattern.map(StrftimePattern.notation) ?? .commonLog
  }
}
