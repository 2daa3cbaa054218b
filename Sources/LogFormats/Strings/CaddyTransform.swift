/// Templates of Caddy's plugin transform-encoder, whose keys stand in braces with `>` between them.
///
///     {common_log}
///     {request>client_ip} - {user_id} [{ts}] "{request>method} {request>uri} {request>proto}" {status}
///
/// Source: https://github.com/caddyserver/transform-encoder. What the keys mean is what they mean in Caddy's
/// own objects (https://caddyserver.com/docs/caddyfile/directives/log).
public enum CaddyTransform {
  /// What `{common_log}` stands for.
  private static let common =
    #"{request>client_ip} - {user_id} [{ts}] "{request>method} {request>uri} {request>proto}" "#
    + "{status} {size}"

  /// Whether a text has a key that Caddy's objects have.
  static func isOne(_ text: String) -> Bool {
    text.contains("{common_log}") || text.contains("{request>")
  }

  /// - Throws: Offsets are those of the string, but for what stands behind `{common_log}`.
  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    // Its time is written as Apache writes it, whatever `time_format` says of others.
    let isCommon = string.contains("{common_log}")
    let text = try FormatText(string.replacing("{common_log}", with: common))
    var pieces = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard let end = placeholderEnd(text, index) else {
        pieces.add(text.bytes[index])
        index += 1
        continue
      }
      let range = index..<end
      var field = field(text.string((index + 1)..<(end - 1)))
      if isCommon, field.meaning == .time { field.notation = .commonLog }
      try pieces.add(field, text.problem(.nothingBetween, range))
      index = end
    }
    return try FormatDefinition(name: "caddy", shape: .line(pieces.pieces)).checked()
  }

  private static func placeholderEnd(_ text: FormatText, _ start: Int) -> Int? {
    guard text.bytes[start] == UInt8(ascii: "{"),
      let close = text.firstIndex(of: UInt8(ascii: "}"), from: start)
    else { return nil }
    // Of two with `:` between them, the second is for where there is no first.
    return close > start + 1 ? close + 1 : nil
  }

  /// What a key means: `request>headers>User-Agent>[0]`.
  private static func field(_ placeholder: String) -> FormatField {
    let path = placeholder.split(separator: ":").first.map(String.init) ?? placeholder
    let keys = path.split(separator: ">").map(String.init).filter { !$0.hasPrefix("[") }
    guard case .json(let known) = ObjectFormats.caddy.shape,
      let key = known.first(where: { $0.path == keys })
    else { return FormatField(.ignored, extent: .text, name: placeholder) }
    var field = key.field
    field.name = placeholder
    field.encoding = .none
    let texts: Set<FieldMeaning> = [.target, .referrer, .userAgent, .host]
    field.extent = texts.contains(field.meaning) ? .text : .word
    return field
  }
}
