import Foundation
import GRDB
import TestSupport
import Testing

extension PlantedLeak {
  /// Places that nobody looks at, and numbers that nothing bounds at first sight.
  static let places: [PlantedLeak] = headers + unused + copies + numbers + states

  private static let headers: [PlantedLeak] = [
    .init("an address in the header's room for later", "address", "192.0.2.77") { scene in
      try scene.edit { $0.replaceSubrange(72..<82, with: Data("192.0.2.77".utf8)) }
    },
    .init("a word there", "residue", "kari") { scene in
      try scene.edit { $0.replaceSubrange(80..<84, with: Data("kari".utf8)) }
    },
    .init("an address as the size of caches", "residue", "") { scene in
      try scene.edit { $0.replaceSubrange(48..<52, with: [192, 0, 2, 77]) }
    },
  ]

  private static let unused: [PlantedLeak] = [
    gap("an address with hyphens", "address", "192-0-2-77"),
    gap("a short IPv6 address", "address", "fd00::77"),
    gap("sixteen hexadecimal digits", "token", "9f86d081884c7d65"),
    gap("a path with its query", "unredacted", "/people/kari?x"),
    gap("one with a longer query", "unredacted", "/search?name=kari"),
  ]

  /// A text between a page's rows and their list.
  private static func gap(_ title: String, _ kind: String, _ text: String) -> PlantedLeak {
    PlantedLeak("\(title) in unused space", kind, text) { scene in
      try scene.edit { data in
        let place = try scene.gap(of: text.utf8.count + 20, in: data) + 10
        data.replaceSubrange(place..<(place + text.utf8.count), with: Data(text.utf8))
      }
    }
  }

  private static let copies: [PlantedLeak] = [
    .init("a copy of a row whose name is gone", "deleted text", "kari-nord") { scene in
      try copy(in: scene, naming: "/kari-nord")
    },
    .init("one whose name has five digits", "number", "84213") { scene in
      try copy(in: scene, naming: "/u/84213")
    },
    .init("one whose name has an address", "address", "192.0.2.77") { scene in
      try copy(in: scene, naming: "/u/192.0.2.77")
    },
    .init("an index entry that is no row's", "damaged", "") { scene in
      try scene.execute("INSERT INTO site(name) VALUES ('three.example.org')")
      try scene.edit { data in
        let name = Data("three.example.org".utf8)
        let last = try #require(data.range(of: name, options: .backwards))
        data.replaceSubrange(last, with: Data("karin.example.org".utf8))
      }
    },
  ]

  /// Puts two copies of a page's row between a page's list of rows and its rows, just before these.
  private static func copy(in scene: AuditScene, naming path: String) throws {
    let queue = try DatabaseQueue(path: scene.database.path)
    let root = try queue.read {
      try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'page'") ?? 0
    }
    try queue.close()
    // Two bytes each for the row's length and number, a header of eight, site 1, a tag, the path.
    let text = Array(path.utf8)
    var row: [UInt8] = [8, 0, 9, 6, UInt8(13 + 2 * text.count), 0, 0, 0]
    row += [0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x71] + text
    row = [UInt8(row.count), 100] + row
    try scene.edit { data in
      // The leaves of a tree are those of its pages that have rows.
      var page = root
      while data[(page - 1) * 4096] == 5 {
        let right = (page - 1) * 4096 + 8
        page = data[right..<(right + 4)].reduce(0) { $0 << 8 | Int($1) }
      }
      let start = (page - 1) * 4096
      let content = Int(data[start + 5]) << 8 | Int(data[start + 6])
      let cells = Int(data[start + 3]) << 8 | Int(data[start + 4])
      guard content - 8 - 2 * cells > 2 * row.count else { throw CocoaError(.fileReadUnknown) }
      let end = start + content
      data.replaceSubrange((end - 2 * row.count)..<end, with: Data(row + row))
    }
  }

  private static let numbers: [PlantedLeak] =
    [
      ("page", "people_days", "id = (SELECT min(id) FROM page WHERE since IS NOT NULL)"),
      ("page", "most_people", "id = (SELECT min(id) FROM page WHERE since IS NOT NULL)"),
      ("source", "lines", "id = 1"), ("source", "hits", "id = 1"),
      ("source", "bytes", "id = 1"),
      ("meta", "referrer_table", "one = 1"),
      ("version_day", "major", "day = (SELECT min(day) FROM version_day) AND major > 100"),
    ].map { table, column, row in
      .init("an address as \(table).\(column)", "value", "3221226061") {
        try $0.execute("UPDATE OR IGNORE \(table) SET \(column) = 3221226061 WHERE \(row)")
      }
    } + [
      .init("a word that reads as published sums", "disagreement", "") { scene in
        try scene.execute(
          "INSERT INTO summed_part VALUES (1, 1, 20454, 20424, ?)", [Data("kari".utf8)])
      },
      .init("a mail address in their place", "email", "kari@example.org") { scene in
        try scene.execute(
          "INSERT INTO summed_part VALUES (1, 1, 20454, 20424, ?)", [Data("kari@example.org".utf8)])
      },
      .init("a word as published days", "blob", "kari") { scene in
        try scene.execute(
          "INSERT INTO packed_day VALUES (1, 20454, 20424, ?)", [Data("kari".utf8)])
      },
      .init("a mail address as cells of a month", "email", "kari@example.org") { scene in
        try scene.execute(
          "INSERT INTO packed_cell VALUES (1, 1, 20454, 20424, ?)", [Data("kari@example.org".utf8)])
      },
      .init("an address as rejected lines", "value", "3221226061") {
        try $0.execute("INSERT OR REPLACE INTO source_reject VALUES (1, 1, 3221226061)")
      },
    ]

  private static func status(_ title: String, _ kind: String, _ text: String) -> PlantedLeak {
    PlantedLeak(title, kind, text) {
      try $0.write(
        #"""
        {"commitSeconds":0,"commits":1,"committed":1792000123,"cuts":0,"flush":10,"hits":5,"lines":5,"looked":0,"lostDatagrams":0,"patterns":["\#(text)"],"process":30043,"rejected":{},"sources":[],"started":1792000120}
        """#, to: $0.state.appendingPathComponent("follow.json"))
    }
  }

  private static let states: [PlantedLeak] = [
    status("an e-mail address for a log's name", "email", "kari@example.org"),
    status("an address for a log's name", "address", "logs/192.0.2.77"),
    status("a telephone number for a log's name", "number", "91234567"),
    .init("a status with a key of somebody's own", "foreign bytes", "kari") {
      try $0.write(#"{"user":"kari"}"#, to: $0.state.appendingPathComponent("follow.json"))
    },
    .init("metrics of somebody's own", "foreign bytes", "kari") {
      try $0.write(
        "sporlos_lines_total{user=\"kari\"} 1\n",
        to: $0.state.appendingPathComponent("metrics.prom"))
    },
    .init("a word in a lock", "foreign bytes", "kari") {
      try $0.write("kari", to: $0.state.appendingPathComponent("lock"))
    },
    .init("a path in a follower's lock", "foreign bytes", "kari") {
      try $0.write("/people/kari?x=1", to: $0.state.appendingPathComponent("follow.lock"))
    },
    .init("a link that leads nowhere", "email", "kari@example.org") {
      try FileManager.default.createSymbolicLink(
        atPath: $0.state.appendingPathComponent("link").path,
        withDestinationPath: "kari@example.org")
    },
    .init("one with a word", "unknown file", "kari") {
      try FileManager.default.createSymbolicLink(
        atPath: $0.state.appendingPathComponent("link").path, withDestinationPath: "kari")
    },
    .init("a key of a day that is yet to come", "overdue key", "") {
      try $0.write(
        String(repeating: "k", count: 32),
        to: try $0.visitors().appendingPathComponent("2099-01-01.key"))
    },
  ]
}
