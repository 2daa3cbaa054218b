import Foundation
import GRDB
import TestSupport
import Testing

@Suite("No value of a log is at rest")
struct AuditLogTests {
  static let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
  static let line =
    "192.0.2.77 - kari.nordmann [01/Oct/2026:13:55:36 +0000] "
    + "\"GET /reset/a1B2c3D4e5F6g7H8i9J0?name=Kari+Nordmann HTTP/1.1\" 200 100 "
    + "\"https://example.net/inbox/84213?q=kari\" \"\(agent)\" \"session=kaka9f86d081884c7d65\"\n"
    + "2001:db8:cafe::77 - - [01/Oct/2026:14:01:02 +0000] \"GET /about HTTP/1.1\" 200 100 \"-\" "
    + "\"\(agent)\"\n"

  /// A value of the line above, as it may have been written down somewhere.
  struct Value: CustomTestStringConvertible, Sendable {
    var kind: String
    var text: String
    var testDescription: String { "\(kind): \(text)" }
  }

  static let values: [Value] = [
    .init(kind: "log: address", text: "192.0.2.77"),
    .init(kind: "log: address", text: "192-0-2-77"),
    .init(kind: "log: address", text: "3221226061"),
    .init(kind: "log: address", text: "c000024d"),
    .init(kind: "log: address", text: "0xc0.0x00.0x02.0x4d"),
    .init(kind: "log: address", text: "77.2.0.192.in-addr.arpa"),
    .init(kind: "log: address", text: "2001:0DB8:CAFE:0000:0000:0000:0000:0077"),
    .init(kind: "log: address", text: "20010db8cafe00000000000000000077"),
    .init(kind: "log: user", text: "user KARI.NORDMANN here"),
    .init(kind: "log: time", text: "01/Oct/2026:13:55:36 +0000"),
    .init(kind: "log: user agent", text: agent),
    .init(kind: "log: user agent", text: agent.lowercased()),
    .init(kind: "log: request", text: "a1B2c3D4e5F6g7H8i9J0"),
    .init(kind: "log: query", text: "name=Kari+Nordmann"),
    .init(kind: "log: referrer", text: "inbox 84213"),
    .init(kind: "log: other part of a line", text: "kaka9f86d081884c7d65"),
  ]

  @Test("A value is found in a table, as UTF-16, percent-encoded, and in a file", arguments: values)
  func found(value: Value) throws {
    let scene = try AuditScene()
    try scene.execute("CREATE TABLE one(n); CREATE TABLE two(n)")
    try scene.execute("INSERT INTO one VALUES (?)", [value.text])
    try scene.execute(
      "INSERT INTO two VALUES (?)", [value.text.data(using: .utf16LittleEndian) ?? Data()])
    let encoded = value.text.addingPercentEncoding(withAllowedCharacters: []) ?? ""
    try scene.write(encoded, to: scene.state.appendingPathComponent("follow.json"))
    try scene.folder.write(Self.line, to: "access.log")
    let outcome = try scene.audit("--log", "access.log", "--json")
    #expect(outcome.exitCode == 1)
    let kinds = try AuditScene.kinds(outcome)
    #expect(kinds.count { $0 == value.kind } == 3, "\(outcome.output.suffix(2500))")
    let shown = (outcome.output + outcome.errors).lowercased()
    #expect(!shown.contains(value.text.lowercased()))
  }

  @Test("The bytes of an address are found where a keyed hash belongs")
  func binary() throws {
    let scene = try AuditScene()
    try scene.execute(
      "UPDATE source SET fingerprint = x'20010db8cafe1a2b3c4d5e6f708192a3' WHERE id = 1")
    let address = "2001:db8:cafe:1a2b:3c4d:5e6f:7081:92a3"
    try scene.folder.write(
      Self.line.replacingOccurrences(of: "2001:db8:cafe::77", with: address), to: "access.log")
    #expect(try scene.audit("-q").exitCode == 0, "16 bytes like any other")
    let outcome = try scene.audit("--log", "access.log", "--json")
    #expect(try AuditScene.kinds(outcome) == ["log: address"])
  }

  @Test(
    "What may be kept is no finding: a page that is called like a user, a host, a program's name")
  func kept() throws {
    let scene = try AuditScene()
    try scene.name("/kari.nordmann")
    try scene.folder.write(
      Self.line + Self.line.replacingOccurrences(of: Self.agent, with: "Firefox"), to: "access.log")
    #expect(try scene.audit("-q", "--log", "access.log").output == "")
  }

  @Test(
    "A referrer's host that collect keeps is none, whatever its words are",
    arguments: ["look-at-me.example.com", "www.look-at-me.example.com", "jobs_at.example.net"])
  func keptHost(host: String) throws {
    let folder = try ScratchFolder()
    let lines = (0..<12).map { number in
      "198.51.\(100 + number % 6).9 - - [\(20 + number / 6)/Oct/2026:10:11:12 +0000] \"GET /about HTTP/1.1\" "
        + "200 5 \"https://\(host)/page\" \"\(Self.agent)\"\n"
    }
    try folder.write(lines.joined(), to: "access.log")
    for arguments in [["collect", "access.log"], ["audit", "--log", "access.log"]] {
      let outcome = try SporlosProgram.run(
        arguments + ["--db", "traffic.sqlite", "-q"], in: folder.url)
      #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    }
    let hosts = try TrafficRows(folder.file("traffic.sqlite")).rows("SELECT host FROM referrer")
    #expect(hosts.contains { host.hasSuffix($0) && $0.contains("example") })
  }

  @Test("Compressed, from a pipe, of a format that is not recognised, or not there")
  func sources() throws {
    let scene = try AuditScene()
    try scene.write("seen 192.0.2.77", to: scene.state.appendingPathComponent("follow.json"))
    try scene.folder.write("noise 192.0.2.77 noise\n" + Self.line, to: "access.log")
    let packed = try SporlosProgram.shell("gzip -k access.log", in: scene.folder.url)
    #expect(packed.exitCode == 0)
    for log in ["access.log", "access.log.gz", "-"] {
      let outcome = try SporlosProgram.run(
        ["audit", "--db", "traffic.sqlite", "--json", "--log", log],
        input: scene.folder.file("access.log"), in: scene.folder.url)
      #expect(try AuditScene.kinds(outcome).contains("log: address"), "\(log)")
    }
    let missing = try scene.audit("--log", "missing.log")
    #expect(missing.exitCode == 1)
    #expect(
      missing.errors
        == "sporlos: cannot compare the log \"missing.log\" (No such file or directory): "
        + "name a log, compressed or not, that can be read\n")
  }
}
