import Foundation
import TestSupport
import Testing

@Suite("`sporlos serve` starts the server's own program")
struct ServeTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    for place in ["beside", "path"] {
      let bin = folder.url.appendingPathComponent(place)
      try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
      let program = bin.appendingPathComponent("sporlos-serve")
      try "#!/bin/sh\nprintf '%s\\n' \(place) \"$@\"\nexit 7\n".write(
        to: program, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    }
  }

  @Test("It is found in PATH, gets each argument, and ends as it ends")
  func path() throws {
    let outcome = try SporlosProgram.shell(
      "PATH=\(folder.url.path)/path:$PATH sporlos serve --db 'a b.sqlite' --help '' -- --json",
      in: folder.url)
    #expect(outcome.output == "path\n--db\na b.sqlite\n--help\n\n--\n--json\n")
    #expect(outcome.exitCode == 7)
  }

  @Test("The one beside the program goes before that in PATH")
  func beside() throws {
    let outcome = try SporlosProgram.shell(
      """
      ln '\(SporlosProgram.url.path)' beside/sporlos 2> /dev/null || cp '\(SporlosProgram.url.path)' beside/sporlos
      PATH=\(folder.url.path)/path:$PATH beside/sporlos serve --db a.sqlite
      """, in: folder.url)
    #expect(outcome.output == "beside\n--db\na.sqlite\n")
  }

  @Test("Help of one of its commands is asked of it")
  func help() throws {
    let outcome = try SporlosProgram.shell(
      "PATH=\(folder.url.path)/path:$PATH sporlos help serve user add", in: folder.url)
    #expect(outcome.output == "path\nuser\nadd\n--help\n")
    let own = try SporlosProgram.shell(
      "PATH=\(folder.url.path)/path:$PATH sporlos help serve", in: folder.url)
    #expect(own.output.contains("`sporlos serve --help`"), "\(own)")
  }

  @Test("Where there is none, it says what to build; one in the working folder is not taken")
  func missing() throws {
    let bin = folder.url.appendingPathComponent("path")
    let outcome = try SporlosProgram.shell(
      "cd \(bin.path) && PATH=.::$PATH sporlos serve --db a.sqlite", in: bin)
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors
        == "sporlos: there is no sporlos-serve next to this program or in PATH: build it with `swift build -c release "
        + "--package-path Sources/Serve --product sporlos-serve` and put it there\n")
  }
}
