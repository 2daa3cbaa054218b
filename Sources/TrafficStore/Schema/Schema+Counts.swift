import CountCatalogue

extension Schema {
  /// Version 7: where visitors come in, and what they do not find.
  static let landings = [CountTable.landingDay, .notFoundDay]
    .map { $0.tableSQL + "\n" + $0.viewSQL }.joined(separator: "\n")
}

/// What the database makes of a table's description. The tables and views of earlier versions were written
/// by hand; a test compares them with this.
extension CountTable {
  /// The statement that makes the table; not for the packed one.
  var tableSQL: String {
    let columns = dimensions.map { dimension in
      let reference = dimension.target.map { " REFERENCES \($0)(id)" } ?? ""
      let check = dimension.isLetters ? " CHECK (\(dimension.column) GLOB '[A-Z][A-Z]')" : ""
      let type = dimension.isLetters ? "TEXT" : "INTEGER"
      return "\(dimension.column) \(type) NOT NULL\(reference)\(check)"
    }
    let counts = measures.map { "\($0.column) INTEGER NOT NULL" }
    let lines = ["\(grain.column) INTEGER NOT NULL"] + columns + counts
    return """
      CREATE TABLE \(name)(
        \(lines.joined(separator: ",\n  ")),
        PRIMARY KEY (\(([grain.column] + keys).joined(separator: ", ")))
      ) STRICT, WITHOUT ROWID;
      """
  }

  /// The statement that makes the view, in which names stand for numbers.
  var viewSQL: String {
    var (selected, joins) = ([String](), [String]())
    let others = dimensions.filter { $0 != .site && $0 != .page }
    if has(.page) {
      joins.append("JOIN page ON page.id = \(name).page")
      joins.append("JOIN site ON site.id = page.site")
      selected += ["site.name AS site", "coalesce(page.path, '(rare pages)') AS page"]
    } else {
      joins.append("JOIN site ON site.id = \(name).site")
      selected.append("site.name AS site")
    }
    selected.append(
      grain == .hour
        ? "\(CountTable.text(ofHour: "\(name).hour")) AS hour"
        : "date(\(name).day * 86400, 'unixepoch') AS day")
    for dimension in others {
      selected += dimension.shown(in: name)
      if let target = dimension.target {
        joins.append("JOIN \(target) ON \(target).id = \(name).\(dimension.column)")
      }
      if dimension == .referrer {
        joins.append("JOIN referrer_group ON referrer_group.id = referrer.grp")
      }
    }
    selected += measures.map { "\(name).\($0.column)" }
    return """
      CREATE VIEW \(view) AS
        SELECT \(selected.joined(separator: ", "))
        FROM \(name)
          \(joins.joined(separator: "\n    "));
      """
  }
}

extension CountTable {
  /// An hour as ``Hour`` writes it: `2026-10-25T02:00+02:00`.
  private static func text(ofHour hour: String) -> String {
    let behind = "(\(hour) & 127)"
    let offset =
      "printf('%s%02d:%02d', iif(\(behind) < 64, '+', '-'), abs(64 - \(behind)) / 4, "
      + "abs(64 - \(behind)) % 4 * 15)"
    return "strftime('%Y-%m-%dT%H:00', (\(hour) >> 7) * 3600, 'unixepoch') "
      + "|| CASE \(behind) WHEN 64 THEN 'Z' WHEN 0 THEN '' ELSE \(offset) END"
  }
}

extension CountDimension {
  /// The columns of a view that show it.
  fileprivate func shown(in table: String) -> [String] {
    switch self {
    case .site, .page: []
    case .referrer: ["referrer.host AS referrer", "referrer_group.name AS kind"]
    case .campaign: ["campaign.source", "campaign.medium", "campaign.name AS campaign"]
    case .device, .browser, .system, .kind, .bot: ["\(rawValue).name AS \(rawValue)"]
    case .traffic: ["traffic_class.name AS traffic"]
    case .responseTime: ["response_time.up_to_ms"]
    case .status, .country: ["\(table).\(column)"]
    case .major: ["nullif(\(table).major, 0) AS version"]
    }
  }
}
