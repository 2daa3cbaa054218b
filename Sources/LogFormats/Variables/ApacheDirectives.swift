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
    _ letter: String, argument: String?, dialect: ApacheFormat.Dialect, written: String
  ) -> FormatField? {
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
    // The client: what was looked up for it with `HostnameLookups On`, its address, or the address of
    // the connection, which is a proxy's where mod_remoteip has put another in its place.
    case "h": return field(.client, .plain, .list)
    case "a":
      switch argument?.lowercased() {
      case nil, "remote", "client": return field(.client, .plain, .list)
      case "c":
        var peer = field(.client)
        peer.meaning = .ignored
        return peer
      default: return ignored()
      }
    case "A", "l", "P", "k", "L", "X", "R": return ignored()
    case "u": return ignored(.text)
    case "f", "F": return ignored(.text)
    case "t": return nil
    case "r": return field(.request, .plain, .text)
    case "m": return field(.method)
    case "U": return field(.target, .plain, .text, rank: 1)
    case "q": return field(.query, .plain, .text)
    case "H": return field(.version)
    case "s": return field(.status)
    case "b", "B": return field(.bytes)
    case "O":
      // Jetty's is the same as `%B`; Apache's counts headers, too.
      return field(.bytes, rank: 1)
    case "I": return dialect == .tomcat || dialect == .tomcat9 ? ignored(.text) : ignored()
    case "S": return ignored()
    case "v": return field(.host, rank: dialect == .varnish ? 9 : 1)
    case "V": return field(.host, rank: 0)
    case "p": return ignored()
    case "D": return duration(dialect, field)
    case "T": return seconds(argument, dialect, field)
    case "i":
      guard let argument else { return nil }
      var header = HeaderVariables.field(header: argument, written: written, encoding: encoding)
      if header.meaning == .referrer { header.extent = .text }
      return header
    case "o", "e", "C", "n", "x", "^ti", "^to", "c", "g", "w":
      return argument == nil && letter != "w"
        ? nil : extended(argument, letter, dialect, ignored(.text))
    case "E" where dialect == .varnish, "M" where dialect != .apache: return ignored()
    default: return nil
    }
  }

  /// How a server writes quotes and bytes that it cannot write.
  ///
  /// Apache: "Format Notes". Tomcat (AbstractAccessLogValve.escapeAndAppend), Jetty, lighttpd and
  /// varnishncsa write the same escapes.
  private static func encoding(_ dialect: ApacheFormat.Dialect) -> FieldEncoding { .backslash }

  /// `%D`: microseconds, but milliseconds in Tomcat up to 10.0.
  private static func duration(
    _ dialect: ApacheFormat.Dialect,
    _ field: (FieldMeaning, FieldNotation, FieldExtent, Int) -> FormatField
  ) -> FormatField {
    field(.duration, .duration(dialect == .tomcat9 ? .milliseconds : .microseconds), .word, 0)
  }

  /// `%T`: seconds, whole ones in Apache, which are worth less than any other unit. Tomcat has a point
  /// in them, Icecast means how long a listener stayed.
  private static func seconds(
    _ argument: String?, _ dialect: ApacheFormat.Dialect,
    _ field: (FieldMeaning, FieldNotation, FieldExtent, Int) -> FormatField
  ) -> FormatField {
    switch argument {
    case "ms": field(.duration, .duration(.milliseconds), .word, 1)
    case "us": field(.duration, .duration(.microseconds), .word, 0)
    case "ns": field(.duration, .duration(.nanoseconds), .word, 0)
    default: field(.duration, .duration(.seconds), .word, dialect == .tomcat9 ? 1 : 2)
    }
  }

  /// Values that a server's own names stand for.
  private static func extended(
    _ argument: String?, _ letter: String, _ dialect: ApacheFormat.Dialect, _ ignored: FormatField
  ) -> FormatField {
    var field = ignored
    guard let argument else { return field }
    switch (dialect, letter, argument.lowercased()) {
    // `Varnish:time_firstbyte` is when a response began, no duration.
    case (.varnish, "x", "vsl:timestamp:resp[2]"), (.varnish, "x", "vsl:timestamp:process[2]"):
      field = FormatField(.duration, .duration(.seconds), name: ignored.name, rank: 1)
    case (_, "e", let name) where name.contains("forwarded_for") || name == "remote_addr":
      field = FormatField(
        .client, encoding: ignored.encoding, extent: .list, name: ignored.name, rank: 4,
        mayBeClient: true)
    default: break
    }
    return field
  }
}
