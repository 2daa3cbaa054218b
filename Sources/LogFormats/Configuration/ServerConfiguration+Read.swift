extension ServerConfiguration {
  /// Reads the configuration that begins with a file, and all that it includes.
  ///
  /// A folder stands for the server's main file in it, as `/etc/nginx` for `/etc/nginx/nginx.conf`.
  /// At most 10,000 files with 32 MiB are read; more is a problem of code `tooLarge`.
  ///
  /// - Parameters:
  ///   - path: The main file's path, absolute: what it includes is found from there.
  ///   - kind: Whose configuration it is; nil to tell by its name, else by what it says.
  ///   - files: A file's bytes; nil where it cannot be read, or is a folder.
  ///   - matches: The paths that match a glob, also one without wildcards.
  /// - Complexity: O(*n*) in the bytes read, those of a file once each time it is included.
  public static func read(
    _ path: String, kind: Kind? = nil, files: (String) -> [UInt8]?, matches: (String) -> [String]
  ) -> ServerConfiguration {
    withoutActuallyEscaping(files) { files in
      withoutActuallyEscaping(matches) { matches in
        read(path, kind: kind, sources: ConfigurationSources(files: files, matches: matches))
      }
    }
  }

  private static func read(
    _ path: String, kind: Kind?, sources: ConfigurationSources
  ) -> ServerConfiguration {
    guard let main = mainFile(path, kind: kind, sources: sources) else {
      return ServerConfiguration(kind: kind, problems: [.init(.unreadable, file: path)])
    }
    guard let kind = kind ?? Kind(path: main.path, bytes: main.bytes) else {
      return ServerConfiguration(kind: nil, problems: [.init(.unknownKind, file: main.path)])
    }
    var said = SaidLogs()
    switch kind {
    case .nginx: said = NginxReader.read(main.path, sources)
    case .apache: said = ApacheReader.read(main.path, sources)
    case .haproxy: said = HAProxyReader.read(main.path, sources)
    case .squid: said = SquidReader.read(main.path, sources)
    case .lighttpd: said = LighttpdReader.read(main.path, sources)
    case .tomcat: said = TomcatReader.read(main.path, sources)
    case .varnish: said = VarnishReader.read(main.path, sources)
    case .caddy: said = CaddyReader.read(main.path, sources)
    }
    let (logs, unlogged) = said.merged(sources)
    return ServerConfiguration(
      kind: kind, logs: logs, unlogged: unlogged, problems: sources.problems)
  }

  private static func mainFile(
    _ path: String, kind: Kind?, sources: ConfigurationSources
  ) -> (path: String, bytes: [UInt8])? {
    if let bytes = sources.files(path) { return (path, bytes) }
    for name in Kind.mainFileNames(kind) {
      let inside = ConfigurationPath.join(path, name)
      if let bytes = sources.files(inside) { return (inside, bytes) }
    }
    return nil
  }
}
