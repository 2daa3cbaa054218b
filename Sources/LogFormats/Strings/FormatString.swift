/// What a user gives as a format: a preset's name, a server's own string, a line of its
/// configuration, or a description of either.
public enum FormatString {
  /// The definition of a format.
  ///
  ///     combined
  ///     $remote_addr - [$time_local] "$request" $status
  ///     tomcat9:%h %t "%r" %s %b %D
  ///     LogFormat "%h %l %u %t \"%r\" %>s %b" common
  ///     #Fields: date time c-ip cs-method cs-uri-stem sc-status
  ///
  /// A string at whose end `…` or `...` stands describes the beginning of a line that goes on.
  ///
  /// - Throws: Its offset is that in the text, as far as escapes of a configuration file allow.
  public static func definition(of text: String) throws(FormatProblem) -> FormatDefinition {
    guard text.utf8.count <= FormatText.maxLength else { throw FormatProblem(.tooLarge) }
    let (format, goesOn) = withoutEllipsis(text)
    do {
      var definition = try read(format)
      if goesOn { definition.allowsMore = true }
      return definition
    } catch {
      throw error.located(in: text)
    }
  }

  /// What a format string is of.
  enum Dialect: Hashable {
    case nginx
    case apache(ApacheFormat.Dialect)
    case haproxy, squid, envoy, w3c, json, apiGateway, gunicorn, uwsgi, caddy, cherokee, morgan

    /// The dialect by the name that stands before a colon, as in `tomcat9:%h %t`.
    init?(named name: String) {
      switch name.lowercased() {
      case "nginx": self = .nginx
      case "haproxy": self = .haproxy
      case "squid": self = .squid
      case "envoy", "istio": self = .envoy
      case "w3c", "iis": self = .w3c
      case "json": self = .json
      case "apigateway": self = .apiGateway
      case "gunicorn", "hypercorn": self = .gunicorn
      case "uwsgi": self = .uwsgi
      case "caddy": self = .caddy
      case "cherokee": self = .cherokee
      case "morgan": self = .morgan
      case let other:
        guard let dialect = ApacheFormat.Dialect(rawValue: other) else { return nil }
        self = .apache(dialect)
      }
    }

    /// Whether its strings are nothing but directives and what stands between them.
    var isOfDirectives: Bool {
      switch self {
      case .nginx, .apache, .envoy, .apiGateway, .gunicorn, .uwsgi, .caddy, .cherokee, .morgan: true
      case .haproxy, .squid, .w3c, .json: false
      }
    }
  }

  static func definition(
    of string: String, dialect: Dialect
  ) throws(FormatProblem) -> FormatDefinition {
    switch dialect {
    case .nginx: try NginxFormat.definition(of: string)
    case .apache(let dialect): try ApacheFormat.definition(of: string, dialect: dialect)
    case .haproxy: try HAProxyFormat.definition(of: string)
    case .squid: try SquidFormat.definition(of: string)
    case .envoy: try EnvoyFormat.definition(of: string)
    case .w3c: try W3CFields.definition(of: string)
    case .json: try KeyList.definition(of: string)
    case .apiGateway: try APIGatewayFormat.definition(of: string)
    case .gunicorn: try GunicornFormat.definition(of: string)
    case .uwsgi: try UWSGIFormat.definition(of: string)
    case .caddy: try CaddyTransform.definition(of: string)
    case .cherokee: try CherokeeFormat.definition(of: string)
    case .morgan: try MorganFormat.definition(of: string)
    }
  }

  private static func read(_ text: String) throws(FormatProblem) -> FormatDefinition {
    let trimmed = text.trimmingBlanks()
    if let preset = FormatCatalogue.preset(named: trimmed) { return preset.definition }
    if let (dialect, string) = prefixed(trimmed) {
      // `apache:combined` names a preset; `Icecast: combined, then …` describes one.
      if dialect.isOfDirectives, let preset = FormatCatalogue.preset(named: string) {
        return preset.definition
      }
      if !dialect.isOfDirectives || DialectLook.dialect(of: string) != nil {
        return try definition(of: string, dialect: dialect)
      }
    }
    if LogLineLook.isObject(trimmed) { return try KeyList.sample(trimmed) }
    if LogLineLook.isLine(trimmed) { throw FormatProblem(.logLine) }
    // A blank at the end of a string is a blank at the end of each line.
    let string = String(text.drop(while: \.isWhitespace))
    if let line = ConfigurationLine(string) { return try line.definition() }
    if let definition = try FormatDescription.definition(of: string) { return definition }
    if let dialect = DialectLook.dialect(of: string) {
      return try definition(of: string, dialect: dialect)
    }
    if trimmed.hasPrefix("{") { return try KeyList.definition(of: trimmed) }
    throw FormatProblem(.noFields, excerpt: String(trimmed.prefix(40)))
  }

  /// `DIALECT:STRING`, without a blank before the colon. A preset's name may stand behind it.
  private static func prefixed(_ text: String) -> (Dialect, String)? {
    guard let colon = text.firstIndex(of: ":"), let dialect = Dialect(named: String(text[..<colon]))
    else { return nil }
    return (dialect, String(text[text.index(after: colon)...].drop(while: \.isWhitespace)))
  }

  private static func withoutEllipsis(_ text: String) -> (String, goesOn: Bool) {
    var trimmed = text.trimmingBlanks()
    for mark in ["…", "..."] where trimmed.hasSuffix(mark) && trimmed != mark {
      trimmed.removeLast(mark.count)
      return (trimmed.trimmingBlanks(), true)
    }
    return (text, false)
  }
}

extension FormatProblem {
  /// The same problem with its place in what the user wrote, which a configuration's keywords and
  /// escapes stand in, too.
  fileprivate func located(in text: String) -> FormatProblem {
    guard !excerpt.isEmpty else { return self }
    let bytes = Array(text.utf8)
    let wanted = Array(excerpt.utf8)
    guard wanted.count <= bytes.count else { return self }
    var problem = self
    let starts = (0...(bytes.count - wanted.count)).filter { bytes[$0...].starts(with: wanted) }
    // What was cut off stood before it, so it stands there or further on.
    if let start = starts.first(where: { $0 >= offset }) { problem.offset = start }
    return problem
  }
}

extension StringProtocol {
  /// What stands behind a beginning, in whatever case; `nil` where it is none.
  func dropping(prefix: String) -> String? {
    guard self.prefix(prefix.count).lowercased() == prefix.lowercased() else { return nil }
    return String(dropFirst(prefix.count))
  }
}
