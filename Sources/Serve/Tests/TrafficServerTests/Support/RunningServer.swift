import Foundation
import Testing

/// The real program on a free port of this machine, or on a socket.
final class RunningServer {
  let process = Process()
  let port: Int
  private let errors = Pipe()

  static let program: String = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    // The tests run inside a program of the toolchain on some systems, and in one of their own on others.
    let beside = tests.deletingLastPathComponent().appendingPathComponent("sporlos-serve").path
    let built = ServedSite.root.appendingPathComponent("Sources/Serve/.build/debug/sporlos-serve")
      .path
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : built
  }()

  init(_ arguments: [String]) throws {
    process.executableURL = URL(fileURLWithPath: RunningServer.program)
    process.arguments = arguments
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var said = ""
    while !said.hasSuffix("\n") {
      let bytes = errors.fileHandleForReading.availableData
      if bytes.isEmpty { break }
      said += String(decoding: bytes, as: UTF8.self)
    }
    let line = try #require(said.contains("listening on ") ? said : nil, "\(said)")
    port =
      Int(line.trimmingCharacters(in: .whitespacesAndNewlines).split(separator: ":").last ?? "")
      ?? 0
  }

  /// Ends it as a service manager does; its exit code and all that it said since it listened.
  func end(_ signal: Int32 = SIGTERM) -> (code: Int32, said: String) {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return (process.terminationReason == .exit ? process.terminationStatus : -1, said)
  }

  deinit { if process.isRunning { process.terminate() } }

  /// A connection, for bytes as they are.
  func connect() throws -> Connection { try Connection(port: port) }

  /// Sends a request as it is, and returns all that comes until the server closes.
  func exchange(_ text: String) throws -> String {
    let connection = try connect()
    try connection.send(text)
    return connection.readAll()
  }

  /// A client of a few lines, which can send what no library would.
  final class Connection {
    private let descriptor: Int32

    init(port: Int) throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
      // SAFETY: a whole address that lives for the call.
      let code = unsafe withUnsafePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(code == 0)
    }

    func send(_ text: String) throws {
      let bytes = Array(text.utf8)
      // SAFETY: so many bytes live for the call.
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count == bytes.count else { throw CocoaError(.fileWriteUnknown) }
    }

    /// What comes next; empty where the server closed, or said nothing for so many seconds.
    func read(seconds: Int = 120) -> String {
      var wait = timeval(tv_sec: seconds, tv_usec: 0)
      // SAFETY: a whole `timeval`, and so many bytes, that live for the calls.
      _ = unsafe setsockopt(
        descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
      var bytes = [UInt8](repeating: 0, count: 65536)
      let count = unsafe bytes.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : ""
    }

    func readAll() -> String {
      var all = ""
      while case let part = read(), !part.isEmpty { all += part }
      return all
    }

    /// Whether the server closes it within so many seconds, whatever it says before.
    func isClosed(within seconds: Double) -> Bool {
      let end = ContinuousClock.now + .seconds(seconds)
      var byte: UInt8 = 0
      while ContinuousClock.now < end {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // SAFETY: there is one such value, and it lives for the call.
        guard unsafe poll(&waited, 1, 1000) > 0 else { continue }
        // SAFETY: one byte is read into one.
        if unsafe recv(descriptor, &byte, 1, 0) <= 0 { return true }
      }
      return false
    }

    deinit { close(descriptor) }
  }
}
