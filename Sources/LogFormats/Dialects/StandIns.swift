// Stands in for the compilers of nginx's and Apache's strings until they are merged.

public enum NginxFormat {
  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    let text = try FormatText(string)
    var pieces = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard text.bytes[index] == UInt8(ascii: "$") else {
        pieces.add(text.bytes[index])
        index += 1
        continue
      }
      var end = index + 1
      while let byte = text.byte(at: end), isLetter(byte) || isDigit(byte) || byte == 0x5f {
        end += 1
      }
      let name = text.string(index..<end)
      let plain = name.hasPrefix("$upstream") ? "" : String(name.dropFirst())
      var field = KeyNames.field(named: plain) ?? FormatField(.ignored, name: name)
      field.name = name
      if text.byte(at: 0) != UInt8(ascii: "{") {
        try pieces.add(field, text.problem(.nothingBetween, index..<end))
      } else {
        pieces = PieceList()
        try pieces.add(
          FormatField(.request, name: name), text.problem(.nothingBetween, index..<end))
        pieces.add(0x20)
        try pieces.add(FormatField(.time, name: name), text.problem(.nothingBetween, index..<end))
        pieces.add(0x20)
      }
      index = end
    }
    return try FormatDefinition(name: "nginx", shape: .line(pieces.pieces)).checked()
  }
}

public enum ApacheFormat {
  public enum Dialect: String, CaseIterable, Sendable {
    case apache, tomcat, tomcat9, jetty, lighttpd, varnish, fastly, litespeed, icecast
  }

  public static func definition(
    of string: String, dialect: Dialect
  ) throws(FormatProblem) -> FormatDefinition {
    let text = try FormatText(string)
    var pieces = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard text.bytes[index] == UInt8(ascii: "%") else {
        pieces.add(text.bytes[index])
        index += 1
        continue
      }
      var end = index + 1
      if text.byte(at: end) == UInt8(ascii: ">") { end += 1 }
      if text.byte(at: end) == UInt8(ascii: "{"), let close = text.firstIndex(of: 0x7d, from: end) {
        end = close + 1
      }
      end = min(end + 1, text.bytes.count)
      let name = text.string(index..<end)
      let meanings: [String: FieldMeaning] = [
        "%h": .client, "%a": .client, "%t": .time, "%r": .request, "%s": .status, "%>s": .status,
        "%b": .bytes, "%O": .bytes, "%v": .host, "%V": .host, "%{Referer}i": .referrer,
        "%D": .duration, "%T": .duration, "%{User-Agent}i": .userAgent,
        "%{User-agent}i": .userAgent,
        "%U": .target, "%m": .method,
      ]
      if name == "%U" { pieces.add(0x20) }
      try pieces.add(
        FormatField(name.hasSuffix("}t") ? .time : meanings[name] ?? .ignored, name: name),
        text.problem(.nothingBetween, index..<end))
      index = end
    }
    return try FormatDefinition(name: dialect.rawValue, shape: .line(pieces.pieces)).checked()
  }
}
