extension ServerConfiguration.Kind {
  /// Whose configuration a text is, by the words its lines begin with: the most, if there are any.
  static func byText(_ bytes: [UInt8]) -> Self? {
    // Only Caddy's configuration may be JSON, perhaps all on one line.
    let start = bytes.lazy.filter { !ASCIIBlank.contains($0) && $0 != UInt8(ascii: "\n") }.prefix(2)
    if Array(start) == Array("{\"".utf8) { return .caddy }
    var counts: [Self: Int] = [:]
    // What a server's file begins with tells, however long it goes on.
    for line in bytes.prefix(1 << 16).split(separator: UInt8(ascii: "\n")).prefix(2_000) {
      let text = String(decoding: line.prefix(400), as: UTF8.self)
      let words = text.split { $0.isWhitespace }
      guard let first = words.first, first.utf8.first != UInt8(ascii: "#") else { continue }
      if let kind = byLine(first, words, text) { counts[kind, default: 0] += 1 }
    }
    return allCases.max { counts[$0, default: 0] < counts[$1, default: 0] }
      .flatMap { counts[$0] == nil ? nil : $0 }
  }

  private static func byLine(_ first: Substring, _ words: [Substring], _ text: String) -> Self? {
    if first.utf8.first == UInt8(ascii: "<") {
      if text.contains("AccessLogValve") || first.hasPrefix("<Server") || first == "<Engine" {
        return .tomcat
      }
      return ["<virtualhost", "<ifmodule", "<ifdefine", "<directory", "<location", "<macro"]
        .contains { first.lowercased().hasPrefix($0) } ? .apache : nil
    }
    if text.contains("varnishncsa") { return .varnish }
    if first.hasPrefix("accesslog.") || first.hasPrefix("$HTTP[") || first.hasPrefix("server.") {
      return .lighttpd
    }
    switch first.lowercased() {
    case "customlog",
      "logformat" where first.utf8.first == UInt8(ascii: "L"), "transferlog",
      "globallog", "serverroot", "servername", "serveralias", "includeoptional", "loadmodule",
      "documentroot":
      return .apache
    case "server", "http", "location", "log_format", "upstream", "server_name":
      // Sections of HAProxy have a `server`, too, with two words behind it.
      return text.utf8.contains(UInt8(ascii: "{")) || text.utf8.contains(UInt8(ascii: ";"))
        ? .nginx : nil
    case "access_log": return text.utf8.contains(UInt8(ascii: ";")) ? .nginx : .squid
    case "frontend", "backend", "listen", "defaults", "global", "log-format":
      return text.utf8.contains(UInt8(ascii: ";")) || text.utf8.contains(UInt8(ascii: "{"))
        ? nil : .haproxy
    case "logformat", "http_access", "http_port", "cache_dir", "cache_peer": return .squid
    case "log", "reverse_proxy", "file_server", "php_fastcgi", "encode", "import", "root":
      return text.utf8.contains(UInt8(ascii: ";")) ? nil : .caddy
    default:
      return words.last == "{" && words.count <= 4 && first.utf8.contains(UInt8(ascii: "."))
        ? .caddy : nil
    }
  }
}
