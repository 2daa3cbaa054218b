extension Setting {
  private static let counting: Set = ["collect", "follow", "unit"]
  /// What counts lines of logs: into a database or a part of a backfill, or to take them back.
  private static let mapping = counting.union(["backfill map", "undo"])
  private static let reading = mapping.union(["check", "scrub"])
  private static let following: Set = ["follow", "unit"]
  private static let changing: Set = [
    "note", "undo", "prune", "forget", "own-host", "sites rename", "fleet invite",
    "fleet join", "fleet share", "fleet merge", "fleet names", "backfill start", "backfill finish",
  ]
  private static let withState = counting.union([
    "status", "alert", "undo", "forget", "own-host", "sites rename", "backup", "audit",
    "fleet invite", "fleet join", "fleet share", "fleet names", "backfill start", "backfill finish",
  ])
  private static let withDatabase = counting.union(changing).union([
    "status", "report", "alert", "publish", "backup", "audit",
  ])

  /// All settings, in the order in which they are listed.
  static let all: [Setting] =
    top + logs + table("follow", following, followed) + table("report", ["report"], reported)
    + table("alert", ["alert"], alerted) + table("serve", ["serve"], served)

  private static let top: [Setting] = [
    .init("db", .path, withDatabase, ""),
    .init(
      "time-zone", .text, counting.union(["fleet invite", "backfill start"]), "this machine's"),
    .init("state", .path, withState, "the database's name and -state"),
    .init("geo", .path, mapping, "a database in the usual places, if any"),
    .init("drop-addresses", .flag, mapping, "false"),
    .init("seal-after", .number, counting.union(["audit", "undo"]), "48"),
    .init("publish-after", .number, counting, "2"),
    .init("threshold", .number, counting, "the database's, at first 5"),
    .init("publish-to", .path, counting, "no file"),
    .init("publish-member", .flag, counting, "false"),
    .init("keep", .text, counting.union(["prune"]), "the database's, at first 25mo"),
    .init("keep-hours", .text, counting.union(["prune"]), "the database's, at first 13mo"),
    .init("keep-days", .text, counting.union(["prune"]), "the database's, at first all"),
    .init("threads", .number, reading, "one per core"),
    .init("wait", .number, counting.union(changing), "60"),
  ]

  private static let logs: [Setting] = [
    .init("logs", .paths, counting, "", .logs),
    .init("site", .text, mapping.union(["check"]), "each line's virtual host", .logs),
    .init("source", .text, mapping, "no name", .logs),
    .init("format", .text, reading, "recognised", .logs),
    .init("format-file", .path, reading, "none", .logs),
    .init("client-address", .text, reading, "the format's", .logs),
    .init("trusted-proxy", .texts, reading, "private networks", .logs),
    .init("log-time-zone", .text, reading, "UTC", .logs),
    .init("page-rule", .texts, reading, "none", .logs),
    .init("own-host", .texts, reading, "none", .logs),
    .init("campaigns", .text, reading, "none", .logs),
    .init("sitemap", .paths, mapping.union(["check"]), "none", .logs),
    .init("kind", .texts, mapping, "by names of files", .logs),
    .init("query", .texts, mapping, "none", .logs),
    .init("exclude-network", .texts, mapping, "none", .logs),
    .init("exclude-path", .texts, mapping, "none", .logs),
    .init("exclude-agent", .texts, mapping, "none", .logs),
    .init("max-rejected", .amount, reading, "50%", .logs),
  ]

  private static let followed: [(String, Kind, String)] = [
    ("flush", .text, "with 5 visitors, or when the hour is over"), ("from-end", .flag, "false"),
    ("health", .text, "1h"), ("metrics", .path, "no file"),
    ("metrics-group", .text, "that of the process"),
  ]

  private static let reported: [(String, Kind, String)] = [
    ("language", .text, "en"), ("mail-from", .text, "sendmail's"), ("mail-to", .texts, "none"),
  ]

  private static let alerted: [(String, Kind, String)] = [
    ("no-traffic", .text, "not looked for"), ("spike", .amount, "not looked for"),
    ("errors", .amount, "not looked for"), ("language", .text, "en"), ("run", .text, "none"),
    ("mail", .texts, "none"),
    ("sendmail", .path, "/usr/sbin/sendmail"),
  ]

  private static let served: [(String, Kind, String)] = [
    ("db", .path, "publish-to, or else db"), ("listen", .text, "127.0.0.1:8686"),
    ("socket", .path, "none"), ("base", .text, "/"), ("public", .texts, "none"),
    ("members", .texts, "none"), ("state", .path, "none"),
  ]

  private static func table(
    _ name: String, _ commands: Set<String>, _ settings: [(String, Kind, String)]
  ) -> [Setting] {
    settings.map { Setting($0, $1, commands, $2, .table(name)) }
  }

  private init(
    _ key: String, _ kind: Kind, _ commands: Set<String>, _ fallback: String, _ place: Place = .top
  ) {
    (self.key, self.kind, self.commands) = (key, kind, commands)
    (self.fallback, self.place) = (fallback, place)
  }

  /// Settings of which one at most makes sense: where one is given, those of the file give way.
  static let exclusive: [Set<String>] = [
    ["format", "format-file"], ["serve.listen", "serve.socket"], ["drop-addresses", "geo"],
  ]
}
