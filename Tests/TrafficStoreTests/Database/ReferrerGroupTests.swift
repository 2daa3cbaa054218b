import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite struct ReferrerGroupTests {
  let folder: ScratchFolder
  let path: String

  init() throws {
    folder = try ScratchFolder()
    path = folder.path("t.sqlite")
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(rollup("google.com", "a.example"), sources: [])
    try database.close()
  }

  private func rollup(_ hosts: String...) -> Rollup {
    var rollup = Rollup()
    rollup.referrers = hosts.map(ReferrerHost.init(redacted:))
    return rollup
  }

  private func groups() throws -> [String] {
    try TrafficDatabase(path: path).queue.read { db in
      try String.fetchAll(
        db,
        sql: "SELECT host || ': ' || name FROM referrer JOIN referrer_group ON "
          + "referrer_group.id = grp ORDER BY host")
    }
  }

  private func change(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in try db.execute(sql: sql) }
    try queue.close()
  }

  @Test("A referrer's group is told when it is first seen")
  func first() throws {
    #expect(try groups() == ["a.example: other site", "google.com: search engine"])
  }

  @Test("As long as the table of hosts is the same, groups are left alone")
  func same() throws {
    try change("UPDATE referrer SET grp = 5")
    #expect(try groups() == ["a.example: mail", "google.com: mail"])
  }

  @Test("With another table of hosts, every group is told again")
  func other() throws {
    try change("UPDATE referrer SET grp = 5; UPDATE meta SET referrer_table = 1")
    #expect(try groups() == ["a.example: other site", "google.com: search engine"])
  }

  @Test("Groups added beside those of another release are told again at the next opening")
  func meanwhile() throws {
    let database = try TrafficDatabase(path: path)
    try database.queue.write { db in
      try db.execute(sql: "UPDATE meta SET referrer_table = 1; UPDATE referrer SET grp = 5")
    }
    _ = try database.commit(rollup("google.com"), sources: [])
    try database.queue.read { db throws in
      #expect(try Int.fetchOne(db, sql: "SELECT referrer_table FROM meta") == 1)
    }
    _ = try database.commit(rollup("b.example"), sources: [])
    try database.close()
    #expect(
      try groups()
        == ["a.example: other site", "b.example: other site", "google.com: search engine"])
  }

  @Test("Names are known once they are committed, and no others are")
  func known() throws {
    let database = try TrafficDatabase(path: path)
    var batch = Rollup()
    let campaign = Campaign(source: "news", medium: "", name: "autumn")
    batch.campaigns = [campaign]
    _ = try database.commit(batch, sources: [])
    let hosts = ["google.com", "b.example", "a.example"].map(ReferrerHost.init(redacted:))
    #expect(try database.known(hosts) == [hosts[0], hosts[2]])
    #expect(
      try database.known([
        campaign, Campaign(source: "news", medium: "mail", name: "autumn"),
        Campaign(source: "news", medium: "", name: ""),
      ]) == [campaign])
    #expect(try database.known([ReferrerHost]()).isEmpty)
    try database.close()
  }
}
