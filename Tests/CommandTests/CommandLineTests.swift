import Foundation
import TestSupport
import Testing

@Suite("The command line as a whole")
struct CommandLineTests {
  @Test(
    "Where there is no /proc to read it from, nothing seems to be well",
    .enabled(if: InterruptionTests.hasOwnMounts))
  func withoutProc() throws {
    let folder = try ScratchFolder()
    let outcome = try SporlosProgram.shell(
      """
      unshare --user --map-root-user --mount bash -c '
        mount -t tmpfs tmpfs /proc && exec "$0" report --db traffic.sqlite
      ' '\(SporlosProgram.url.path)'
      """, in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == "sporlos: cannot read the command line: mount /proc where this runs\n")
  }
}
