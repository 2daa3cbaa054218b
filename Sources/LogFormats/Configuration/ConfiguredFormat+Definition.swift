extension ConfiguredFormat {
  /// The format that a server's configuration says.
  ///
  ///     ConfiguredFormat(.nginx, #"$remote_addr [$time_local] "$request" $status"#).definition()
  ///
  /// A duration whose unit is not known is not read (see ``leavesDurationOut``).
  ///
  /// - Throws: Where the string has no time or no request, or cannot be read; its offset is that in
  ///   ``text``.
  /// - Complexity: O(*n*) in the string.
  public func definition() throws(FormatProblem) -> FormatDefinition {
    switch dialect {
    case .nginx:
      return try NginxFormat.definition(joined: try FormatText(text), escape: escape.rawValue)
    case .apache: return try ApacheFormat.definition(of: text, dialect: .apache)
    case .lighttpd: return try ApacheFormat.definition(of: text, dialect: .lighttpd)
    case .varnish: return try ApacheFormat.definition(of: text, dialect: .varnish)
    case .haproxy: return try haproxy()
    case .squid: return try SquidFormat.definition(of: text)
    case .caddy: return try CaddyEncoder(text).definition()
    case .tomcat:
      let unit = TomcatRelease.unit(release)
      return try ApacheFormat.definition(
        of: text, dialect: unit == .milliseconds ? .tomcat9 : .tomcat, skipsDuration: unit == nil)
    case .tomcatExtended:
      return try W3CFields.definition(of: "#Fields: " + text, separator: nil, kind: .draft)
    case .tomcatJSON:
      return try TomcatObjects.definition(of: text, unit: TomcatRelease.unit(release))
    }
  }

  /// Whether a duration is logged whose unit nothing tells, so that it is not read: Tomcat's `%D`
  /// where its release is not known.
  public var leavesDurationOut: Bool {
    guard dialect == .tomcat || dialect == .tomcatJSON, TomcatRelease.unit(release) == nil else {
      return false
    }
    return text.replacing("%%", with: "").contains("%D")
  }

  /// HAProxy's, with the headers that it captures by their names, in their order.
  private func haproxy() throws(FormatProblem) -> FormatDefinition {
    var compiler = HAProxyCompiler(
      text: try FormatText(text).trimmed(), captures: requestCaptures.map(Self.header))
    return try compiler.definition()
  }

  /// The header that an expression takes: `req.hdr(User-Agent)`, `req.fhdr(Referer),lower`.
  private static func header(_ capture: String) -> String {
    for sample in ["req.hdr(", "req.fhdr(", "hdr(", "fhdr("] where capture.hasPrefix(sample) {
      return String(capture.dropFirst(sample.count).prefix { $0 != ")" && $0 != "," })
    }
    return capture
  }
}
