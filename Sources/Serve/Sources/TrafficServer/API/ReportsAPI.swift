internal import TimeZones
internal import Traffic
internal import TrafficReport
internal import TrafficStore

/// Reports for programs: JSON and CSV.
struct ReportsAPI: Sendable {
  var database: PublishedDatabase
  /// Where this is, such as `/stats`; empty where it is all that the server has.
  var base: String

  /// What says all sites in the place of one's name; no site has such a name.
  static let allSites: Set = ["-", "all"]

  /// Answers a request for what is below `/api/v1`.
  func answer(_ parts: [String], _ asking: Asking, for reader: Reader) throws -> Answer {
    switch parts {
    case ["openapi.json"]: return try openAPI(asking)
    case ["sites"]: return try sites(asking, for: reader)
    default:
      guard parts.count == 4, parts[0] == "sites", parts[2] == "reports" else {
        return .problem(
          404, "no_such_resource",
          "there is nothing here: the API has \(base)/api/v1/sites, "
            + "\(base)/api/v1/sites/{site}/reports/{report} and \(base)/api/v1/openapi.json")
      }
      return try report(parts[3], site: parts[1], asking, for: reader)
    }
  }

  private func sites(_ asking: Asking, for reader: Reader) throws -> Answer {
    if let first = asking.target.parameters.first { return ReportsAPI.unknown(first.name) }
    let tag = database.version?.tag(of: ["sites", base, reader.key])
    if let tag, asking.has(tag) { return .unchanged(tag) }
    let sites = try database.read { try $0.sites() }.filter(reader.maySee)
    let members = sites.map { site in
      "\n    {\"site\": \(JSONText.string(site)), \"reports\": "
        + JSONText.string("\(base)/api/v1/sites/\(Target.encoded(site))/reports") + "}"
    }
    let kinds = ReportKind.allCases.filter(\.isPublished).map { JSONText.string($0.rawValue) }
    return Answer(
      Answer.json,
      "{\n  \"sites\": [" + members.joined(separator: ",") + (members.isEmpty ? "" : "\n  ")
        + "],\n  \"reports\": [" + kinds.joined(separator: ", ") + "]\n}\n", tag: tag)
  }

  private func report(_ name: String, site: String, _ asking: Asking, for reader: Reader) throws
    -> Answer
  {
    // A page whole is made of reports on pages.
    let isOfPage = name == ReportsAPI.ofOnePage
    guard let kind = isOfPage ? ReportKind.pages : ReportKind(rawValue: name) else {
      let names = ReportKind.allCases.filter(\.isPublished).map(\.rawValue).joined(separator: ", ")
      return .problem(
        404, "unknown_report",
        "there is no report \(QuotedText.quoted(name)): choose from \(names), \(ReportsAPI.ofOnePage)"
      )
    }
    guard kind.isPublished else {
      return .problem(
        403, "operators_only",
        "the report \(QuotedText.quoted(name)) is for the operator only, and nothing of it is published"
      )
    }
    let isOfAll = ReportsAPI.allSites.contains(site)
    guard isOfAll ? reader.seesAll : reader.maySee(site) else { return .forbidden(site) }
    var question = ReportQuestion(kind: kind, site: isOfAll ? nil : site)
    do {
      try question.read(asking.target.parameters)
    } catch {
      return .problem(400, error.code, error.sentence)
    }
    question.isOfPage = isOfPage
    if isOfPage, question.page == nil {
      return .problem(400, "no_page", "name the page: \(name)?page=/courses")
    }
    guard let form = question.form ?? asking.acceptedForm else {
      return .problem(
        406, "not_acceptable", "a report is application/json or text/csv: accept one of these")
    }
    let tag = database.version?.tag(of: question.words(form, now: database.hour))
    if let tag, asking.has(tag) { return .unchanged(tag) }
    do {
      let answered = try database.report(question).fromOffset()
      switch form {
      case .json: return Answer(Answer.json, answered.json(), tag: tag)
      case .csv:
        let place = "inline; filename=\"\(isOfPage ? name : kind.rawValue).csv\""
        return Answer(
          Answer.csv, answered.report.csv(), tag: tag,
          headers: [Answer.Header(name: "Content-Disposition", value: place)])
      }
    } catch let error as ReportQuestion.Problem {
      return .problem(400, error.code, error.sentence)
    }
  }

  private static let ofOnePage = "page"

  private func openAPI(_ asking: Asking) throws -> Answer {
    if let first = asking.target.parameters.first { return ReportsAPI.unknown(first.name) }
    let tag = "\"\(Blake.hash(of: Array((base + OpenAPI.document).utf8), bytes: 16))\""
    if asking.has(tag) { return .unchanged(tag) }
    return Answer(
      "application/json", OpenAPI.document.replacing("\"{base}", with: "\"" + base), tag: tag)
  }

  private static func unknown(_ name: String) -> Answer {
    .problem(
      400, "unknown_parameter",
      "there is no parameter \(QuotedText.quoted(name)): this address takes none")
  }
}

extension ReportQuestion {
  /// All that the answer depends on beside the database.
  func words(_ form: Form, now: String) -> [String] {
    [site, from, to, compare, by, page, part, referrer, device, sort].map {
      $0.map { "=\($0)" } ?? "-"
    } + [
      kind.rawValue, String(isOfPage), limit.map(String.init) ?? "-", String(offset),
      form.rawValue, now,
    ]
  }
}

extension Asking {
  /// Whether the client has what a tag stands for (RFC 9110, section 13.1.2).
  func has(_ tag: String) -> Bool {
    guard let ifNoneMatch else { return false }
    return ifNoneMatch.split(separator: ",").contains {
      let known = $0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      let text = String(known)
      return text == "*" || text == tag || text == "W/" + tag
    }
  }

  /// The form of a report that a client would rather have; `nil` where it takes none there is.
  var acceptedForm: ReportQuestion.Form? {
    guard let accept, !accept.isEmpty else { return .json }
    var best: (form: ReportQuestion.Form, weight: Double)?
    for item in accept.split(separator: ",") {
      let words = item.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      let weight =
        words.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      let form: ReportQuestion.Form? =
        switch words.first {
        case "application/json", "*/*", "application/*": .json
        case "text/csv", "text/*": .csv
        default: nil
        }
      if let form, weight > 0, weight > best?.weight ?? 0 { best = (form, weight) }
    }
    return best?.form
  }
}
