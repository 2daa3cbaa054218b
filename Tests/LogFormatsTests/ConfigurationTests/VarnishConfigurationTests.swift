import LogFormats
import Testing

@Suite struct VarnishConfigurationTests {
  static let unit = "/lib/systemd/system/varnishncsa.service"
  static let shell = "/etc/default/varnishncsa"

  static let cases: [ConfigurationCase] = [
    .init(
      "A unit's options, percent signs written twice", unit,
      """
      [Service]
      ExecStart=/usr/bin/varnishd -F -w x
      ExecStart=
      ExecStart=/usr/bin/varnishncsa -aD -w /l/v.log \\
        -F '%%h "%%r" %%{X-Forwarded-For}i # %%%%' -q 'RespStatus >= 400'
      """,
      [#"/l/v.log '%h "%r" %{X-Forwarded-For}i # %%' {-q RespStatus >= 400} varnishncsa.service:4"#]
    ),
    .init(
      "A file of shell assignments", shell,
      """
      VARNISHNCSA_ENABLED=1
      LOGFILE=/l/v.log
      DAEMON_OPTS="-a -w ${LOGFILE} -F '%h %s' -D -P ${PIDFILE}"
      """, ["/l/v.log '%h %s' varnishncsa:3"]),
    .init(
      "Without a file the log is standard output, without a format Varnish's own", unit,
      "ExecStart=/usr/bin/varnishncsa -a", ["- (standardOutput) default varnishncsa.service:1"]),
    .init(
      "A format may stand in a file", unit,
      files: [
        unit: "ExecStart=varnishncsa -f/etc/varnish/format -w /l/v.log",
        "/etc/varnish/format": "\n%h %b\nmore",
      ], ["/l/v.log '%h %b' varnishncsa.service:1"]),
    .init(
      "A file that is not there is said", unit, "\nExecStart=varnishncsa -f /gone -w /l/v.log", [],
      problems: ["unreadable /gone varnishncsa.service:2"]),
  ]

  @Test("The log of varnishncsa is that which its options say", arguments: cases)
  func logs(_ varnish: ConfigurationCase) {
    let read = varnish.read()
    #expect(read.logs == varnish.logs)
    #expect(read.problems == varnish.problems)
  }
}
