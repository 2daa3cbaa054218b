import LogFormats
import Testing

/// Configurations that would never end, or grow without bound.
@Suite struct ConfigurationLimitTests {
  private func doubling(_ line: (Int) -> String) -> String {
    (0..<60).map(line).joined(separator: "\n")
  }

  @Test("Files that include each other over and over end")
  func includes() {
    let inside = (0..<40).map { "/x/d/\($0)" }
    let read = ServerConfiguration.read(
      "/x/nginx.conf",
      files: { path in
        Array("include d/*;\(path == "/x/nginx.conf" ? "access_log /l/a.log;" : "")".utf8)
      }, matches: { _ in inside })
    #expect(read.logs.map(\.path) == ["/l/a.log"])
    #expect(read.problems.contains { $0.code == .includeCycle })
    #expect(read.problems.contains { $0.code == .tooLarge })
  }

  @Test("Files that include a next one without end are too deep")
  func chain() {
    let read = ServerConfiguration.read(
      "/x/nginx.conf",
      files: { Array("include \($0)x; access_log /l/a.log;".utf8) }, matches: { [$0] })
    #expect(read.logs.map(\.path) == ["/l/a.log"])
    #expect(read.problems.map(\.code) == [.tooDeep])
  }

  @Test("A folder that holds itself ends")
  func folders() {
    let read = ServerConfiguration.read(
      "/x/httpd.conf",
      files: { $0 == "/x/httpd.conf" ? Array("Include d\nCustomLog /l/a.log %h".utf8) : nil },
      matches: { [String($0.dropLast()) + "e"] })
    #expect(read.logs.map(\.path) == ["/l/a.log"])
  }

  @Test("More than 32 MiB is not read")
  func bytes() {
    let half = [UInt8](repeating: UInt8(ascii: "\n"), count: 20 << 20)
    let read = ServerConfiguration.read(
      "/x/nginx.conf",
      files: { path in
        path == "/x/nginx.conf" ? Array("include a; include b; include c;".utf8) : half
      }, matches: { [$0] })
    #expect(read.problems == [ConfigurationProblem(.tooLarge, file: "/x/nginx.conf", line: 1)])
  }

  @Test("Variables that double themselves stay short")
  func variables() {
    let apache =
      "Define A xxxxxxxx\n" + doubling { _ in "Define A ${A}${A}" } + "\nCustomLog ${A} %h"
    let shell = "A=xxxxxxxx\n" + doubling { _ in "A=$A$A" } + "\n"
    let lighttpd =
      "a = \"xxxxxxxx\"\n" + doubling { _ in "a += a + a" } + "\naccesslog.filename = a"
    let haproxy =
      "global\n setenv A xxxxxxxx\n" + doubling { _ in " setenv A \"$A$A\"" }
      + "\n log \"$A\" local0\nfrontend a\n mode http\n log global\n option httplog"
    for (path, text) in [
      ("/x/httpd.conf", apache), ("/x/lighttpd.conf", lighttpd), ("/x/haproxy.cfg", haproxy),
    ] {
      let read = ConfigurationDisk(files: [path: text]).read(path)
      #expect(read.logs.count == 1)
      #expect(read.logs.allSatisfy { $0.path.utf8.count < 1 << 18 })
    }
    let read = ConfigurationDisk(
      files: ["/x/httpd.conf": "CustomLog /$${A} %h", "/x/envvars": shell]
    ).read("/x/httpd.conf")
    #expect(read.logs.map(\.path.utf8.count) == [2 + 4_096])
  }

  @Test("Macros and snippets that double themselves end")
  func macros() {
    let macros = doubling { "<Macro m\($0)>\nUse m\($0 + 1)\nUse m\($0 + 1)\n</Macro>" }
    let snippets = doubling { "(s\($0)) {\n import s\($0 + 1)\n import s\($0 + 1)\n}" }
    for (path, text) in [
      ("/x/httpd.conf", macros + "\nCustomLog /l/a.log %h\nUse m0"),
      (
        "/x/Caddyfile", snippets + "\na.example {\n log {\n output file /l/a.log\n }\n import s0\n}"
      ),
    ] {
      let read = ConfigurationDisk(files: [path: text]).read(path)
      #expect(read.logs.map(\.path) == ["/l/a.log"])
      #expect(read.problems.contains { $0.code == .tooDeep || $0.code == .tooLarge })
    }
  }

  @Test(
    "Blocks that open without end are no stack overflow",
    arguments: ServerConfiguration.Kind.allCases)
  func depth(_ kind: ServerConfiguration.Kind) {
    for unit in [
      "a {\n", "{", "<a>", "[", "{\"a\":", "(", "$HTTP[\"host\"] == \"a\" {", "<<A\n", "\\\n",
    ] {
      let text = String(repeating: unit, count: 20_000)
      let read = ConfigurationDisk(files: ["/x/a": text]).read("/x/a", kind: kind)
      #expect(read.kind == kind)
      #expect(read.problems.count <= 1_000)
    }
  }
}
