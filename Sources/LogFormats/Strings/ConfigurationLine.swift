/// One line of a server's configuration that defines a format, or a server's name and a string.
struct ConfigurationLine {
  private let dialect: FormatString.Dialect
  private let string: String
  /// A format that the line only names, as `CustomLog logs/access_log combined` does.
  private var named: String?

  func definition() throws(FormatProblem) -> FormatDefinition {
    if let named, let preset = FormatCatalogue.preset(named: named) { return preset.definition }
    return try FormatString.definition(of: string, dialect: dialect)
  }

  private init(_ dialect: FormatString.Dialect, _ string: String, named: String? = nil) {
    self.dialect = dialect
    self.string = string
    self.named = named
  }

  /// Reads what stands behind the server's name, if one stands there, and behind its keyword.
  init?(_ text: String) {
    if let line = ConfigurationLine.named(text) {
      self = line
      return
    }
    // Others have the same keyword.
    if UWSGIFormat.isOne(text), let line = ConfigurationLine.assignment(text) {
      self = line
      return
    }
    for keyword in ConfigurationLine.keywords {
      guard let rest = text.dropping(prefix: keyword.word),
        let line = keyword.read(rest)
      else { continue }
      self = line
      return
    }
    guard let line = ConfigurationLine.assignment(text) else { return nil }
    self = line
  }

  /// `NAME = '…'`, `NAME '…' '…';` with a name that is nobody's keyword: all behind it is in quotes,
  /// but for uWSGI's. The look of the string tells whose it is.
  private static func assignment(_ text: String) -> ConfigurationLine? {
    let name = text.prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    var rest = text.dropFirst(name.count)
    guard !name.isEmpty, let next = rest.first, next.isWhitespace || "=:".contains(next) else {
      return nil
    }
    rest = rest.drop(while: \.isWhitespace)
    let hasSign = rest.first == "=" || rest.first == ":"
    if hasSign { rest = rest.dropFirst().drop(while: \.isWhitespace) }
    if rest.first == "'" || rest.first == "\"" {
      guard let line = nginx("name " + rest), let dialect = DialectLook.dialect(of: line.string)
      else { return nil }
      return ConfigurationLine(dialect, line.string)
    }
    return hasSign && UWSGIFormat.isOne(String(rest))
      ? ConfigurationLine(.uwsgi, String(rest)) : nil
  }

  /// A server's name and perhaps the directive's, and the string as it is.
  private static func named(_ text: String) -> ConfigurationLine? {
    for (prefix, dialect) in prefixes {
      guard let rest = text.dropping(prefix: prefix)?.drop(while: \.isWhitespace) else { continue }
      let string = String(rest)
      switch dialect {
      case .nginx:
        guard string.contains("$") else { return nil }
        return nginx(string) ?? ConfigurationLine(.nginx, string)
      case .haproxy:
        // `option httplog: %ci:%cp …` says both.
        if let colon = string.firstIndex(of: ":"), string.hasPrefix("option ") {
          let format = string[string.index(after: colon)...].trimmingBlanks()
          return ConfigurationLine(.haproxy, format.isEmpty ? String(string[..<colon]) : format)
        }
        let words = ["option ", "httplog", "httpslog", "tcplog", "clf"]
        guard string.contains("%") || words.contains(where: { string.hasPrefix($0) }) else {
          return nil
        }
        return ConfigurationLine(.haproxy, string)
      default:
        guard string.contains("%") else { return nil }
        return ConfigurationLine(dialect, unquoted(string))
      }
    }
    return nil
  }

  private static let prefixes: [(String, FormatString.Dialect)] = [
    ("nginx log_format ", .nginx), ("openresty log_format ", .nginx),
    ("tengine log_format ", .nginx),
    ("angie log_format ", .nginx), ("nginx ", .nginx), ("apache logformat ", .apache(.apache)),
    ("apache customlog ", .apache(.apache)), ("httpd logformat ", .apache(.apache)),
    ("apache ", .apache(.apache)), ("tomcat <=9 pattern ", .apache(.tomcat9)),
    ("tomcat <= 9 pattern ", .apache(.tomcat9)), ("tomcat 9 pattern ", .apache(.tomcat9)),
    ("tomcat 8.5 pattern ", .apache(.tomcat9)), ("tomcat 8 pattern ", .apache(.tomcat9)),
    ("tomcat 7 pattern ", .apache(.tomcat9)), ("tomcat9 ", .apache(.tomcat9)),
    ("tomcat >=10.1 pattern ", .apache(.tomcat)), ("tomcat >=10 pattern ", .apache(.tomcat)),
    ("tomcat 10.1 pattern ", .apache(.tomcat)), ("tomcat 10 pattern ", .apache(.tomcat)),
    ("tomcat 11 pattern ", .apache(.tomcat)), ("tomcat pattern ", .apache(.tomcat)),
    ("tomcat ", .apache(.tomcat)), ("jetty customrequestlog ", .apache(.jetty)),
    ("jetty ", .apache(.jetty)), ("lighttpd accesslog.format ", .apache(.lighttpd)),
    ("lighttpd ", .apache(.lighttpd)), ("varnishncsa -f ", .apache(.varnish)),
    ("varnishncsa ", .apache(.varnish)), ("varnish ", .apache(.varnish)),
    ("fastly ", .apache(.fastly)), ("litespeed logformat ", .apache(.litespeed)),
    ("litespeed ", .apache(.litespeed)),
    ("openlitespeed logformat ", .apache(.litespeed)), ("openlitespeed ", .apache(.litespeed)),
    ("icecast ", .apache(.icecast)), ("haproxy log-format ", .haproxy), ("haproxy ", .haproxy),
    ("squid logformat ", .squid), ("squid ", .squid), ("envoy text_format ", .envoy),
    ("envoy json_format ", .envoy), ("envoy ", .envoy), ("istio accesslogformat ", .envoy),
    ("istio ", .envoy), ("contour ", .envoy), ("gunicorn access_log_format ", .gunicorn),
    ("gunicorn ", .gunicorn), ("hypercorn access_log_format ", .gunicorn),
    ("hypercorn ", .gunicorn), ("uwsgi log-format ", .uwsgi), ("uwsgi logformat ", .uwsgi),
    ("uwsgi ", .uwsgi),
  ]

  private struct Keyword {
    let word: String
    let read: @Sendable (String) -> ConfigurationLine?
  }

  private static let keywords: [Keyword] = [
    Keyword(word: "log_format") { ConfigurationLine(.nginx, "log_format" + $0) },
    Keyword(word: "LogFormat") { rest in
      logFormat(rest)
    },
    Keyword(word: "CustomLog") { customLog($0) },
    Keyword(word: "TransferLog") { _ in nil },
    Keyword(word: "accesslog.format") { rest in
      let value = rest.drop { $0.isWhitespace || $0 == "=" || $0 == "+" }
      return ConfigurationLine(.apache(.lighttpd), unquoted(value.trimmingBlanks()))
    },
    Keyword(word: "log-format-sd") { ConfigurationLine(.haproxy, $0) },
    Keyword(word: "log-format") { rest in
      // `log-format-upstream: …` is ingress-nginx's.
      rest.first.map { $0.isWhitespace } == true ? ConfigurationLine(.haproxy, rest) : value(rest)
    },
    Keyword(word: "option ") { ConfigurationLine(.haproxy, $0) },
    Keyword(word: "logformat") { squid($0) },
    Keyword(word: "#Fields") { ConfigurationLine(.w3c, "#Fields" + $0) },
    Keyword(word: "<Valve") { valve($0) },
    Keyword(word: "accessLogFormat") { value($0) },
    Keyword(word: "access_log_format") { value($0) },
    Keyword(word: "text_format") { value($0) },
    Keyword(word: "inline_string") { value($0) },
    Keyword(word: "json_format") { value($0) },
    Keyword(word: "format") { value($0) },
    // Tomcat's attribute, apart from its valve.
    Keyword(word: "pattern") { rest in
      value(rest).map { line in
        line.dialect == .apache(.apache)
          ? ConfigurationLine(.apache(.tomcat), line.string) : line
      }
    },
  ]

  /// `LogFormat "…" name`, and Squid's `logformat name …`, which differ in case by custom only.
  private static func logFormat(_ rest: String) -> ConfigurationLine? {
    let trimmed = rest.trimmingBlanks()
    guard rest.first?.isWhitespace == true, let quote = trimmed.first else { return nil }
    guard quote == "\"" || quote == "'" else { return squid(rest) }
    guard let (string, behind) = ConfigurationLine.quoted(trimmed) else {
      return ConfigurationLine(.apache(.apache), trimmed)
    }
    // What stands behind the closing quote is a name, or the quote closed nothing.
    let isName = behind.allSatisfy { $0.isLetter || $0.isNumber || "_-. \t".contains($0) }
    return ConfigurationLine(.apache(.apache), isName ? string : trimmed)
  }

  /// `CustomLog PATH "…"` or `CustomLog PATH NAME`.
  private static func customLog(_ rest: String) -> ConfigurationLine? {
    var trimmed = rest.trimmingBlanks()
    if trimmed.first == "\"", let (_, behind) = quoted(trimmed) {
      trimmed = behind.trimmingBlanks()
    } else {
      trimmed = String(trimmed.drop { !$0.isWhitespace }).trimmingBlanks()
    }
    if let (string, _) = quoted(trimmed) { return ConfigurationLine(.apache(.apache), string) }
    guard let name = trimmed.split(whereSeparator: \.isWhitespace).first else { return nil }
    return ConfigurationLine(.apache(.apache), trimmed, named: String(name))
  }

  /// `logformat NAME STRING`.
  private static func squid(_ rest: String) -> ConfigurationLine? {
    let trimmed = rest.trimmingBlanks()
    guard rest.first?.isWhitespace == true else { return nil }
    let name = trimmed.prefix { !$0.isWhitespace }
    let string = name.contains("%") ? trimmed : trimmed.dropFirst(name.count).trimmingBlanks()
    return string.isEmpty ? nil : ConfigurationLine(.squid, string)
  }

  /// Tomcat's `<Valve className="…AccessLogValve" pattern="…" />`.
  private static func valve(_ rest: String) -> ConfigurationLine? {
    guard let range = rest.firstRange(of: "pattern=") else { return nil }
    let value = rest[range.upperBound...]
    guard let quote = value.first, quote == "\"" || quote == "'",
      let end = value.dropFirst().firstIndex(of: quote)
    else { return nil }
    let pattern = String(value[value.index(after: value.startIndex)..<end])
      .replacing("&quot;", with: "\"").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    return ConfigurationLine(.apache(.tomcat), pattern, named: pattern)
  }

  /// `KEY: "…"`, `KEY = '…'`: the look of the value tells whose it is.
  private static func value(_ rest: String) -> ConfigurationLine? {
    guard let mark = rest.firstIndex(where: { $0 == ":" || $0 == "=" }),
      rest[..<mark].allSatisfy({ $0.isLetter || $0 == "-" || $0 == "_" || $0.isWhitespace })
    else { return nil }
    let string = unquoted(rest[rest.index(after: mark)...].trimmingBlanks())
    return DialectLook.dialect(of: string).map { ConfigurationLine($0, string) }
  }

  /// `NAME [escape=…] '…' '…';`: the parts make one string.
  private static func nginx(_ text: String) -> ConfigurationLine? {
    var rest = Substring(text.trimmingBlanks())
    if rest.last == ";" { rest.removeLast() }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
    var behind = rest.dropFirst(name.count)
    if name.isEmpty {
      guard text.last == ";" else { return nil }
    } else {
      guard behind.first?.isWhitespace == true else { return nil }
      behind = behind.drop(while: \.isWhitespace)
    }
    var escape = ""
    if behind.hasPrefix("escape=") {
      escape = String(behind.prefix { !$0.isWhitespace }) + " "
      behind = behind.dropFirst(escape.count - 1).drop(while: \.isWhitespace)
    }
    guard behind.first == "'" || behind.first == "\"" else { return nil }
    var joined = ""
    while !behind.isEmpty {
      guard let (part, rest) = quoted(String(behind)) else { return nil }
      joined += part
      behind = Substring(rest).drop(while: \.isWhitespace)
      guard behind.isEmpty || behind.first == "'" || behind.first == "\"" else { return nil }
    }
    return ConfigurationLine(.nginx, escape + joined)
  }

  /// A string in quotes without them, where they enclose all of it.
  private static func unquoted(_ text: String) -> String {
    let trimmed = text.trimmingBlanks()
    guard let (string, behind) = quoted(trimmed), behind.allSatisfy(\.isWhitespace) else {
      return text
    }
    return string
  }

  /// The string in quotes at the beginning, its quotes unescaped, and what stands behind it.
  private static func quoted(_ text: String) -> (string: String, behind: String)? {
    guard let quote = text.first, quote == "\"" || quote == "'" else { return nil }
    var string = ""
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      if character == quote { return (string, String(text[next...])) }
      if character == "\\", next < text.endIndex, text[next] == quote || text[next] == "\\" {
        string.append(text[next])
        index = text.index(after: next)
      } else {
        string.append(character)
        index = next
      }
    }
    return nil
  }
}
