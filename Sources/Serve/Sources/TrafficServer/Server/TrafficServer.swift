internal import CAllocator
internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
internal import NIOPosix
internal import Traffic

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The server: where it listens, and its life from the start to a signal.
public struct TrafficServer: Sendable {
  /// Where clients connect.
  public enum Address: Hashable, Sendable {
    case port(host: String, port: Int)
    case socket(path: String)
  }

  private let site: TrafficSite
  private let address: Address
  private let logger: Logger

  /// - Parameters:
  ///   - base: The path that all is below, such as `/stats`; empty for all of the server.
  ///   - accounts: Who may sign in, where the rule has names for members.
  public init(
    _ database: PublishedDatabase, at address: Address, base: String = "",
    rule: AccessRule = AccessRule(),
    accounts: Accounts? = nil, logger: Logger
  ) {
    self.address = address
    self.logger = logger
    site = TrafficSite(
      database: database, base: base, rule: rule, readers: ReaderPool(),
      accounts: accounts.map { SignIn(accounts: $0, base: base) })
  }

  /// Serves until the process is told to end (SIGTERM, SIGINT); answers that were begun are finished.
  ///
  /// - Throws: What the system says where nothing can listen there.
  public func run() async throws {
    sporlos_keep_little_memory()
    let (bind, name) =
      switch address {
      case .port(let host, let port): (BindAddress.hostname(host, port: port), "\(host):\(port)")
      case .socket(let path): (BindAddress.unixDomainSocket(path: path), path)
      }
    let (logger, address, site) = (logger, address, site)
    // The library's own words have paths of requests in them.
    var quiet = Logger(label: "sporlos-serve.http") { _ in SwiftLogNoOpLogHandler() }
    quiet.logLevel = .critical
    let connections = OpenConnections()
    let application = Application(
      responder: SiteResponder(site: site),
      server: HTTPServerBuilder { responder in
        StrictChannel(
          base: HTTP1Channel(responder: responder, configuration: TrafficServer.http(connections)))
      },
      configuration: ApplicationConfiguration(
        address: bind,
        backlog: ServerLimits.backlog,
        availableConnectionsDelegate: MaximumAvailableConnections(
          ServerLimits.connections + ServerLimits.closingConnections, logger: quiet)),
      onServerRunning: { channel in
        // As with a port of this machine, whoever gets there may ask: the socket's folder says who does.
        if case .socket(let path) = address {
          // SAFETY: the path is a string that lives for the call.
          _ = unsafe chmod(path, 0o666)
        }
        let place = channel.localAddress?.port.map { port in
          name.split(separator: ":").dropLast().joined(separator: ":") + ":\(port)"
        }
        logger.info("listening on \(place ?? name)")
        for name in site.sitesOfNobody() {
          let sentence =
            "users or links have the site \(QuotedText.quoted(name)), of which nothing is published: "
            + "if it was renamed, use `sporlos-serve rename-site`"
          logger.warning("\(sentence)")
        }
      },
      logger: quiet)
    do {
      try await application.runService()
    } catch let error as IOError {
      throw ListenError(place: name, errno: error.errnoCode)
    }
    await site.readers.stop()
    logger.info("ended")
  }
}

extension TrafficServer {
  private static func http(_ connections: OpenConnections) -> HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestDeadline(connections)],
      idleTimeout: .seconds(ServerLimits.idleSeconds),
      httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: ServerLimits.headerBytes, maxHeaderListSize: ServerLimits.headerBytes,
        maxHeaderFieldCount: ServerLimits.headers))
  }
}

/// Why nothing can listen at a place.
public struct ListenError: Error, Hashable, Sendable {
  public var place: String
  /// The system's error number.
  public var errno: Int32
}
