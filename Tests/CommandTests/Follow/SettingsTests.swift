import TestSupport
import Testing

/// What a follower counts is what a plain `collect` would count.
@Suite("A follower heeds the settings of every collect")
struct SettingsTests {
  let folder: ScratchFolder
  let follower: Follower

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
  }

  @Test("Pages of a sitemap, and of a page rule without a placeholder, have their names at once")
  func sitemap() throws {
    try folder.write("https://example.org/articles/number-1\n", to: "sitemap.txt")
    try folder.write(LogLineWriter.lines(0..<20), to: "access.log")
    try follower.start(
      "access.log", "--sitemap", "sitemap.txt", "--page-rule", "/articles/number-8")
    try follower.expect(hits: 20)
    try follower.stop(hits: 20)
    let names = try TrafficRows(folder.file(Follower.database)).rows(
      "SELECT path FROM page WHERE path LIKE '/_%' ORDER BY path")
    #expect(names == ["/articles/number-1", "/articles/number-8"])
  }
}
