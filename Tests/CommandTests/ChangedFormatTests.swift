import TestSupport
import Testing

/// What is known of a log's format from one run to the next.
@Suite("A log that is read in another format than before")
struct ChangedFormatTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write("", to: "access.log")
  }

  private static let sentence =
    "its earlier lines were read in another format, and their counts stay as they are"

  private func collect(_ lines: Range<Int>, _ format: String...) throws -> String {
    try folder.append(LogLineWriter.lines(lines), to: "access.log")
    let outcome = try SporlosProgram.run(
      ["collect", "access.log", "--db", "t.sqlite"] + format, in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return outcome.errors
  }

  @Test("It is said once, also of two formats that have the same name")
  func changed() throws {
    let (first, second) = (
      #"nginx:$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$ignored""#,
      #"nginx:$remote_addr - $remote_user [$time_local] "$request" $status $ignored "$http_referer" "$http_user_agent""#
    )
    #expect(try !collect(0..<20, "--format", first).contains(Self.sentence))
    let rows = { try TrafficRows(folder.file("t.sqlite")) }
    #expect(try rows().rows("SELECT format FROM sources") == ["custom-nginx"])
    #expect(try !collect(20..<40, "--format", first).contains(Self.sentence))
    #expect(try collect(40..<60, "--format", second).contains(Self.sentence))
    #expect(try !collect(60..<80, "--format", second).contains(Self.sentence))
    #expect(try rows().rows("SELECT format, hits FROM sources") == ["custom-nginx|80"])
  }
}
