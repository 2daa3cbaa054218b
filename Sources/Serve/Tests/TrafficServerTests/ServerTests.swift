import Foundation
import Testing

@testable import TrafficServer

@Suite("The program on a socket", .serialized)
struct ServerTests {
  let served: ServedSite

  init() throws { served = try ServedSite.shared.get() }

  private func server(_ arguments: [String] = []) throws -> RunningServer {
    try RunningServer(["--db", served.published, "--listen", "127.0.0.1:0"] + arguments)
  }

  private static func request(_ path: String, _ headers: String = "", method: String = "GET")
    -> String
  {
    "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(headers)\r\n"
  }

  @Test(
    "It starts, answers, and ends when it is told to, with a word at each end and none of what was asked"
  )
  func life() throws {
    for signal in [SIGTERM, SIGINT] {
      let server = try server()
      let answer = try server.exchange(
        Self.request("/api/v1/sites/-/reports/pages?from=2026-10-01"))
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("}\n"))
      _ = try server.exchange(Self.request("/api/v1/secret-path?secret-query"))
      let (code, said) = server.end(signal)
      #expect(code == 0)
      #expect(said == "sporlos-serve: ended\n")
    }
  }

  @Test(
    "Every answer has strict headers, and none sets a cookie",
    arguments: [
      "/api/v1/sites", "/api/v1/sites/-/reports/days", "/api/v1/sites/-/reports/days?format=csv",
      "/api/v1/openapi.json", "/nothing", "/api/v1/sites/-/reports/days?x", "/%zz", "/sign-in",
    ])
  func headers(path: String) throws {
    let server = try server()
    for method in ["GET", "HEAD", "POST", "DELETE"] {
      let answer = try server.exchange(Self.request(path, method: method))
      let head = answer.components(separatedBy: "\r\n\r\n")[0].lowercased().components(
        separatedBy: "\r\n")
      for header in [
        "content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
          + "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "x-content-type-options: nosniff", "referrer-policy: same-origin",
        "cross-origin-opener-policy: same-origin", "cross-origin-resource-policy: same-origin",
        "cross-origin-embedder-policy: require-corp",
      ] {
        #expect(head.contains(header), "\(method) \(path) \(header)")
      }
      #expect(
        head.contains {
          $0 == "cache-control: private, no-cache" || $0 == "cache-control: no-store"
        })
      for name in ["set-cookie", "server", "access-control-"] {
        #expect(!head.contains { $0.hasPrefix(name) }, "\(method) \(path) \(name)")
      }
      if method == "HEAD" { #expect(answer.hasSuffix("\r\n\r\n")) }
    }
  }

  @Test(
    "A browser gets a page where something went wrong, even where the request could not be read")
  func problemPages() throws {
    let server = try server()
    for (path, status) in [
      ("/nothing", 404), ("/%zz", 400), ("/?site=%zz", 400), ("/?from=x", 400),
    ] {
      let answer = try server.exchange(
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 \(status) ") && answer.contains("text/html"), "\(path)")
      #expect(answer.contains("<link rel=\"stylesheet\" href=\"/style.css\">"), "\(path)")
    }
  }

  @Test(
    "A request that two readers could take for different ones is refused, and its connection closed",
    arguments: [
      "GET /api/v1/sites HTTP/1.1\r\n\r\n", "GET /api/v1/sites HTTP/1.0\r\n\r\n",
      "GET /api/v1/sites HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
      "GET http://localhost/api/v1/sites HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET http://evil.example/api/v1/sites HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET /api/v1/sites HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /api/v1/sites HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
      "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
      "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n",
      "GET /api/v1/sites HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n0123456789",
      "GET /api/v1/sites HTTP/1.1\r\nHost : localhost\r\n\r\n",
      "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET /api/v1/sites HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n", "nonsense\r\n\r\n",
      "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n"
        + "GET /api/v1/sites HTTP/1.1\r\n\r\n",
    ])
  func smuggling(text: String) throws {
    let server = try server()
    let answer = try server.exchange(text)
    #expect(answer.hasPrefix("HTTP/1.1 4") || answer.isEmpty, "\(answer.prefix(200))")
    #expect(answer.components(separatedBy: "HTTP/1.1 ").count <= 2, "nothing behind it is answered")
    #expect(!answer.contains("200 OK"))
  }

  @Test(
    "A request to change the protocol is answered as if it were none, and its connection closed",
    arguments: [
      "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
      "Connection: Upgrade\r\nUpgrade: websocket\r\n", "Upgrade: h2c\r\n",
    ])
  func upgrade(headers: String) throws {
    let server = try server()
    // Else a proxy would send somebody else's request on it, and wait until the connection is idle for too long.
    let idle = Duration.seconds(ServerLimits.idleSeconds)
    var quickest = idle
    // The quickest of some: others may have the machine for a while.
    for _ in 0..<10 where quickest > .seconds(5) {
      let begin = ContinuousClock.now
      let answer = try server.exchange(
        "GET /api/v1/sites HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n")
      quickest = min(quickest, ContinuousClock.now - begin)
      #expect(
        answer.hasPrefix("HTTP/1.1 200 ")
          && answer.lowercased().contains("\r\nconnection: close\r\n"))
    }
    #expect(quickest < .seconds(5))
  }

  @Test("Names of other hosts and headers of proxies are refused on the wire, too")
  func refusals() throws {
    let server = try server()
    for header in [
      "Forwarded: for=192.0.2.1", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Host: a",
      "X-Forwarded-Proto: https",
      "X-Real-IP: 192.0.2.1", "Via: 1.1 a",
    ] {
      #expect(
        try server.exchange(Self.request("/api/v1/sites", header + "\r\n")).hasPrefix(
          "HTTP/1.1 403 "))
    }
    let proxys = "GET /api/v1/sites HTTP/1.0\r\nHost: 127.0.0.1:8686\r\nConnection: close\r\n\r\n"
    #expect(try server.exchange(proxys).hasPrefix("HTTP/1.1 403 "))
    let foreign = "GET /api/v1/sites HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    #expect(try server.exchange(foreign).hasPrefix("HTTP/1.1 421 "))
  }

  @Test("Too long an address, and too many or too large headers, are refused")
  func sizes() throws {
    let server = try server()
    let long = try server.exchange(Self.request("/" + String(repeating: "a", count: 5000)))
    #expect(long.hasPrefix("HTTP/1.1 414 "))
    for headers in [
      "X: " + String(repeating: "a", count: 20_000) + "\r\n",
      (0..<100).map { "X-\($0): a\r\n" }.joined(),
    ] {
      let answer = try server.exchange(Self.request("/api/v1/sites", headers))
      #expect(answer.hasPrefix("HTTP/1.1 4") || answer.isEmpty, "\(answer.prefix(100))")
    }
  }

  @Test("Who sends a byte now and then is cut off, while others are answered")
  func slow() throws {
    let server = try server()
    let slow = try (0..<20).map { _ in try server.connect() }
    for connection in slow { try connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n") }
    let begin = ContinuousClock.now
    #expect(try server.exchange(Self.request("/api/v1/sites")).hasPrefix("HTTP/1.1 200 "))
    #expect(ContinuousClock.now - begin < .seconds(ServerLimits.idleSeconds))
    for second in 0..<3 {
      Thread.sleep(forTimeInterval: 2)
      // On a busy machine they may be cut off by then.
      for connection in slow { try? connection.send("X-\(second): a\r\n") }
    }
    for connection in slow { #expect(connection.isClosed(within: 120)) }
  }

  @Test("Of too many connections, those that ask for nothing give way to those that do")
  func tooMany() throws {
    let server = try server()
    let kept = try server.connect()
    let one = "GET /api/v1/sites HTTP/1.1\r\nHost: localhost\r\n\r\n"
    try kept.send(one)
    #expect(kept.read().hasPrefix("HTTP/1.1 200 "))
    var held: [RunningServer.Connection] = []
    // The half of them at a time: between, one that is used again is no longer the oldest.
    for _ in 0..<3 {
      held += try (0..<ServerLimits.connections / 2).map { _ in try server.connect() }
      for connection in held.suffix(ServerLimits.connections / 2) {
        try? connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n")
      }
      // Whoever comes is answered, long before the others are idle for too long.
      let begin = ContinuousClock.now
      #expect(try server.exchange(Self.request("/api/v1/sites")).hasPrefix("HTTP/1.1 200 "))
      #expect(ContinuousClock.now - begin < .seconds(ServerLimits.idleSeconds / 2))
      try kept.send(one)
      #expect(kept.read().hasPrefix("HTTP/1.1 200 "))
    }
    #expect(held[0].isClosed(within: 5))
  }

  @Test("Requests one behind another on a connection are answered in their order")
  func pipelined() throws {
    let server = try server()
    let one = "GET /api/v1/sites HTTP/1.1\r\nHost: localhost\r\n\r\n"
    let answer = try server.exchange(one + one + Self.request("/nothing"))
    #expect(answer.components(separatedBy: "HTTP/1.1 200 OK").count == 3)
    #expect(answer.components(separatedBy: "HTTP/1.1 404 ").count == 2)
  }

  @Test("A socket is made, answered on and removed; what is no socket is left alone")
  func socket() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sporlos-\(UUID().uuidString.prefix(8))"
    ).path
    let server = try RunningServer(["--db", served.published, "--socket", path])
    let answer = try ServedSite.run(
      ["-s", "--unix-socket", path, "http://localhost/api/v1/sites"], program: "/usr/bin/curl")
    #expect(answer.contains("www.example.org"))
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o666, "a web server is another user")
    #expect(server.end().code == 0)
    #expect(!FileManager.default.fileExists(atPath: path))
    try? FileManager.default.removeItem(atPath: path)
    try "text".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try refusal(["--db", served.published, "--socket", path]).code == 1)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "text")
  }

  private func refusal(_ arguments: [String]) throws -> (code: Int32, said: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: RunningServer.program)
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }

  @Test(
    "What cannot be served safely is refused at the start, with the reason",
    arguments: [
      (["--listen", "0.0.0.0:0"], 2, "can be reached by others"),
      (["--listen", "[::]:0"], 2, "can be reached by others"),
      (["--listen", "192.0.2.1:80"], 2, "can be reached by others"),
      (["--listen", "8686"], 2, "is not an address"),
      (["--base", "stats"], 2, "is not a valid path"),
      (["--base", "/a/../b"], 2, "is not a valid path"),
      (["--base", "/a\"b"], 2, "is not a valid path"),
      (["--public", "a:80"], 2, "is not a host name"),
      (["--members", "a.example"], 2, "go together"),
      (["--public", "a.example", "--members", "a.example", "--state", "x"], 2, "cannot be both"),
    ])
  func unsafe(arguments: [String], code: Int32, words: String) throws {
    let outcome = try refusal(["--db", served.published] + arguments)
    #expect(outcome.code == code && outcome.said.contains(words), "\(outcome.said)")
  }

  @Test("A file that is none, or taken addresses, are said")
  func failures() throws {
    let missing = try refusal(["--db", served.folder.path + "/none.sqlite"])
    #expect(missing.code == 1 && missing.said.contains("there is no database"))
    let server = try server()
    let taken = try refusal(["--db", served.published, "--listen", "127.0.0.1:\(server.port)"])
    #expect(taken.code == 1)
    #expect(
      taken.said
        == "sporlos-serve: cannot listen on 127.0.0.1:\(server.port): Address already in use\n")
  }

  @Test("The database is as it was, and nothing is left beside it")
  func untouched() throws {
    let folder = served.folder.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let copy = folder.appendingPathComponent("published.sqlite")
    try FileManager.default.copyItem(atPath: served.published, toPath: copy.path)
    let before = try Data(contentsOf: copy)
    let server = try RunningServer(["--db", copy.path, "--listen", "127.0.0.1:0"])
    for kind in ["overview", "pages", "days"] {
      _ = try server.exchange(Self.request("/api/v1/sites/-/reports/\(kind)"))
    }
    _ = server.end()
    #expect(try Data(contentsOf: copy) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["published.sqlite"])
  }
}
