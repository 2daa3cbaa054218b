/// nginx's `log_format` (https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format).
public enum NginxFormat {
  /// The format that a string says: bare, or as it stands in `nginx.conf`, in several parts with
  /// quotes around each and `escape=…` before them.
  ///
  ///     $remote_addr - $remote_user [$time_local] "$request" $status
  ///     escape=json '{"time":"$time_iso8601","status":$status}'
  ///     log_format main '$remote_addr [$time_local] '
  ///                     '"$request" $status';
  ///
  /// Variables that mean nothing to us are skipped, whatever they are.
  ///
  /// - Complexity: O(*n*) in the string.
  /// - Throws: Where a `$` begins no variable, or two values stand side by side. Offsets are those
  ///   of the string as given.
  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    try definition(of: string, escape: nil)
  }

  /// - Parameter escape: What `escape=` says, where it stands apart from the string.
  static func definition(
    of string: String, escape: String?
  ) throws(FormatProblem) -> FormatDefinition {
    let (text, stated) = try FormatText(string).withoutNginxQuotes()
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
    if let definition = try object(text, encoding: encoding) { return try definition.checked() }
    return try FormatDefinition(
      name: "nginx", shape: .line(try pieces(of: text, encoding: encoding).pieces)
    ).checked()
  }

  /// The format of a template that is a JSON object; `nil` where it is none, or not always.
  private static func object(
    _ text: FormatText, encoding: FieldEncoding
  ) throws(FormatProblem) -> FormatDefinition? {
    guard let template = try? ObjectTemplate(text, directiveEnd: end), template.isWhole,
      template.bareValues.allSatisfy(isJSON)
    else { return nil }
    var namesHost = false
    let keys = try template.keys { (part: FormatText) throws(FormatProblem) in
      try value(part, encoding: encoding, namesHost: &namesHost)
    }
    return FormatDefinition(
      name: "nginx", shape: .json(keys.filter { $0.field.name.utf8.contains(UInt8(ascii: "$")) }),
      targetNamesHost: namesHost)
  }

  /// Whether what a value without quotes is in a log is JSON in each line. Where there is nothing to
  /// say, nginx writes `-` or nothing, and for several servers asked, `0.1, 0.2`: then no line with
  /// it is an object.
  private static func isJSON(_ value: FormatText) -> Bool {
    guard value.byte(at: 0) == UInt8(ascii: "$") else { return true }
    let name = value.string(0..<value.bytes.count).filter { !"${}".contains($0) }
    return NginxVariables.numbers.contains(name)
  }

  private static func pieces(
    of text: FormatText, encoding: FieldEncoding
  ) throws(FormatProblem) -> PieceList {
    var list = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard text.bytes[index] == UInt8(ascii: "$") else {
        list.add(text.bytes[index])
        index += 1
        continue
      }
      guard let end = end(of: text, index) else {
        let isBraced = text.byte(at: index + 1) == UInt8(ascii: "{")
        throw text.problem(
          isBraced ? .unterminated : .unknownDirective, index..<(index + (isBraced ? 2 : 1)))
      }
      let range = index..<end
      let name = text.string(range).filter { !"${}".contains($0) }
      let field = NginxVariables.field(name, encoding: encoding)
      if !merge(field, into: &list) { try list.add(field, text.problem(.nothingBetween, range)) }
      index = end
    }
    return list
  }

  /// Whether a value is one with the value before it: where that ends is not known else.
  private static func merge(_ field: FormatField, into list: inout PieceList) -> Bool {
    switch field.name {
    // `$host:$server_port`.
    case let name where name.hasSuffix("_port"):
      list.merge([UInt8(ascii: ":")]) { before in
        let isAddress =
          before.meaning == .host || before.meaning == .client || before.name.hasSuffix("_addr")
        return isAddress ? before.withPort(field) : nil
      }
    // `$uri$is_args$args`, where `$is_args` is `?` or nothing.
    case "$is_args":
      list.merge([]) { before in
        guard before.meaning == .target else { return nil }
        return before.joined("", field)
      }
    case "$args", "$query_string":
      list.merge([]) { before in
        guard before.meaning == .target, before.name.hasSuffix("$is_args") else { return nil }
        return before.withQuery("", field)
      }
        || list.merge([UInt8(ascii: "?")]) { before in
          before.meaning == .target ? before.withQuery("?", field) : nil
        }
    default: false
    }
  }

  /// What a value of an object means.
  private static func value(
    _ text: FormatText, encoding: FieldEncoding, namesHost: inout Bool
  ) throws(FormatProblem) -> FormatField {
    let name = text.string(0..<text.bytes.count)
    var list: PieceList
    do throws(FormatProblem) {
      list = try pieces(of: text, encoding: encoding)
    } catch {
      guard error.code == .nothingBetween else { throw error }
      // Two variables side by side in one value: only an address of a page is known to be made so.
      let meaning: FieldMeaning = isAddress(name) ? .target : .ignored
      return FormatField(meaning, encoding: encoding, extent: .text, name: name)
    }
    if list.joinURLs() { namesHost = true }
    return list.asOneField(named: name)
  }

  /// Whether a value is a whole URL of another server's, put together of its parts.
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
