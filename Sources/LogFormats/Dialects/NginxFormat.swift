/// nginx's `log_format` (https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format).
public enum NginxFormat {
  /// The format that a string says: bare, or as it stands in `nginx.conf`, in several parts with
  /// quotes around each and `escape=…` before them.
  ///
  ///     $remote_addr - $remote_user [$time_local] "$request" $status
  ///     escape=json '{"time":"$time_iso8601","status":$status}'
  ///
  /// Variables that mean nothing to us are skipped, whatever they are.
  ///
  /// - Complexity: O(*n*) in the string.
  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    try definition(of: string, escape: nil)
  }

  /// - Parameter escape: What `escape=` says, where it stands apart from the string.
  static func definition(
    of string: String, escape: String?
  ) throws(FormatProblem) -> FormatDefinition {
    let (text, stated) = try unquoted(try FormatText(string))
    return try definition(joined: text, escape: stated ?? escape)
  }

  /// - Parameters:
  ///   - text: The string without its quotes.
  ///   - mode: What `escape=` says; `nil` where nobody knows.
  static func definition(
    joined text: FormatText, escape mode: String?
  ) throws(FormatProblem) -> FormatDefinition {
    let looksLikeObject = text.trimmed().bytes.first == UInt8(ascii: "{")
    let encoding: FieldEncoding =
      switch mode {
      case "json": .json
      case "none": .none
      // Whoever writes objects has to escape them as such.
      default: looksLikeObject && mode == nil ? .json : .backslash
      }
    if let template = try ObjectTemplate(text, directiveEnd: end) {
      let keys = try template.keys { (part: FormatText) throws(FormatProblem) in
        try object(part, encoding: encoding)
      }
      return try FormatDefinition(name: "nginx", shape: .json(keys)).checked()
    }
    return try FormatDefinition(
      name: "nginx", shape: .line(try pieces(of: text, encoding: encoding).pieces)
    ).checked()
  }

  /// The parts of a directive joined, without their quotes, and what `escape=` says.
  private static func unquoted(
    _ text: FormatText
  ) throws(FormatProblem) -> (FormatText, escape: String?) {
    var text = text.trimmed()
    var escape: String?
    if text.hasPrefix("escape=", at: 0) {
      let end = text.bytes.firstIndex(where: isBlank) ?? text.bytes.count
      escape = text.string(7..<end)
      text = FormatText(end..<text.bytes.count, of: text).trimmed()
    }
    // Values in double quotes with blanks between them look like parts, too; only single quotes tell.
    let isInParts = text.bytes.first == UInt8(ascii: "'") && text.isInParts
    return (isInParts ? text.joinedParts() : text, escape)
  }

  private static func pieces(
    of text: FormatText, encoding: FieldEncoding
  ) throws(FormatProblem) -> PieceList {
    var list = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard let end = end(of: text, index) else {
        list.add(text.bytes[index])
        index += 1
        continue
      }
      let range = index..<end
      let name = text.string(range).filter { $0 != "$" && $0 != "{" && $0 != "}" }
      let field = NginxVariables.field(name, encoding: encoding)
      // `$host:$server_port` is one value: what is behind the colon of an address is not known else.
      let isPort = name.hasSuffix("_port")
      let isMerged =
        isPort
        && list.merge([UInt8(ascii: ":")]) { before in
          guard before.meaning == .host || before.meaning == .client else { return nil }
          var joined = before
          joined.name += ":" + field.name
          if before.meaning == .client { joined.notation = .addressWithPort }
          return joined
        }
      if !isMerged { try list.add(field, text.problem(.nothingBetween, range)) }
      index = end
    }
    return list
  }

  /// What a value of an object means.
  private static func object(
    _ text: FormatText, encoding: FieldEncoding
  ) throws(FormatProblem) -> FormatField {
    let name = text.string(0..<text.bytes.count)
    let list: PieceList
    do throws(FormatProblem) {
      list = try pieces(of: text, encoding: encoding)
    } catch {
      // Two variables side by side in one value: only an address of a page is known to be made so.
      return isAddress(name)
        ? FormatField(.target, encoding: encoding, extent: .text, name: name)
        : FormatField(.ignored, encoding: encoding, extent: .text, name: name)
    }
    if isAddress(name) {
      return FormatField(.target, encoding: encoding, extent: .text, name: name)
    }
    return list.asOneField(named: name)
  }

  /// Whether a value is a whole URL, put together of its parts.
  private static func isAddress(_ text: String) -> Bool {
    ["$request_uri", "$uri", "$uri$is_args$args"].contains { end in
      text.hasSuffix(end) && text.dropLast(end.count).contains("://")
    }
  }

  /// Where a variable ends that begins at an index: `$name` or `${name}`.
  private static func end(of text: FormatText, _ index: Int) -> Int? {
    guard text.byte(at: index) == UInt8(ascii: "$") else { return nil }
    let isBraced = text.byte(at: index + 1) == UInt8(ascii: "{")
    var end = index + (isBraced ? 2 : 1)
    let start = end
    while let byte = text.byte(at: end), isLetter(byte) || isDigit(byte) || byte == 0x5f {
      end += 1
    }
    guard end > start else { return nil }
    guard isBraced else { return end }
    return text.byte(at: end) == UInt8(ascii: "}") ? end + 1 : nil
  }
}

extension FormatText {
  /// Whether the text is strings in quotes with blanks between them, and nothing else.
  var isInParts: Bool {
    guard let first = bytes.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else {
      return false
    }
    var quote: UInt8?
    var index = 0
    var hasBlank = true
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == open {
          quote = nil
          hasBlank = false
        }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        guard hasBlank else { return false }
        quote = byte
      } else if isBlank(byte) {
        hasBlank = true
      } else {
        return false
      }
      index += 1
    }
    // One pair of double quotes around values in double quotes is none of a configuration's.
    return quote == nil
  }

  /// The strings joined, without quotes, escapes and comments between them
  /// (nginx's ngx_conf_read_token).
  func joinedParts() -> FormatText {
    var kept: [(index: Int, byte: UInt8)] = []
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
          let next = bytes[index + 1]
          switch next {
          case UInt8(ascii: "t"): kept.append((index, 0x09))
          case UInt8(ascii: "n"), UInt8(ascii: "r"): kept.append((index, 0x20))
          case open, UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            kept.append((index, next))
          default: kept += [(index, byte), (index + 1, next)]
          }
          index += 2
          continue
        }
        if byte == open { quote = nil } else { kept.append((index, byte)) }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "#") {
        while index < bytes.count, bytes[index] != 0x0a { index += 1 }
      } else if byte == UInt8(ascii: ";") {
        break
      } else if !isBlank(byte) {
        kept.append((index, byte))
      }
      index += 1
    }
    return FormatText(kept.map(\.byte), at: kept.map(\.index), of: self)
  }
}
