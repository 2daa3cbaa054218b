import ArgumentParser
import Logging
import TrafficServer
import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `sporlos-serve --db …`: the server itself.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Serve reports (the default command).")

  @Option(
    help: ArgumentHelp("The file that `sporlos publish` wrote, or a database.", valueName: "file"),
    completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp(
      "Where to listen; port 0 is any free one (default: 127.0.0.1:8686).",
      valueName: "address:port"))
  var listen: String?

  @Option(
    help: ArgumentHelp("A Unix socket to listen on instead.", valueName: "path"),
    completion: .file())
  var socket: String?

  @Option(
    help: ArgumentHelp(
      "The path below which everything is served, such as /stats.", valueName: "path"))
  var base: String = ""

  @Option(
    name: .customLong("public"),
    help: ArgumentHelp(
      "A host that everyone may read, behind a web server that passes it on.", valueName: "host"))
  var publicHosts: [String] = []

  @Option(
    help: ArgumentHelp(
      "A host that requires sign-in, behind a web server with TLS; it may be localhost.",
      valueName: "host"))
  var members: [String] = []

  @Option(
    help: ArgumentHelp("The file of users and sessions, for --members.", valueName: "file"),
    completion: .file())
  var state: String?

  func validate() throws {
    _ = try address()
    guard
      base.isEmpty
        || (base.hasPrefix("/") && !base.hasSuffix("/") && base.utf8.allSatisfy(isOfBase)),
      !base.contains("//"), !base.contains("/.")
    else {
      throw ValidationError(
        "\"\(base)\" is not a valid path for --base: use one such as /stats, of letters, digits and -_./"
      )
    }
    for name in publicHosts + members {
      guard let host = Host(name), host.name == name.lowercased() else {
        throw ValidationError("\"\(name)\" is not a host name: leave out the port")
      }
    }
    if let both = Set(publicHosts).intersection(members).first {
      throw ValidationError("\"\(both)\" cannot be both --public and --members")
    }
    guard members.isEmpty == (state == nil) else {
      throw ValidationError(
        "--members and --state go together: the state file says who may sign in")
    }
  }

  private func isOfBase(_ byte: UInt8) -> Bool {
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./".utf8.contains(byte)
  }

  /// Where to listen: on this machine only, since what goes over a network has to be encrypted, which is not done here.
  private func address() throws -> TrafficServer.Address {
    if let socket {
      guard listen == nil else { throw ValidationError("--listen and --socket cannot be combined") }
      guard (1...100).contains(socket.utf8.count) else {
        throw ValidationError("the path of --socket must have 1 to 100 bytes")
      }
      return .socket(path: socket)
    }
    let text = listen ?? "127.0.0.1:8686"
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
    else {
      throw ValidationError(
        "\"\(text)\" is not an address to listen on: use one such as 127.0.0.1:8686")
    }
    let host = text[..<colon]
    guard ["127.0.0.1", "[::1]", "localhost"].contains(host) else {
      throw ValidationError(
        "\"\(host)\" can be reached by others, and this server has no TLS: listen on 127.0.0.1 or --socket, and let "
          + "a web server with TLS pass requests on (--public, --members)")
    }
    return .port(
      host: host == "[::1]" ? "::1" : host == "localhost" ? "127.0.0.1" : String(host),
      port: Int(port))
  }

  func run() async throws {
    let address = try address()
    let database: PublishedDatabase
    do {
      database = try PublishedDatabase(path: db)
    } catch {
      throw Failure(error.sentence)
    }
    if case .socket(let path) = address { try RunCommand.clear(path) }
    let accounts = try state.map { try Accounts(path: $0, creates: false) }
    try accounts?.endSessions(now: Int64(time(nil)))
    let logger = Logger(label: "sporlos-serve") { _ in StandardErrorLog() }
    let server = TrafficServer(
      database, at: address, base: base,
      rule: AccessRule(
        publicHosts: Set(publicHosts.map { $0.lowercased() }),
        memberHosts: Set(members.map { $0.lowercased() })),
      accounts: accounts, logger: logger)
    do {
      try await server.run()
    } catch let error as ListenError {
      throw Failure("cannot listen on \(error.place): \(error.reason)")
    }
  }

  /// Refuses a path where something else than a socket is; a socket is one that an earlier run left.
  private static func clear(_ path: String) throws {
    var info = stat()
    // SAFETY: `info` is a whole `stat` that lives for the call.
    guard unsafe lstat(path, &info) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFSOCK else {
      throw Failure("\"\(path)\" already exists and is not a socket: name another path")
    }
  }
}

extension ListenError {
  var reason: String {
    // SAFETY: strerror returns a string that ends in a zero; it is copied at once.
    unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
  }
}
