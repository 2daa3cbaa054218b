// nginx's variables (https://nginx.org/en/docs/varindex.html): those of the core module
// (ngx_http_core_module), of the log (ngx_http_log_module), and of the modules named below. Any other
// is skipped.

enum NginxVariables {
  /// What a variable means.
  ///
  /// - Parameter name: Without its `$`.
  static func field(_ name: String, encoding: FieldEncoding) -> FormatField {
    let written = "$" + name
    // nginx ignores case in names of variables (ngx_http_add_variable).
    let name = name.lowercased()
    if name.hasPrefix("http_") { return header(name, written, encoding) }
    if name.hasPrefix("upstream_") {
      // What the last server that was asked said; all else is a list with an item for each. How long
      // they took is none of a duration: of several, nothing is known of the whole.
      let isSaid = ["upstream_http_", "upstream_cookie_", "upstream_trailer_"].contains {
        name.hasPrefix($0)
      }
      return FormatField(
        .ignored, encoding: encoding, extent: isSaid ? .text : .list, name: written)
    }
    if var field = table[name] {
      field.name = written
      field.encoding = encoding
      return field
    }
    return FormatField(.ignored, encoding: encoding, extent: extent(of: name), name: written)
  }

  /// A request header: `$http_` and its name in lower case with underscores.
  private static func header(
    _ name: String, _ written: String, _ encoding: FieldEncoding
  ) -> FormatField {
    let header = String(name.dropFirst(5).map { $0 == "_" ? "-" : $0 })
    var field = HeaderVariables.field(header: header, written: written, encoding: encoding)
    // `$host` has been checked by nginx, and is never a list or an address with a port.
    if field.meaning == .host { field.rank += 1 }
    if field.meaning == .referrer { field.extent = .text }
    return field
  }

  /// Whether a value that means nothing to us may hold spaces.
  private static func extent(of name: String) -> FieldExtent {
    let prefixes = [
      "arg_", "cookie_", "sent_http_", "sent_trailer_", "geoip", "jwt_", "date_", "time_",
      "ssl_client_s_", "ssl_client_i_", "ssl_client_v_",
    ]
    if prefixes.contains(where: name.hasPrefix) { return .text }
    // Names that operators give to what they log with `map` and `set`.
    let words = [
      "agent", "referer", "header", "body", "cookie", "city", "country", "region", "_org",
    ]
    if words.contains(where: name.contains) { return .text }
    return texts.contains(name) ? .text : .word
  }

  private static let texts: Set<String> = [
    // ngx_http_core_module
    "remote_user", "request_body", "request_body_file", "request_filename", "realpath_root",
    "document_root", "binary_remote_addr", "invalid_referer",
    // ngx_http_ssl_module: distinguished names, certificates, and why one was refused.
    "ssl_client_cert", "ssl_client_raw_cert", "ssl_client_verify", "ssl_ciphers",
    "geo_log", "https_header", "limit_rate",
  ]

  /// Numbers that nginx writes in each line.
  static let numbers: Set<String> = [
    "status", "body_bytes_sent", "bytes_sent", "request_length", "request_time", "msec",
    "connection", "connection_requests", "pid", "server_port", "remote_port", "connection_time",
    "request_time_msec",
  ]

  private static let table: [String: FormatField] = {
    func word(_ meaning: FieldMeaning, _ notation: FieldNotation = .plain, _ rank: Int = 0)
      -> FormatField
    {
      FormatField(meaning, notation, name: "", rank: rank)
    }
    func text(_ meaning: FieldMeaning, _ rank: Int = 0) -> FormatField {
      FormatField(meaning, extent: .text, name: "", rank: rank)
    }
    func client(_ rank: Int, _ extent: FieldExtent = .word) -> FormatField {
      FormatField(.client, extent: extent, name: "", rank: rank, mayBeClient: true)
    }
    var proxy = client(0)
    proxy.meaning = .ignored
    return [
      "time_local": word(.time, .commonLog),
      "time_iso8601": word(.time, .iso8601),
      "msec": word(.time, .epoch(.seconds), 1),
      "request": text(.request),
      "request_method": word(.method),
      "request_uri": text(.target),
      "uri": text(.target, 1),
      "document_uri": text(.target, 1),
      "args": text(.query),
      "query_string": text(.query),
      "server_protocol": word(.version),
      "status": word(.status),
      "body_bytes_sent": word(.bytes),
      "bytes_sent": word(.bytes, .plain, 1),
      "request_time": word(.duration, .duration(.seconds)),
      "host": word(.host),
      // ingress-nginx: the Host header, or the server's name.
      "best_http_host": word(.host, .plain, 1),
      "server_name": word(.host, .plain, 3),
      // ngx_http_core_module and ngx_http_realip_module: the latter keeps the proxy's address.
      "remote_addr": client(1),
      "realip_remote_addr": proxy,
      "proxy_protocol_addr": client(2),
      // ngx_http_proxy_module
      "proxy_add_x_forwarded_for": client(3, .list),
      // ingress-nginx (docs/user-guide/nginx-configuration/log-format.md)
      "the_real_ip": client(0),
      "proxy_upstream_name": text(.ignored),
      "proxy_alternative_upstream_name": text(.ignored),
      // What operators call it who work it out themselves, from a header most often.
      "real_ip": client(5), "realip": client(5), "client_ip": client(5), "clientip": client(5),
      "clientrealip": client(5), "client_real_ip": client(5), "real_client_ip": client(5),
      "remote_real_ip": client(5), "realclientip": client(5), "client_addr": client(5),
      "original_client_ip": client(5), "forwarded_for": client(5, .list),
      // OpenResty and others that measure in another unit.
      "request_time_msec": word(.duration, .duration(.milliseconds), 1),
    ]
  }()
}
