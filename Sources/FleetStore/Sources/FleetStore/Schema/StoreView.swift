internal import CountCatalogue
internal import Traffic

/// A view of the store with the names and columns of a database's, over all sources.
struct StoreView {
  let table: CountTable
  let number: UInt8
  let tables: StoreTables

  init(_ table: CountTable, number: UInt8, of tables: StoreTables) {
    (self.table, self.number, self.tables) = (table, number, tables)
  }

  var query: String {
    let kind: UnitKind = table.grain == .hour ? .hour : .day
    var keys = ["site", "at"]
    if table.has(.page) { keys.append("tag") }
    keys += table.numbered.indices.map { "k\($0 + 1)" }
    if table.has(.referrer) { keys += ["name1", "k\(table.numbered.count + 1)"] }
    if table.has(.campaign) { keys += ["name1", "name2", "name3"] }
    // A part may hold a row twice until it is merged: once of each attempt.
    let once = table.measures.indices.map { "any(m\($0 + 1)) AS c\($0 + 1)" }
    let rows = """
      SELECT \((keys + ["source"] + once).joined(separator: ", ")) FROM \(tables.fact)
      WHERE tbl = \(number) AND (source, at, ver) \(tables.among) (\(tables.units(of: kind)))
      GROUP BY \((keys + ["source"]).joined(separator: ", "))
      """
    let sums = table.measures.enumerated().map { index, measure in
      // Who visited both of two servers is not known here.
      "\(measure.adding == .largest ? "max" : "sum")(c\(index + 1)) AS s\(index + 1)"
    }
    let whole = """
      SELECT \((keys + sums).joined(separator: ", ")) FROM (
      \(rows)
      ) GROUP BY \(keys.joined(separator: ", "))
      """
    var columns = ["site"]
    if table.has(.page) { columns.append("if(path = '', '(rare pages)', path) AS page") }
    columns.append(table.grain == .hour ? "\(StoreView.hour) AS hour" : "toDate(at) AS day")
    for (index, dimension) in table.numbered.enumerated() {
      columns.append(ClosedSet.column(dimension, "k\(index + 1)"))
    }
    if table.has(.referrer) {
      columns += [
        "name1 AS referrer",
        ClosedSet.referrerGroup("k\(table.numbered.count + 1)") + " AS kind",
      ]
    }
    if table.has(.campaign) {
      columns += ["name1 AS source", "name2 AS medium", "name3 AS campaign"]
    }
    columns += table.measures.enumerated().map { "s\($0 + 1) AS \($1.column)" }
    let joined =
      table.has(.page)
      // Those of today take no join without aliases.
      ? "(\n\(whole)\n) AS counted \(tables.join) (\(tables.names)) AS named USING tag"
      : "(\n\(whole)\n)"
    return "SELECT \(columns.joined(separator: ", ")) FROM \(joined)"
  }

  /// An hour as ``Traffic/Hour`` writes it, of its raw value.
  private static let hour: String = {
    let behind = "bitAnd(at, 127)"
    func padded(_ number: String) -> String { "substring(toString(100 + \(number)), 2, 2)" }
    let quarters = "abs(64 - toInt32(\(behind)))"
    let offset =
      "concat(if(\(behind) < 64, '+', '-'), \(padded("intDiv(\(quarters), 4)")), ':', "
      + "\(padded("(\(quarters) % 4) * 15")))"
    return
      "concat(formatDateTime(toDateTime(toUInt32(intDiv(at, 128) * 3600), 'UTC'), '%Y-%m-%dT%H:00', 'UTC'), "
      + "multiIf(\(behind) = 64, 'Z', \(behind) = 0, '', \(offset)))"
  }()
}

/// Closed sets, whose members are numbers in the store.
enum ClosedSet {
  /// A column of a view that shows a member's name, or the value.
  static func column(_ dimension: CountDimension, _ column: String) -> String {
    switch dimension {
    case .device: named(column, DeviceClass.allCases.map { ($0.rawValue, $0.name) }) + " AS device"
    case .browser: named(column, Browser.allCases.map { ($0.rawValue, $0.name) }) + " AS browser"
    case .system:
      named(column, OperatingSystem.allCases.map { ($0.rawValue, $0.name) }) + " AS system"
    case .kind: named(column, HitKind.allCases.map { ($0.rawValue, $0.name) }) + " AS kind"
    case .traffic:
      named(column, TrafficClass.allCases.map { ($0.rawValue, $0.name) }) + " AS traffic"
    case .bot: named(column, BotFamily.allCases.map { ($0.rawValue, $0.name) }) + " AS bot"
    case .responseTime: time(column) + " AS up_to_ms"
    case .country: letters(column) + " AS country"
    case .major: "nullIf(\(column), 0) AS version"
    case .status: "\(column) AS status"
    case .site, .page, .referrer, .campaign:
      preconditionFailure("\(dimension) is no number")
    }
  }

  static func referrerGroup(_ column: String) -> String {
    named(column, ReferrerGroup.allCases.map { ($0.rawValue, $0.name) })
  }

  private static func named(_ column: String, _ members: [(some BinaryInteger, String)]) -> String {
    let numbers = members.map { String($0.0) }.joined(separator: ", ")
    let names = members.map { StoreText.literal($0.1) }.joined(separator: ", ")
    // A newer release's members have no name here.
    return "transform(\(column), [\(numbers)], [\(names)], '(unknown)')"
  }

  private static func time(_ column: String) -> String {
    let ranks = (1...ResponseTime.last).map(String.init).joined(separator: ", ")
    let ends = (1...ResponseTime.last).map { rank in
      // To the microsecond, as in a database.
      String((ResponseTime(rawValue: rank).milliseconds * 1000).rounded() / 1000)
    }.joined(separator: ", ")
    return "transform(\(column), [\(ranks)], [\(ends)], 0.0)"
  }

  private static func letters(_ column: String) -> String {
    func letter(_ code: String) -> String {
      "substring('ABCDEFGHIJKLMNOPQRSTUVWXYZ', toUInt8(\(code) - 64), 1)"
    }
    // 0 is what is not known.
    let code = "if(\(column) = 0, 23130, \(column))"
    return "concat(\(letter("intDiv(\(code), 256)")), \(letter("bitAnd(\(code), 255)")))"
  }
}
