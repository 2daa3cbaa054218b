public import Traffic

extension Report {
  /// The report as JSON (RFC 8259), ended by a line feed.
  ///
  /// The shape is stable; members may be added:
  ///
  ///     {
  ///       "report": "pages",
  ///       "site": "example.org" or null for all sites,
  ///       "from": "2026-10-01T00:00Z" or null: the first hour,
  ///       "to": "2026-10-31T23:00Z" or null: the last hour, included,
  ///       "compared_with": {"from": …, "to": …} or null,
  ///       "grains": ["week"], what rows are added up from, where that is published,
  ///       "threshold": 5, or null where all is shown: what counts less is in "(other)",
  ///       "tables": [{
  ///         "name": "pages",
  ///         "columns": [{"name": "page", "kind": "text"}, …],
  ///         "rows": [{"page": "/", "page_views": 12, "share": 0.25, …}, …],
  ///         "totals": {"page_views": 48, …} or null,
  ///         "held_back": ["errors"], the columns with a number that is not known,
  ///         "rows_left_out": 0
  ///       }],
  ///       "notes": ["…"],
  ///       "warnings": [{"code": "bots_apart", "text": "…"}, …]: the notes again, with names for programs
  ///       "annotations": [{"day": "2026-10-20", "site": null for all sites, "text": "…"}, …]: what somebody
  ///         wrote on the days of a series in time
  ///     }
  ///
  /// A kind is `text`, `time` (a string), `count`, `bytes` (an integer), `share` (a number from 0
  /// to 1) or `milliseconds` (a number). A number that is not known is null, and a row lacks the names it does
  /// not have. Where a period is compared, rows and totals have a member `before` with the numbers of the other
  /// period. Characters that act on a terminal are escaped, so that nothing is lost and nothing
  /// acts.
  ///
  /// - Parameters:
  ///   - members: Further members of the whole, each with its value as JSON.
  ///   - more: Further warnings.
  /// - Complexity: O(*n*) in the rows.
  public func json(
    with members: [(name: String, value: String)] = [],
    warnings more: [(code: String, text: String)] = []
  ) -> String {
    var text = "{\n  \"report\": \(JSONText.string(name)),\n"
    text += "  \"site\": \(site.map(JSONText.string) ?? "null"),\n"
    text += "  \"from\": \(period.map { "\"\($0.lowerBound)\"" } ?? "null"),\n"
    text += "  \"to\": \(period.map { "\"\($0.upperBound)\"" } ?? "null"),\n"
    text += "  \"compared_with\": "
    text +=
      earlier.map { "{\"from\": \"\($0.lowerBound)\", \"to\": \"\($0.upperBound)\"}" } ?? "null"
    text += ",\n  \"grains\": [\(grains.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))],\n"
    text += "  \"time_zone\": \(JSONText.string(timeZone)),\n"
    text += "  \"threshold\": \(threshold.map { String($0) } ?? "null"),\n"
    text += "  \"tables\": [" + tables.map(\.json).joined(separator: ",") + "\n  ],\n"
    text += "  \"notes\": ["
    text += notes.map { "\n    " + JSONText.string($0) }.joined(separator: ",")
    text += notes.isEmpty ? "]" : "\n  ]"
    let warnings = (zip(noteCodes, notes).map { (code: $0, text: $1) } + more).map {
      "\n    {\"code\": \(JSONText.string($0.code)), \"text\": \(JSONText.string($0.text))}"
    }
    text +=
      ",\n  \"warnings\": [\(warnings.joined(separator: ","))\(warnings.isEmpty ? "]" : "\n  ]")"
    text += ",\n  " + Report.json(of: annotations)
    for member in members { text += ",\n  \(JSONText.string(member.name)): \(member.value)" }
    return text + "\n}\n"
  }

  /// What was written on days, as a member of an object: `"annotations": […]`.
  ///
  /// - Complexity: O(*n*).
  public static func json(of annotations: [Annotation]) -> String {
    let items = annotations.map {
      "\n    {\"day\": \"\($0.day)\", \"site\": \($0.site.map(JSONText.string) ?? "null"), "
        + "\"text\": \(JSONText.string($0.text))}"
    }
    return "\"annotations\": [\(items.joined(separator: ","))\(items.isEmpty ? "]" : "\n  ]")"
  }
}

extension Report.Table {
  fileprivate var json: String {
    let described = columns.map {
      "{\"name\": \(JSONText.string($0.name)), \"kind\": \"\($0.kind.rawValue)\"}"
    }
    var text = "\n    {\n      \"name\": \(JSONText.string(name)),\n"
    text += "      \"columns\": [\n        "
    text += described.joined(separator: ",\n        ") + "\n      ],\n      \"rows\": ["
    text += rows.indices.map { index in
      "\n        " + object(rows[index], before: earlier?.rows[index])
    }.joined(separator: ",")
    text += rows.isEmpty ? "],\n" : "\n      ],\n"
    text += "      \"totals\": \(totals.map { object($0, before: earlier?.totals) } ?? "null"),\n"
    let heldBack = heldBack.map(JSONText.string).joined(separator: ", ")
    text += "      \"held_back\": [\(heldBack)],\n"
    text += "      \"rows_left_out\": \(rowsLeftOut)\n    }"
    return text
  }

  /// The cells, each under the name of its column; and those of the period before.
  private func object(_ cells: [Report.Cell], before: [Report.Cell]? = nil) -> String {
    var members = members(cells)
    if let before {
      members.append("\"before\": {" + self.members(before).joined(separator: ", ") + "}")
    }
    return "{" + members.joined(separator: ", ") + "}"
  }

  private func members(_ cells: [Report.Cell]) -> [String] {
    zip(columns, cells).compactMap { column, cell -> String? in
      let value: String
      switch cell {
      case .none:
        guard column.isNumber else { return nil }
        value = "null"
      case .number(let number): value = String(number)
      case .share(let share): value = NumberText.fraction(share)
      case .milliseconds(let time): value = NumberText.exactMilliseconds(time)
      case .text(let text): value = JSONText.string(text)
      }
      return "\(JSONText.string(column.name)): \(value)"
    }
  }
}

extension Report.Table {
  /// The names of the columns of which some row's number is not to be known: too little would be said by it, or
  /// it would tell another.
  public var heldBack: [String] {
    columns.indices.filter { index in
      columns[index].isNumber && rows.contains { $0[index] == .none }
    }.map { columns[$0].name }
  }
}

extension Report.Column {
  fileprivate var isNumber: Bool { kind != .text && kind != .time }
}

/// Strings as JSON writes them.
public enum JSONText {
  /// The text in quotes; escaped is what must be, what acts on a terminal, and `<`, so that JSON
  /// may stand inside HTML.
  ///
  /// - Complexity: O(*n*) in the text's length.
  public static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "<": quoted += "\\u003C"
      default:
        if QuotedText.acts(scalar) {
          for unit in String(scalar).utf16 { quoted += "\\u" + hex(unit) }
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  private static func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
