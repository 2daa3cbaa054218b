extension ServerConfiguration.Kind {
  /// The main files by name, where a folder is named instead of one.
  static func mainFileNames(_ kind: Self?) -> [String] {
    let names: [(Self, [String])] = [
      (.nginx, ["nginx.conf", "conf/nginx.conf"]),
      (.apache, ["apache2.conf", "httpd.conf", "conf/httpd.conf"]),
      (.lighttpd, ["lighttpd.conf"]), (.haproxy, ["haproxy.cfg"]), (.squid, ["squid.conf"]),
      (.caddy, ["Caddyfile", "caddy.json"]), (.tomcat, ["server.xml", "conf/server.xml"]),
      (.varnish, ["varnishncsa.service", "varnishncsa"]),
    ]
    return names.filter { kind == nil || $0.0 == kind }.flatMap(\.1)
  }

  /// Whose configuration a file is: by its name, else by what it says, else by its folder.
  init?(path: String, bytes: [UInt8]) {
    let kind =
      Self.byName(ConfigurationPath.name(path)) ?? Self.byText(bytes) ?? Self.byFolder(path)
    guard let kind else { return nil }
    self = kind
  }

  private static func byName(_ name: String) -> Self? {
    switch name {
    case "nginx.conf": .nginx
    case "httpd.conf", "apache2.conf", "apache.conf": .apache
    case "lighttpd.conf": .lighttpd
    case "haproxy.cfg": .haproxy
    case "squid.conf": .squid
    case "server.xml": .tomcat
    case "varnishncsa", "varnishncsa.service": .varnish
    default: name.hasPrefix("Caddyfile") || name.hasSuffix(".Caddyfile") ? .caddy : nil
    }
  }

  private static func byFolder(_ path: String) -> Self? {
    let folders: [(String, Self)] = [
      ("nginx", .nginx), ("openresty", .nginx), ("apache2", .apache), ("httpd", .apache),
      ("lighttpd", .lighttpd), ("haproxy", .haproxy), ("squid", .squid), ("caddy", .caddy),
      ("varnish", .varnish),
    ]
    let parts = path.split(separator: "/").dropLast()
    return folders.first { folder in parts.contains { $0 == folder.0 } }?.1
  }
}
