// nginx's variables (https://nginx.org/en/docs/varindex.html): those of the core module
// (ngx_http_core_module), of the log (ngx_http_log_module), and of the modules named below. Any other
// is skipped.

enum NginxVariables {
  /// What a variable means.
  ///
  /// - Parameter name: Without its `$`.
  static func field(_ name: String, encoding: FieldEncoding) -> FormatField {
    let written = "$" + name
    if name.hasPrefix("http_") { return header(name, written, encoding) }
    if name.hasPrefix("upstream_") || name.hasPrefix("sent_trailer_") { return list(written) }
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

  /// How long a request took at each server that was asked, and the like: a list behind a retry
  /// (ngx_http_upstream_module, "Embedded Variables").
  private static func list(_ name: String) -> FormatField {
    switch name {
    case "$upstream_response_time":
      // The time of one server, if only one was asked; of more, nothing is known.
      FormatField(.ignored, extent: .list, name: name)
    default: FormatField(.ignored, extent: .list, name: name)
    }
  }

  /// Whether an unknown value may hold spaces.
  private static func extent(of name: String) -> FieldExtent {
    let prefixes = ["arg_", "cookie_", "sent_http_", "geoip", "ssl_client_", "jwt_", "date_"]
    if prefixes.contains(where: name.hasPrefix) { return .text }
    return texts.contains(name) ? .text : .word
  }

  private static let texts: Set<String> = [
    "remote_user", "request_body", "request_filename", "realpath_root", "document_root",
    "geo_log", "https_header", "limit_rate", "server_name",
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
      // OpenResty and others that measure in another unit.
      "request_time_msec": word(.duration, .duration(.milliseconds), 1),
    ]
  }()
}
