// The directives of Apache's `LogFormat` and of servers that took them over, where they mean something
// to us. Sources:
// Apache: https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats, mod_logio, mod_ssl
// Tomcat: https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Access_Log_Valve and -9.0-doc
// Jetty: https://javadoc.jetty.org/jetty-12/org/eclipse/jetty/server/CustomRequestLog.html
// lighttpd: https://redmine.lighttpd.net/projects/lighttpd/wiki/Docs_ModAccesslog
// Varnish: https://varnish-cache.org/docs/trunk/reference/varnishncsa.html
// Fastly: https://www.fastly.com/documentation/guides/integrations/streaming-logs/custom-log-formats/
// LiteSpeed: https://docs.litespeedtech.com/lsws/cp/cpanel/logs/
// Icecast: https://icecast.org/docs/

enum ApacheDirectives {
  /// What a directive means; `nil` where the server has none of this letter.
  ///
  /// - Parameters:
  ///   - letter: What the directive ends in, `^ti` and the like included.
  ///   - argument: What stands in braces before the letter.
  static func field(
    _ letter: String, argument: String?, dialect: ApacheDialect, written: String
  ) -> FormatField? {
    guard letters(dialect).contains(letter) else { return nil }
    let encoding = encoding(dialect)
    func field(
      _ meaning: FieldMeaning, _ notation: FieldNotation = .plain, _ extent: FieldExtent = .word,
      rank: Int = 0
    ) -> FormatField {
      FormatField(
        meaning, notation, encoding: encoding, extent: extent, name: written, rank: rank,
        mayBeClient: meaning == .client)
    }
    func ignored(_ extent: FieldExtent = .word) -> FormatField { field(.ignored, .plain, extent) }

    switch letter {
    // The client: what was looked up for it with `HostnameLookups On`, so an address is worth more.
    case "h":
      return argument == "c" ? peer(ignored()) : field(.client, .plain, .list, rank: 1)
    case "a":
      if dialect == .jetty { return jettyAddress(argument, field) }
      switch argument?.lowercased() {
      // The address of the connection, a proxy's where mod_remoteip has put another in its place.
      case "c", "peer": return peer(ignored())
      default: return field(.client, .plain, .list)
      }
    case "A", "l", "P", "k", "L", "X", "R", "p", "S", "^FB", "^FU": return ignored()
    case "u", "f", "F": return ignored(.text)
    case "r":
      // Tomcat's `%{…}r` is an attribute of the request.
      return isTomcat(dialect) && argument != nil ? ignored(.text) : field(.request, .plain, .text)
    case "m": return field(.method)
    case "U": return field(.target, .plain, .text, rank: 1)
    case "uri": return jettyURI(argument, field)
    case "q": return field(.query, .plain, .text)
    case "H": return field(.version)
    case "s":
      // Tomcat's `%{…}s` is an attribute of the session; `%>s` is the last of several statuses.
      if isTomcat(dialect), argument != nil { return ignored(.text) }
      return field(.status, rank: written.contains(">") ? 0 : 1)
    case "b", "B": return field(.bytes)
    // Jetty's is the same as `%B`; Apache's counts headers, too.
    case "O": return field(.bytes, rank: 1)
    // Tomcat's is the name of a thread.
    case "I": return ignored(isTomcat(dialect) ? .text : .word)
    case "v":
      // The name in the configuration; Tomcat and Fastly have none but what the client asked for.
      return field(.host, rank: isTomcat(dialect) || dialect == .fastly ? 0 : 2)
    case "V":
      guard dialect == .fastly, let argument else { return field(.host) }
      return FastlyVariables.field(argument, written: written)
    case "D":
      return field(.duration, .duration(dialect == .tomcat9 ? .milliseconds : .microseconds))
    case "T": return duration(argument, dialect, field)
    case "i":
      guard let argument else { return nil }
      var header = HeaderVariables.field(header: argument, written: written, encoding: encoding)
      // A client may send anything as its host.
      if header.meaning == .referrer || header.meaning == .host { header.extent = .text }
      if header.meaning == .host { header.rank += 1 }
      return header
    // Jetty's `%C` is all cookies.
    case "C": return argument == nil && dialect != .jetty ? nil : ignored(.text)
    default:
      return argument == nil ? nil : extended(argument ?? "", letter, dialect, ignored(.text))
    }
  }

  private static func isTomcat(_ dialect: ApacheDialect) -> Bool {
    dialect == .tomcat || dialect == .tomcat9
  }

  /// What each server knows; another letter stops it when it starts, or writes an error into each
  /// line.
  private static func letters(_ dialect: ApacheDialect) -> Set<String> {
    dialectLetters[dialect] ?? dialectLetters[.apache] ?? []
  }

  private static let dialectLetters: [ApacheDialect: Set<String>] = {
    func set(_ letters: String, _ more: [String] = []) -> Set<String> {
      Set(letters.map(String.init)).union(more)
    }
    let tomcat = set("aAbBDFhHlmpqrsSTuUvIXioctLr")
    return [
      // With mod_logio (I, O, S, ^FB) and mod_ssl (x, c).
      .apache: set(
        "aAbBCDefhHiIkKlLmnoOpPqrRsSTuUvVXxc", ["^ti", "^to", "^FB", "^FU"]),
      .tomcat: tomcat, .tomcat9: tomcat,
      // With those that its first releases had.
      .jetty: set("apIOSCDefHikmoqrRsTuUXbBhlv", ["ti", "to", "uri", "attr"]),
      .lighttpd: set("aAbBCDefhHiIklmnoOpPqrsTuUvVX"),
      .varnish: set("bDhHiIlmoOqrsTuUx"),
    ]
  }()

  /// How a server writes quotes and bytes that it cannot write.
  ///
  /// Apache: "Format Notes". Tomcat (AbstractAccessLogValve.escapeAndAppend), Jetty, lighttpd and
  /// varnishncsa write the same escapes; Fastly writes what came, unless `json.escape` is called.
  private static func encoding(_ dialect: ApacheDialect) -> FieldEncoding {
    dialect == .fastly ? .none : .backslash
  }

  /// An address that is nobody's unless `--client-address` names it.
  private static func peer(_ ignored: FormatField) -> FormatField {
    var field = ignored
    field.mayBeClient = true
    return field
  }

  /// Jetty's `%{…}a`, where `server` and `client` are what a proxy said, `local` and `remote` the
  /// connection's.
  private static func jettyAddress(
    _ argument: String?, _ field: (FieldMeaning, FieldNotation, FieldExtent, Int) -> FormatField
  ) -> FormatField {
    switch argument {
    case "client": field(.client, .plain, .list, 0)
    case "remote": field(.client, .plain, .list, 4)
    case "local": field(.ignored, .plain, .word, 0)
    default: field(.host, .plain, .word, 0)
    }
  }

  /// Jetty's `%uri` is what was asked for, as a whole URL where a client asked so.
  private static func jettyURI(
    _ argument: String?, _ field: (FieldMeaning, FieldNotation, FieldExtent, Int) -> FormatField
  ) -> FormatField {
    switch argument {
    case nil: field(.target, .plain, .text, 0)
    case "-query", "path": field(.target, .plain, .text, 1)
    case "query": field(.query, .plain, .text, 0)
    case "host", "authority": field(.host, .plain, .word, 1)
    default: field(.ignored, .plain, .text, 0)
    }
  }

  /// `%T`: seconds, whole ones in most servers, so that any finer unit is worth more. Of two
  /// directives of one request's time only one counts, so no two have the same rank.
  private static func duration(
    _ argument: String?, _ dialect: ApacheDialect,
    _ field: (FieldMeaning, FieldNotation, FieldExtent, Int) -> FormatField
  ) -> FormatField {
    switch argument {
    case "ns": field(.duration, .duration(.nanoseconds), .word, 1)
    case "us": field(.duration, .duration(.microseconds), .word, 2)
    case "ms": field(.duration, .duration(.milliseconds), .word, 3)
    // Tomcat: a point and three digits.
    case "fracsec": field(.duration, .duration(.seconds), .word, 4)
    default: field(.duration, .duration(.seconds), .word, 5)
    }
  }

  /// Values that a server's own names stand for.
  private static func extended(
    _ argument: String, _ letter: String, _ dialect: ApacheDialect, _ ignored: FormatField
  ) -> FormatField {
    switch (dialect, letter, argument.lowercased()) {
    // `Varnish:time_firstbyte` is when a response began, no duration. Timestamp's second field is the
    // time since the request began (vsl(7)).
    case (.varnish, "x", "vsl:timestamp:resp[2]"), (.varnish, "x", "vsl:timestamp:process[2]"):
      return FormatField(.duration, .duration(.seconds), name: ignored.name, rank: 6)
    // H2O's, in seconds with a point
    // (https://h2o.examp1e.net/configure/access_log_directives.html).
    case (.apache, "x", "duration"):
      return FormatField(.duration, .duration(.seconds), name: ignored.name, rank: 6)
    case (_, "e", let name) where name.contains("forwarded_for") || name == "remote_addr":
      return FormatField(
        .client, encoding: ignored.encoding, extent: .list, name: ignored.name, rank: 4,
        mayBeClient: true)
    // mod_ssl's words.
    case (_, "x", "ssl_protocol"), (_, "x", "ssl_cipher"), (_, "c", _):
      var field = ignored
      if letter == "x" { field.extent = .word }
      return field
    default: return ignored
    }
  }
}
