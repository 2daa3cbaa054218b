import LogFormats
import Testing

@Suite struct LighttpdConfigurationTests {
  static let path = "/etc/lighttpd/lighttpd.conf"

  static let cases: [ConfigurationCase] = [
    .init(
      "A log with the format that lighttpd has of its own", path,
      """
      server.modules += ( "mod_accesslog", # the log
        "mod_x" => ( "a" => "}" ) )
      accesslog.filename = "/l/access.log"
      """, ["/l/access.log default lighttpd.conf:3"]),
    .init(
      "A format before or behind the file, variables and joined strings", path,
      #"""
      accesslog.format = "%h %t " + "\"%r\"" +
        " %>s"
      var.logs = "/l"
      var.name = "a"
      var.name += ".log"
      accesslog.filename = var.logs + "/" + name
      """#, [#"/l/a.log '%h %t "%r" %>s' lighttpd.conf:6"#]),
    .init(
      "What stands in a host's block is that host's, whatever is said later around it", path,
      #"""
      $HTTP["host"] == "a.example:8080" {
        accesslog.filename = "/l/a.log"
        $HTTP["url"] =~ "^/x{2}" { accesslog.filename = "/l/ax.log" }
      }
      else $HTTP["host"] =~ "(^|\.)b\.example$" { accesslog.filename = "/l/b.log" }
      else $HTTP["host"] =~ "^(www\.)?c-d\.example(:[0-9]+)?$" { accesslog.filename = "/l/c.log" }
      else $HTTP["host"] =~ "^(e|f)\.example$" { accesslog.filename = "/l/e.log" }
      else $HTTP["host"] != "g.example" { accesslog.filename = "/l/not.log" }
      else { server.tag = "x" }
      accesslog.format = "%h"
      accesslog.filename = "/l/all.log"
      """#,
      [
        "/l/all.log '%h' lighttpd.conf:11", "/l/a.log '%h' [a.example] lighttpd.conf:2",
        "/l/ax.log '%h' [a.example] lighttpd.conf:3", "/l/b.log '%h' [b.example] lighttpd.conf:5",
        "/l/c.log '%h' [c-d.example] lighttpd.conf:6", "/l/e.log '%h' lighttpd.conf:7",
        "/l/not.log '%h' lighttpd.conf:8",
      ]),
    .init(
      "A host's own format in the log of all is told as a second format", path,
      """
      accesslog.filename = "/l/a.log"
      $HTTP["host"] == "a.example" { accesslog.format = "%v" }
      """,
      ["/l/a.log default lighttpd.conf:1", "/l/a.log '%v' lighttpd.conf:2"],
      problems: ["severalFormats /l/a.log lighttpd.conf:2"]),
    .init(
      "Pipes, syslog and nothing", path,
      """
      accesslog.filename = "|/usr/bin/cronolog /l/%Y-%m.log"
      $HTTP["host"] == "a.example" { accesslog.use-syslog = "enable" }
      $HTTP["host"] == "b.example" { accesslog.filename = "| /bin/cat" }
      $HTTP["host"] == "c.example" { accesslog.filename = "/dev/null" }
      $HTTP["host"] == "d.example" { accesslog.filename = "" }
      """,
      [
        "/l/*-*.log (datedFiles) default lighttpd.conf:1",
        "syslog (syslog) default [a.example] lighttpd.conf:2",
        "/bin/cat (pipe) default [b.example] lighttpd.conf:3", "off [c.example] lighttpd.conf:4",
      ]),
    .init(
      "Files are included from the main file's folder, and what is wrong is said", path,
      files: [
        path: """
        var.dir = "conf"
        include "conf-enabled/*.conf"
        include var.dir + ".d/log.conf"
        include_shell "/usr/share/lighttpd/use-ipv6.pl " + server.port
        include
        include "gone.conf"
        }
        $HTTP["host"] == "a.example" {
        """,
        "/etc/lighttpd/conf-enabled/10-accesslog.conf": "accesslog.filename = \"/l/a.log\"",
        "/etc/lighttpd/conf.d/log.conf":
          "accesslog.format = \"%h\"\ninclude \"lighttpd.conf\"\n\"x",
      ],
      ["/l/a.log '%h' 10-accesslog.conf:1"],
      problems: [
        "includeCycle /etc/lighttpd/lighttpd.conf log.conf:2", "unterminated \" log.conf:3",
        "notRead include_shell lighttpd.conf:4", "missingArgument include lighttpd.conf:5",
        "unreadable /etc/lighttpd/gone.conf lighttpd.conf:6", "unexpected } lighttpd.conf:7",
        "unterminated { lighttpd.conf:8",
      ]),
  ]

  @Test("The logs of lighttpd are those its configuration says", arguments: cases)
  func logs(_ lighttpd: ConfigurationCase) {
    let read = lighttpd.read()
    #expect(read.logs == lighttpd.logs)
    #expect(read.problems == lighttpd.problems)
  }
}
