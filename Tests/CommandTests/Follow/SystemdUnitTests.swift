import Foundation
import TestSupport
import Testing

/// What `--print-unit` makes of a command line.
@Suite("A follower as a service")
struct SystemdUnitTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test(
    "A unit for systemd names the logs by paths that hold everywhere, and takes the network away")
  func unit() throws {
    let outcome = try SporlosProgram.run(
      [
        "collect", "--follow", "logs/access *.log", "--db", "/var/lib/sporlos/traffic.sqlite",
        "--print-unit",
      ], in: folder.url)
    #expect(outcome.exitCode == 0)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(
      lines.contains {
        $0.hasPrefix("ExecStart=")
          && $0.hasSuffix(
            "sporlos collect --follow \"\(folder.path)/logs/access *.log\" "
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
      ["collect", "--follow", "-", "--db", "traffic.sqlite", "--print-unit"], in: folder.url)
    #expect(none.exitCode == 2)
    #expect(none.errors.hasPrefix("sporlos: a service has no standard input: name the logs"))
  }

  /// The lines of the unit for a command line.
  private func unit(_ arguments: String...) throws -> [String] {
    let outcome = try SporlosProgram.run(
      ["collect", "--follow"] + arguments + ["--print-unit"], in: folder.url)
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
        " collect --follow \(folder.path)/access.log --db=\(folder.path)/data/traffic.sqlite "
          + "--state \(folder.path)/keys --metrics \(parent)/traffic.prom --geo=none "
          + "--sitemap \(folder.path)/sitemap.xml"), "\(start)")
    #expect(lines.contains("ReadWritePaths=\(parent) \(folder.path)/data \(folder.path)/keys"))
  }

  @Test("A name that would end a line of the unit is refused in a sentence")
  func hostileUnit() throws {
    let outcome = try SporlosProgram.run(
      ["collect", "--follow", "a\nExecStart=b", "--db", "/srv/t.sqlite", "--print-unit"],
      in: folder.url)
    #expect(outcome.exitCode == 2 && outcome.output == "")
    #expect(
      outcome.errors.contains(
        "a unit cannot name \"a\\u{A}ExecStart=b\", which has a line end or another control "
          + "character: rename it"), "\(outcome.errors)")
  }

  @Test("systemd finds nothing wrong with the unit", .enabled(if: hasSystemd))
  func verifiedUnit() throws {
    let outcome = try SporlosProgram.shell(
      """
      sporlos collect --follow access.log syslog:unix:/run/sporlos/log --print-unit \
        --db /var/lib/sporlos/traffic.sqlite > sporlos.service
      systemd-analyze verify ./sporlos.service
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
  }

  static let hasSystemd = FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")
}
