import LogFormats
import Testing

@Suite struct SquidConfigurationTests {
  static let path = "/etc/squid/squid.conf"

  static let cases: [ConfigurationCase] = [
    .init(
      "Squid writes its own format where nothing is said", path, "http_port 3128\n",
      ["/var/log/squid/access.log squid squid.conf:0"]),
    .init(
      "A format is what stands behind its name, in the old and the new form of access_log", path,
      """
      acl local src 10.0.0.0/8 # ours
      access_log stdio:/l/a.log mine
      access_log daemon:/l/b.log logformat=mine buffer-size=64KB
      access_log /l/c.log common local !local
      access_log stdio:/l/d.log rotate=3 logformat=combined all
      access_log /l/e.log local
      logformat mine %>a [%tl]  "%rm %ru" # %>Hs
      """,
      [
        "/l/a.log mine squid.conf:2", "/l/b.log mine squid.conf:3",
        "/l/c.log common {local !local} squid.conf:4", "/l/d.log combined squid.conf:5",
        "/l/e.log squid {local} squid.conf:6",
      ]),
    .init(
      "Syslog, the network, the standard streams and nothing", path,
      """
      access_log none local
      access_log syslog:daemon.info squid
      access_log udp://10.0.0.1:5000 squid
      access_log tcp://10.0.0.1:5000
      access_log stdio:/dev/stdout
      access_log stdio:/l/a-${process_number}.log
      access_log none
      """,
      [
        "syslog:daemon.info (syslog) squid squid.conf:2",
        "udp://10.0.0.1:5000 (network) squid squid.conf:3",
        "tcp://10.0.0.1:5000 (network) squid squid.conf:4",
        "/dev/stdout (standardOutput) squid squid.conf:5",
        "/l/a-*.log (filesByVariable) squid squid.conf:6", "off [] squid.conf:7",
      ]),
    .init(
      "Files are included, lines go on, and what is wrong is said", path,
      files: [
        path: """
        include /etc/squid/conf.d/*.conf /etc/squid/gone.conf
        access_log \\
          /l/a.log
        if ${process_number} = 1
        access_log /l/b.log
        else
        access_log /l/c.log
        endif
        access_log /l/d.log logformat=mine
        access_log
        logformat x
        logformat squid %ts
        """,
        "/etc/squid/conf.d/a.conf": "include /etc/squid/squid.conf\n",
      ],
      ["/l/a.log squid squid.conf:2", "/l/b.log squid squid.conf:5"],
      problems: [
        "includeCycle /etc/squid/squid.conf a.conf:1",
        "unreadable /etc/squid/gone.conf squid.conf:1", "missingArgument access_log squid.conf:10",
        "missingArgument logformat squid.conf:11", "repeatedFormat squid squid.conf:12",
        "unknownFormat mine squid.conf:9",
      ]),
  ]

  @Test("The logs of Squid are those its configuration says", arguments: cases)
  func logs(_ squid: ConfigurationCase) {
    let read = squid.read()
    #expect(read.logs == squid.logs)
    #expect(read.problems == squid.problems)
  }

  @Test("A format keeps its quotes, blanks and signs")
  func format() {
    let configuration = "logformat\tmine   %6tr  \"%ru\" # x \\\n  [%tl]\naccess_log /l/a.log mine"
    let read = ConfigurationDisk(files: [Self.path: configuration]).read(Self.path)
    #expect(read.logs.map(\.format) == [ConfiguredFormat(.squid, "%6tr  \"%ru\" # x   [%tl]")])
  }
}
