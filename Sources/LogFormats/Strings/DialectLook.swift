/// Which server's string a format is, by the directives in it.
enum DialectLook {
  /// The dialect; `nil` where the text has no directive at all.
  static func dialect(of text: String) -> FormatString.Dialect? {
    if text.contains("$context.") { return .apiGateway }
    if GunicornFormat.isOne(text) { return .gunicorn }
    if UWSGIFormat.isOne(text) { return .uwsgi }
    if CherokeeFormat.isOne(text) { return .cherokee }
    if CaddyTransform.isOne(text) { return .caddy }
    if MorganFormat.isOne(text) { return .morgan }
    let directives = directives(of: Array(text.utf8))
    if directives.contains(where: { $0.hasPrefix("%") && isEnvoy($0) }) { return .envoy }
    if directives.contains(where: { $0.hasPrefix("$") }) { return .nginx }
    guard !directives.isEmpty else {
      let start = text.drop(while: \.isWhitespace).prefix(8).lowercased()
      return start == "#fields:" ? .w3c : nil
    }
    let haproxy = directives.count(where: isHAProxy)
    let squid = directives.count(where: isSquid)
    if haproxy > squid { return .haproxy }
    if squid > 0 { return .squid }
    if directives.contains(where: { $0.hasPrefix("%{Varnish:") || $0.hasPrefix("%{VCL_Log:") }) {
      return .apache(.varnish)
    }
    if directives.contains(where: { $0.hasPrefix("%{") && $0.hasSuffix("}V") }) {
      return .apache(.fastly)
    }
    // Undertow's headers; its %D is in milliseconds.
    if directives.contains(where: { $0.hasPrefix("%{i,") }) { return .apache(.tomcat9) }
    // An attribute of the request or of the session.
    if directives.contains(where: {
      $0.hasPrefix("%{") && ($0.hasSuffix("}r") || $0.hasSuffix("}s"))
    }) {
      return .apache(.tomcat)
    }
    return .apache(.apache)
  }

  /// The directives, each with its modifiers and as many letters as follow.
  private static func directives(of bytes: [UInt8]) -> [String] {
    var directives: [String] = []
    var index = 0
    while index < bytes.count {
      let start = index
      index += 1
      guard index < bytes.count else { break }
      if bytes[start] == UInt8(ascii: "$"),
        isLetter(bytes[index]) || bytes[index] == UInt8(ascii: "{")
      {
        directives.append("$")
        continue
      }
      guard bytes[start] == UInt8(ascii: "%") else { continue }
      if bytes[index] == UInt8(ascii: "%") {
        index += 1
        continue
      }
      let modifiers = Array("\"[#'/-0123456789.<>!,+".utf8)
      while index < bytes.count, modifiers.contains(bytes[index]) { index += 1 }
      if index < bytes.count, bytes[index] == UInt8(ascii: "{") {
        while index < bytes.count, bytes[index] != UInt8(ascii: "}") { index += 1 }
        if index < bytes.count { index += 1 }
        while index < bytes.count,
          bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "<")
        { index += 1 }
      }
      while index < bytes.count, isLetter(bytes[index]) || bytes[index] == UInt8(ascii: "_") {
        index += 1
      }
      if index < bytes.count,
        bytes[index] == UInt8(ascii: "(") || bytes[index] == UInt8(ascii: "%")
          || bytes[index] == UInt8(ascii: ":")
      {
        directives.append(
          String(decoding: bytes[start...index], as: UTF8.self))
      } else {
        directives.append(String(decoding: bytes[start..<index], as: UTF8.self))
      }
    }
    return directives
  }

  /// `%START_TIME%`, `%REQ(`: at least three capitals, then a percent sign or a parenthesis.
  private static func isEnvoy(_ directive: String) -> Bool {
    guard directive.last == "%" || directive.last == "(" else { return false }
    let name = directive.dropFirst().dropLast()
    return name.utf8.count >= 3
      && name.utf8.allSatisfy { (0x41...0x5a).contains($0) || $0 == UInt8(ascii: "_") }
  }

  private static func isHAProxy(_ directive: String) -> Bool {
    if directive.hasPrefix("%{+") || directive.hasPrefix("%{-") { return true }
    // `%[src]`, where Squid has `%[un`.
    if directive.hasPrefix("%[") {
      return !["%[un", "%[ui", "%[ul", "%[ue", "%[rm", "%[ru", "%[mt"].contains(directive)
        && !directive.hasPrefix("%[{") && !directive.contains(">") && !directive.contains("<")
    }
    var name = directive.dropFirst()
    if name.last == ":" { name.removeLast() }
    return haproxyNames.contains(String(name))
  }

  /// Of two and more letters, which Apache does not have, and none that Squid has.
  private static let haproxyNames: Set<String> = [
    "ci", "cp", "ST", "Ta", "Tt", "Tq", "Tw", "Tc", "TR", "Tr", "Ts", "Tl", "HM", "HU", "HP", "HPO",
    "HQ", "HV", "ft", "hr", "hs", "hrl", "hsl", "trg", "trl", "tsc", "si", "sp", "sq", "bq", "CC",
    "CS", "ac", "fc", "bc", "rc", "fi", "fp", "ID", "pid", "sslv", "sslc", "ms",
  ]

  private static func isSquid(_ directive: String) -> Bool {
    let modifiers = "%\"[#'/-0123456789."
    var name = directive.drop { modifiers.contains($0) }
    if name.first == "{" { name = name.drop { $0 != "}" }.dropFirst() }
    if name.last == ":" { name.removeLast() }
    return squidNames.contains(String(name))
      || ["ssl::", "tls::", "icap::", "http::", "adapt::"].contains { directive.contains($0) }
  }

  private static let squidNames: Set<String> = [
    ">a", ">A", ">p", "<a", "<A", "<p", ">h", "<h", ">ha", "tu", "tl", "tg", "un", "ul", "ui", "ue",
    "rm", ">rm", "ru", ">ru", "rp", ">rp", ">rd", ">rs", ">rP", "rv", ">rv", ">Hs", "<Hs", "Hs",
    "mt", "<st", ">st", "Ss", "Sh", "<bs", "<pt", "<tt", "dt", ">la", ">lp",
  ]
}
