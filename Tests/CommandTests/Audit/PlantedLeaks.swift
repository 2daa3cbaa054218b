import Foundation
import GRDB
import TestSupport
import Testing

/// Something personal, or something that should not be there, and where it is put.
struct PlantedLeak: CustomTestStringConvertible, Sendable {
  var title: String
  /// The kind that has to be among the findings.
  var kind: String
  /// What must not be printed.
  var mark: String
  var plant: @Sendable (AuditScene) throws -> Void

  var testDescription: String { title }

  init(
    _ title: String, _ kind: String, _ mark: String,
    _ plant: @escaping @Sendable (AuditScene) throws -> Void
  ) {
    (self.title, self.kind, self.mark, self.plant) = (title, kind, mark, plant)
  }

  /// A text in the place of a page's path.
  private static func path(_ title: String, _ kind: String, _ path: String) -> PlantedLeak {
    PlantedLeak(title, kind, path) { try $0.name(path) }
  }

  static let all = paths + columns + schema + bytes + files + places

  static let paths: [PlantedLeak] = [
    path("an e-mail address in a path", "email", "/unsubscribe/kari.nordmann@example.org"),
    path("one in changing case", "email", "/u/KaRi.NordMann@eXample.ORG"),
    path("one percent-encoded", "email", "/u/kari%2Enordmann%40example.org"),
    path("one percent-encoded twice", "email", "/u/kari%2540example.org"),
    path("an IPv4 address", "address", "/track/192.0.2.77"),
    path("one in octal", "address", "/track/0300.0000.0002.0115"),
    path("one behind letters", "address", "/track/host192.0.2.77"),
    path("an IPv6 address", "address", "/track/2001:db8:cafe::77"),
    path("one in full", "address", "/track/2001:0db8:cafe:0000:0000:0000:0000:0077"),
    path("one mapped, in brackets", "address", "/track/[::ffff:192.0.2.77]"),
    path("a UUID", "token", "/order/3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
    path("long hexadecimal", "token", "/reset/9f86d081884c7d659a2feaa0c55ad015"),
    path("base64", "token", "/r/dGhpcyBpcyBhIHNlY3JldCB0b2tlbg9X2kQ"),
    path("a JSON Web Token", "token", "/jwt/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJrYXJpIn0.c2ln"),
    path("five digits", "number", "/users/84213"),
    path("digits of another script", "number", "/users/٨٤٢١٣٧"),
    path("a telephone number", "number", "/call/+47 912 34 567"),
    path("a national identity number", "number", "/id/010190 12345"),
    path("a card number", "number", "/pay/4111 1111 1111 1111"),
    path("a query", "unredacted", "/search?name=kari"),
    path(
      "a user agent", "user agent",
      "/Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"),
    path(
      "an address at the end of a row of many pages", "address",
      "/" + String(repeating: "lang/", count: 4000) + "192.0.2.77"),
  ]

  static let columns: [PlantedLeak] = [
    .init("a customer's line as a referrer", "address", "192-0-2-77") {
      try $0.execute("UPDATE referrer SET host = '192-0-2-77.dsl.example.net' WHERE id = 2")
    },
    .init("an address' name as a referrer", "address", "77.2.0.192") {
      try $0.execute("UPDATE referrer SET host = '77.2.0.192.in-addr.arpa' WHERE id = 2")
    },
    .init("the path of a referrer", "unredacted", "kari-side") {
      try $0.execute("UPDATE referrer SET host = 'example.org/kari-side' WHERE id = 2")
    },
    .init("a site that is an address", "address", "192.0.2.77") {
      try $0.execute("UPDATE site SET name = '192.0.2.77' WHERE id = 1")
    },
    .init("an e-mail address as a campaign", "email", "kari@example.org") {
      try $0.execute("UPDATE campaign SET name = 'kari@example.org' WHERE id = 1")
    },
    .init("an e-mail address in a note", "email", "kari@example.org") {
      try $0.execute("INSERT INTO annotation VALUES (20730, 0, 'Ask kari@example.org', 0)")
    },
    .init("an address in a note on a site", "address", "192.0.2.77") {
      try $0.execute("INSERT INTO annotation VALUES (20730, 1, 'Attack from 192.0.2.77', 0)")
    },
    .init("a note of several lines", "value", "second line") {
      try $0.execute(
        "INSERT INTO annotation VALUES (20730, 0, 'a' || char(10) || 'second line', 0)")
    },
    .init("a person's number as a campaign", "number", "01019012345") {
      try $0.execute("UPDATE campaign SET medium = '01019012345' WHERE id = 1")
    },
    .init("an address as the number of hits", "disagreement", "3221226061") {
      try $0.execute(
        "UPDATE client_hour SET hits = 3221226061 WHERE hour = (SELECT min(hour) FROM client_hour)")
    },
    .init("an address as a number of visitors", "disagreement", "3221226061") {
      try $0.execute(
        "UPDATE site_day SET visitors = 3221226061 WHERE day = (SELECT min(day) FROM site_day)")
    },
    .init("a time in seconds as an hour", "time", "1792000123") {
      try $0.execute("INSERT INTO status_hour VALUES (1792000123, 1, 200, 1)")
    },
    .init("an address as the number of a page", "dangling", "3221226061") {
      try $0.execute("INSERT INTO page_day VALUES (20600, 201326592, 1, 1, 1)")
    },
    .init("an address as a blob", "blob", "192.0.2.77") {
      try $0.execute("UPDATE meta SET key_check = x'C000024D'")
    },
    .init("a member of a closed set that is none", "value", "kari") {
      try $0.execute("INSERT INTO device(id, name) VALUES (14, 'kari')")
    },
    .init("a text in the place of a member's name", "email", "kari@example.org") {
      try $0.execute("UPDATE browser SET name = 'kari@example.org' WHERE id = 3")
    },
    .init("a country that is none", "value", "kari") {
      try $0.execute("INSERT INTO country_day VALUES (20730, 1, 'kari', 1, 1)")
    },
    .init("a format that is none", "address", "192.0.2.77") {
      try $0.execute("UPDATE source SET format = 'combined 192.0.2.77' WHERE id = 1")
    },
    .init("counts of three years ago", "overdue", "") {
      try $0.execute("INSERT INTO site_day VALUES (19700, 1, 1, 1, 1)")
    },
    .init("a page without a name since the spring", "overdue page", "") {
      try $0.execute(
        "UPDATE page SET since = 20560 WHERE id = (SELECT max(id) FROM page WHERE since IS NOT NULL)"
      )
    },
  ]

  static let schema: [PlantedLeak] = [
    .init("a table with JSON in it", "email", "kari@example.org") {
      try $0.execute(
        "CREATE TABLE notes(n); INSERT INTO notes VALUES ('{\"user\":\"kari@example.org\"}')")
    },
    .init("a table of numbers", "address", "3221226061") {
      try $0.execute("CREATE TABLE numbers(n); INSERT INTO numbers VALUES (3221226061)")
    },
    .init("a table of times", "time", "1792000123") {
      try $0.execute("CREATE TABLE seen(n); INSERT INTO seen VALUES (1792000123456)")
    },
    .init("a log's time in a table", "time", "13:55:36") {
      try $0.execute("CREATE TABLE seen(n); INSERT INTO seen VALUES ('01/Oct/2026:13:55:36 +0200')")
    },
    .init("an address in hexadecimal in a table", "address", "0xC0") {
      try $0.execute("CREATE TABLE seen(n); INSERT INTO seen VALUES ('0xC0.0x00.0x02.0x4D')")
    },
    .init("a table that is empty, named after a person", "stranger", "kari@example.org") {
      try $0.execute("CREATE TABLE \"kari@example.org\"(n)")
    },
    .init("UTF-16 in a table of blobs", "email", "kari@example.org") {
      try $0.execute("CREATE TABLE notes(n)")
      try $0.execute(
        "INSERT INTO notes VALUES (?)", ["kari@example.org".data(using: .utf16BigEndian)!])
    },
    .init("a column more", "changed schema", "ip_of_kari") {
      try $0.execute("ALTER TABLE site ADD COLUMN ip_of_kari TEXT")
    },
    .init("an index on an expression", "stranger", "kari_index") {
      try $0.execute("CREATE INDEX kari_index ON page(lower(path))")
    },
    .init("a view with a literal", "address", "192.0.2.77") {
      try $0.execute("CREATE VIEW mine AS SELECT '192.0.2.77' AS ip")
    },
    .init("a trigger", "stranger", "kari_trigger") {
      try $0.execute(
        "CREATE TRIGGER kari_trigger AFTER INSERT ON site BEGIN SELECT 1; END")
    },
    .init("statistics that ANALYZE keeps", "stranger", "") {
      try $0.execute("ANALYZE")
    },
    .init("a view that is gone", "changed schema", "") {
      try $0.execute("DROP VIEW site_days")
    },
  ]
}
