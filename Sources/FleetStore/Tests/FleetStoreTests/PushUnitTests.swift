import Testing

@testable import FleetStore

@Suite("The unit of a follower")
struct PushUnitTests {
  private func lines(_ database: String, state: String? = nil, quorum: Int = 0) -> [String] {
    let unit = PushUnit(
      url: "https://writer@ch.example.org:8443/sporlos", database: database,
      state: state ?? database + "-store", quorum: quorum)
    return unit.text.split(separator: "\n").map(String.init)
  }

  @Test("It sends by the hour, and reaches neither logs nor keys")
  func usual() {
    let lines = lines("/var/lib/sporlos/traffic.sqlite", quorum: 2)
    for line in [
      "ExecStart=/usr/bin/sporlos-store push https://writer@ch.example.org:8443/sporlos "
        + "--db /var/lib/sporlos/traffic.sqlite --state /var/lib/sporlos/traffic.sqlite-store --quorum 2 --follow",
      "ReadWritePaths=/var/lib/sporlos -/var/lib/sporlos/traffic.sqlite-store",
      "InaccessiblePaths=-/var/log -/run/sporlos -/var/lib/sporlos/traffic.sqlite-state",
      "ProtectHome=yes", "PrivateTmp=yes", "RestartPreventExitStatus=2",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(!lines.contains { $0.contains("SupplementaryGroups") })
  }

  @Test(
    "Words are quoted where systemd would read them otherwise",
    arguments: [
      ("/srv/a b.sqlite", #""/srv/a b.sqlite""#), ("/srv/100%.sqlite", "/srv/100%%.sqlite"),
      ("/srv/$HOME.sqlite", "/srv/$$HOME.sqlite"), ("/srv/it's", #""/srv/it's""#),
      (#"/srv/a\b"#, #""/srv/a\\b""#), (#"/srv/"a""#, #""/srv/\"a\"""#),
      ("/srv/a\nExecStart=/bin/sh", #""/srv/a\nExecStart=/bin/sh""#), (";", #"";""#),
      ("plain", "plain"),
    ])
  func quoted(word: String, written: String) { #expect(PushUnit.quoted(word) == written) }

  @Test("Whatever a path has, the unit has no line more")
  func lineBreaks() {
    let hostile = lines("/srv/a\nUser=root\nx", state: "/srv/b\n[Service]").count
    #expect(hostile == lines("/srv/a", state: "/srv/b").count)
  }

  @Test("A path is one of the folder that it was named in, and may lie in a home")
  func places() {
    let lines = lines("traffic.sqlite")
    #expect(lines.contains { $0.hasPrefix("ReadWritePaths=/") })
    #expect(self.lines("/home/kari/t.sqlite").contains("ProtectHome=read-only"))
    #expect(self.lines("/tmp/t.sqlite").contains("PrivateTmp=no"))
  }
}
