import Foundation
import TestSupport
import Testing
import Traffic

/// What `sporlos unit` makes of a command line.
@Suite("A follower as a service")
struct SystemdUnitTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test(
    "A unit for systemd names the logs by paths that hold everywhere, and takes the network away")
  func unit() throws {
    let outcome = try SporlosProgram.run(
      [
        "unit", "logs/access *.log", "--db", "/var/lib/sporlos/traffic.sqlite",
      ], in: folder.url)
    #expect(outcome.exitCode == 0)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(
      lines.contains {
        $0.hasPrefix("ExecStart=")
          && $0.hasSuffix(
            "sporlos follow \"\(folder.path)/logs/access *.log\" "
              + "--db /var/lib/sporlos/traffic.sqlite")
      }, "\(outcome.output)")
    for setting in [
      "Type=notify", "DynamicUser=yes", "StateDirectory=sporlos", "ProtectSystem=strict",
      "NoNewPrivileges=yes", "PrivateNetwork=yes", "LimitCORE=0",
    ] { #expect(lines.contains(setting)) }
    let listening = try unit("syslog:udp:127.0.0.1:5140", "--db", "/srv/traffic.sqlite")
    #expect(listening.contains("PrivateNetwork=no"))
    #expect(listening.contains("IPAddressAllow=localhost"))
    #expect(listening.contains("ReadWritePaths=/srv"))
    let none = try SporlosProgram.run(
      ["unit", "-", "--db", "traffic.sqlite"], in: folder.url)
    #expect(none.exitCode == 2)
    #expect(none.errors.hasPrefix("sporlos: a service has no standard input: name the logs"))
  }

  /// The lines of the unit for a command line.
  private func unit(_ arguments: String...) throws -> [String] {
    let outcome = try SporlosProgram.run(
      ["unit"] + arguments, in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test("A unit makes folders of its own, and takes nobody else's over")
  func unitFolders() throws {
    // What a user that systemd makes up owns is where nobody else gets in, so such a user it is
    // only where nobody has to.
    let alone = try unit(
      "access.log", "--db", "/var/lib/sporlos/traffic.sqlite", "--state", "/var/lib/sporlos-keys/")
    #expect(alone.contains("DynamicUser=yes"))
    #expect(alone.contains("StateDirectory=sporlos sporlos-keys"))
    #expect(!alone.contains { $0.hasPrefix("RuntimeDirectory") || $0.hasPrefix("ReadWritePaths") })
    let watched = try unit(
      "access.log", "--db", "/var/lib/sporlos/traffic.sqlite",
      "--metrics=/var/lib/prometheus/node-exporter/sporlos.prom")
    #expect(!watched.contains("DynamicUser=yes"))
    #expect(watched.contains("#   systemd-sysusers --inline 'u sporlos -'"))
    #expect(
      watched.contains("#   setfacl -m u:sporlos:rwx /var/lib/prometheus/node-exporter"))
    #expect(watched.contains("StateDirectory=sporlos"))
    #expect(watched.contains("ReadWritePaths=/var/lib/prometheus/node-exporter"))
    let elsewhere = try unit("access.log", "--db", "/srv/my traffic/traffic.sqlite")
    #expect(!elsewhere.contains("DynamicUser=yes"))
    #expect(elsewhere.contains("#   install -d -o sporlos -m 0700 '/srv/my traffic'"))
    #expect(elsewhere.contains("ReadWritePaths=\"/srv/my traffic\""))
    #expect(!elsewhere.contains { $0.hasPrefix("StateDirectory") })
    let socket = try unit(
      "syslog:unix:/run/sporlos-nginx/log", "syslog:unix:/srv/nginx/log", "--db",
      "/var/lib/sporlos/traffic.sqlite")
    #expect(!socket.contains("DynamicUser=yes"))
    #expect(socket.contains("RuntimeDirectory=sporlos sporlos-nginx"))
    #expect(socket.contains("RuntimeDirectoryMode=0711"))
    #expect(socket.contains("RuntimeDirectoryPreserve=yes"))
    #expect(socket.contains("ReadWritePaths=/srv/nginx"))
  }

  @Test("A unit's command line holds wherever it is started, whatever its paths look like")
  func unitPaths() throws {
    let lines = try unit(
      "./logs/../access.log", "--db=./data/traffic.sqlite", "--state", "keys/", "--metrics",
      "../traffic.prom", "--geo=none", "--sitemap", "sitemap.xml")
    let parent = folder.url.deletingLastPathComponent().path
    let start = try #require(lines.first { $0.hasPrefix("ExecStart=") })
    #expect(
      start.hasSuffix(
        " follow \(folder.path)/access.log --db=\(folder.path)/data/traffic.sqlite "
          + "--state \(folder.path)/keys --metrics \(parent)/traffic.prom --geo=none "
          + "--sitemap \(folder.path)/sitemap.xml"), "\(start)")
    #expect(lines.contains("ReadWritePaths=\(parent) \(folder.path)/data \(folder.path)/keys"))
  }

  /// Names that act on a terminal, end a line or mean something to systemd.
  static let hostileNames = [
    "a\nExecStart=b", "\u{202E}gol.a", "\u{1B}[31mred", "tab\there", "zero\u{200B}width",
    "a\u{2066}b\u{2069}", "\u{7F}", "back\\slash", "\\x41", "quo\"te", "it's", "100%n", "$HOME",
    "æ ø å", "a\u{202E}\\ \"'%$\n",
  ]

  @Test("A unit shows what its paths are made of, raw nothing of it", arguments: hostileNames)
  func hostileUnit(name: String) throws {
    let outcome = try SporlosProgram.run(
      [
        "unit", "/var/log/\(name)", "--db", "/var/lib/sporlos-\(name)/t.sqlite",
      ], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { QuotedText.harmless(String($0)) == $0 }, "\(outcome.output)")
    #expect(lines.count(where: { $0.hasPrefix("ExecStart=") }) == 1)
    // What systemd makes of the line, by its manual (systemd.service(5), systemd.syntax(7)).
    let start = try #require(lines.first { $0.hasPrefix("ExecStart=") })
    let words = Self.words(of: String(start.dropFirst(10)))
    #expect(
      words.dropFirst() == [
        "follow", "/var/log/\(name)", "--db", "/var/lib/sporlos-\(name)/t.sqlite",
      ], "\(start)")
  }

  /// The words of a command line, read as systemd does.
  private static func words(of line: String) -> [String] {
    var (words, word): ([String], [UInt8]) = ([], [])
    var bytes = Array(line.utf8)[...]
    var (isQuoted, isWord) = (false, false)
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): (isQuoted, isWord) = (!isQuoted, true)
      case UInt8(ascii: " ") where !isQuoted:
        if isWord { words.append(String(decoding: word, as: UTF8.self)) }
        (word, isWord) = ([], false)
      case UInt8(ascii: "\\"):
        isWord = true
        let next = bytes.popFirst()
        if next == UInt8(ascii: "x") {
          word.append(UInt8(String(decoding: bytes.prefix(2), as: UTF8.self), radix: 16)!)
          bytes = bytes.dropFirst(2)
        } else {
          word.append(next!)
        }
      case UInt8(ascii: "%"), UInt8(ascii: "$"):
        #expect(bytes.popFirst() == byte, "what is doubled stands for itself")
        word.append(byte)
        isWord = true
      default:
        word.append(byte)
        isWord = true
      }
    }
    return isWord ? words + [String(decoding: word, as: UTF8.self)] : words
  }

  @Test(
    "A folder that systemd cannot be told of is refused in a sentence",
    arguments: ["/srv/\u{202E}a/t.sqlite", "/srv/a\nb/t.sqlite"])
  func unnameable(database: String) throws {
    let outcome = try SporlosProgram.run(
      ["unit", "a.log", "--db", database], in: folder.url)
    #expect(outcome.exitCode == 2 && outcome.output == "")
    let shown = QuotedText.quoted(String(database.dropLast(9)))
    #expect(
      outcome.errors.hasPrefix(
        "sporlos: a unit cannot name the folder \(shown), which the service writes to: "),
      "\(outcome.errors)")
  }

  @Test("systemd finds nothing wrong with the unit", .enabled(if: hasSystemd))
  func verifiedUnit() throws {
    let outcome = try SporlosProgram.shell(
      """
      sporlos unit access.log syslog:unix:/run/sporlos/log \
        --db /var/lib/sporlos/traffic.sqlite > sporlos.service
      systemd-analyze verify ./sporlos.service
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
  }

  /// Command lines of each kind of unit, and the most that systemd-analyze may say of its exposure.
  static let kinds = [
    ("/var/log/a.log --db /var/lib/sporlos/t.sqlite", 0.2),
    ("/var/log/a.log --db /srv/t.sqlite", 0.4),
    ("/var/log/a.log --db /srv/a/t.sqlite --state /srv/keys --metrics /var/lib/p/m.prom", 0.4),
    ("syslog:unix:/run/sporlos/log --db /var/lib/sporlos/t.sqlite", 0.4),
    ("/home/a/a.log --db /srv/t.sqlite", 0.5),
    ("syslog:udp:127.0.0.1:5140 --db /var/lib/sporlos/t.sqlite", 1.0),
    ("syslog:udp:[::1]:5140 /home/a/a.log --db /tmp/t.sqlite", 1.2),
  ]

  @Test(
    "The exposure of each kind of unit is what the manual says", .enabled(if: hasSystemd),
    arguments: kinds)
  func exposure(arguments: String, most: Double) throws {
    let outcome = try SporlosProgram.shell(
      """
      sporlos unit \(arguments) > sporlos.service
      systemd-analyze security --offline=true ./sporlos.service | tail -n 1
      """, in: folder.url)
    let level = outcome.output.split(separator: " ").compactMap { Double($0) }.first
    // Where the tests' own program is in a temporary folder or a home, that costs 0.2 and 0.1.
    #expect(try #require(level) <= most + Self.costOfPlace + 0.001, "\(outcome.output)")
  }

  private static let costOfPlace: Double = {
    let path = SporlosProgram.url.path
    if path.hasPrefix("/tmp/") || path.hasPrefix("/var/tmp/") { return 0.2 }
    return path.hasPrefix("/home/") || path.hasPrefix("/root/") ? 0.1 : 0
  }()

  static let hasSystemd = FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")
}
