/// `#Fields` lines of W3C extended logs.
///
///     #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip …
///
/// Source: Extended Log File Format, https://www.w3.org/TR/WD-logfile.html. Times are in UTC.
public enum W3CFields {
  /// The definition of the lines below a `#Fields` line.
  ///
  /// - Parameters:
  ///   - separator: What stands between the values; without it a tab where the names have tabs
  ///     between them or are CloudFront's, which writes blanks there and tabs below; else a blank.
  ///   - isQuoted: Whether text stands in quotes, also below the names of a server that else writes
  ///     none.
  ///   - namesHost: Whether `cs-uri` is a host and a path, `/example.org/a`, as Akamai writes it.
  public static func definition(
    of line: String, separator: UInt8? = nil, isQuoted: Bool = false, namesHost: Bool = false
  ) throws(FormatProblem) -> FormatDefinition {
    var definition = try definition(
      of: line, separator: separator, isQuoted: isQuoted, kind: nil)
    definition.hasHeadings = true
    guard namesHost else { return definition }
    definition.targetNamesHost = true
    definition.changeFields { field in
      switch field.name.lowercased() {
      case uri: field.notation = .withoutScheme
      // Not the draft's seconds
      // (https://github.com/alphagov/backdrop-asset-request-collector, README.md).
      case "time-taken": field.notation = .secondsOrMilliseconds
      default: break
      }
    }
    return definition
  }

  /// The name of a whole URI, which Akamai writes without its scheme.
  public static let uri = "cs-uri"

  /// A `#Fields` line for lines that are read by a plan: only names that the plan needs, and those that
  /// tell whose habits the values have, are in it. All others are `-`.
  public static func heading(of plan: FormatPlan) -> String {
    var separator = " "
    if case .steps(let steps) = plan.shape, steps.contains(where: { $0.ending == [0x09] }) {
      separator = "\t"
    }
    let names = plan.fields.map { field in
      field.meaning == .ignored
        ? W3CVariables.telling(field.name.lowercased()) ?? "-" : field.name
    }
    return "#Fields: " + names.joined(separator: separator)
  }

  /// - Parameter known: Whose habits the values have; told by the names where nobody says so.
  static func definition(
    of line: String, separator: UInt8?, isQuoted: Bool = false, kind known: W3CVariables.Kind?
  ) throws(FormatProblem) -> FormatDefinition {
    guard line.utf8.count <= FormatText.maxLength else { throw FormatProblem(.tooLarge) }
    var names = line.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }.map(String.init)
    let marks: Set<String> = ["#fields:", "fields:", "#fields"]
    if let first = names.first, marks.contains(first.lowercased()) { names.removeFirst() }
    let lowercased = names.map { $0.lowercased() }
    var kind = known ?? W3CVariables.Kind(names: lowercased)
    if isQuoted, kind == .iis { kind = .quoted }
    var fields = zip(lowercased, names).map {
      W3CVariables.field($0, kind: kind, written: $1)
    }
    // A date is only of use with the time of day, and the other way round.
    for (date, time) in [("date", "time"), ("date-local", "time-local")] {
      guard !lowercased.contains(date) || !lowercased.contains(time) else { continue }
      for (index, name) in lowercased.enumerated() where name == date || name == time {
        fields[index] = FormatField(.ignored, name: fields[index].name)
      }
    }
    let hasTabs = line.drop { $0 != " " && $0 != "\t" }.drop { $0 == " " }.contains("\t")
    let byte = separator ?? (kind == .cloudFront || hasTabs ? 0x09 : 0x20)
    return try FormatDefinition(name: "w3c", shape: .separated(byte, fields)).checked()
  }
}
