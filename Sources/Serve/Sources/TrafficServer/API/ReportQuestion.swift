internal import TimeZones
internal import Traffic
internal import TrafficReport

/// A question for a report, as a URL asks it.
struct ReportQuestion: Hashable, Sendable {
  var kind: ReportKind
  /// The name of a site; `nil` for all of them.
  var site: String?
  var from: String?
  var to: String?
  /// What it is compared with, the step of rows, and which rows are wanted in which order, as the command line has them.
  var compare: String?
  var by: String?
  var page: String?
  /// Whether the report is of that page only, and all there is of it.
  var isOfPage = false
  var part: String?
  /// The referrer whose rows are wanted.
  var referrer: String?
  /// The class of devices whose rows are wanted.
  var device: String?
  var sort: String?
  /// Whether of an overview the facts are enough.
  var isBrief = false
  /// The language of a page; the API's is English.
  var language = Language.english
  var limit: Int?
  var offset = 0
  /// Whether the URL names a form, which goes before what headers say.
  var form: Form?

  enum Form: String, Sendable {
    case json
    case csv
  }

  init(kind: ReportKind, site: String? = nil) {
    self.kind = kind
    self.site = site
  }

  /// What a URL may say.
  static let allowed = [
    "from", "to", "compare", "by", "page", "kind", "referrer", "device", "sort", "limit", "offset",
    "format",
  ]
  /// What people ask other programs for: here each report is of one of these, and of nothing else.
  private static let dimensions: Set = [
    "landing", "campaign", "country", "browser", "version", "system",
    "traffic", "status", "visitor", "hour",
  ]

  /// Why a question is none, in a sentence.
  struct Problem: Error, Hashable {
    var code: String
    var sentence: String
  }

  /// Reads the parameters of a URL.
  mutating func read(_ parameters: [Target.Parameter]) throws(Problem) {
    var seen: Set<String> = []
    for (name, value) in parameters.map({ ($0.name, $0.value) }) {
      let quoted = QuotedText.quoted(name)
      guard ReportQuestion.allowed.contains(name) else {
        if ReportQuestion.dimensions.contains(name) {
          throw Problem(
            code: "unsupported_dimension",
            sentence:
              "\(kind.rawValue) are not kept by \(name): published are the rows of each report, and not "
              + "which rows of two reports go together; leave \(quoted) out")
        }
        throw Problem(
          code: "unknown_parameter",
          sentence: "there is no parameter \(quoted): choose from "
            + ReportQuestion.allowed.joined(separator: ", "))
      }
      guard seen.insert(name).inserted else {
        throw Problem(
          code: "repeated_parameter", sentence: "\(quoted) is given twice: leave one out")
      }
      switch name {
      case "from": from = value
      case "to": to = value
      case "compare": compare = value
      case "by":
        guard Step(rawValue: value) != nil else {
          throw Problem(
            code: "unknown_step",
            sentence: "\(QuotedText.quoted(value)) is not a valid value for \(quoted): choose from "
              + Step.allCases.map(\.rawValue).joined(separator: ", "))
        }
        by = value
      case "page": page = value
      case "kind": part = value
      case "referrer": referrer = value
      case "device":
        guard DeviceClass.allCases.contains(where: { $0.name == value }) else {
          throw Problem(
            code: "unknown_device",
            sentence: "\(QuotedText.quoted(value)) is not a class of devices: choose from "
              + DeviceClass.allCases.map(\.name).joined(separator: ", "))
        }
        device = value
      case "sort": sort = value
      case "limit": limit = try ReportQuestion.number(value, name, from: 1)
      case "offset": offset = try ReportQuestion.number(value, name, from: 0)
      default:
        guard let form = Form(rawValue: value) else {
          throw Problem(
            code: "unknown_format",
            sentence: "there is no format \(QuotedText.quoted(value)): choose from json, csv")
        }
        self.form = form
      }
    }
  }

  private static func number(_ text: String, _ name: String, from least: Int) throws(Problem) -> Int
  {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text), number >= least
    else {
      throw Problem(
        code: "invalid_number",
        sentence:
          "\(QuotedText.quoted(text)) is no \(name): give a number from \(least) to 999999999")
    }
    return number
  }

  /// The question in the words of the reports.
  func request(clock: ZoneClock, now: Hour) -> ReportRequest {
    var request = ReportRequest(
      kind: kind, site: site, from: from, to: to, limit: limit.map { $0 + offset }, now: now,
      clock: clock)
    (request.compare, request.step) = (compare, by.flatMap(Step.init(rawValue:)))
    (request.page, request.part, request.sort) = (isOfPage ? nil : page, part, sort)
    (request.referrer, request.device) = (referrer, device)
    if isOfPage { request.wholePage = page }
    (request.language, request.isBrief) = (language, isBrief)
    return request
  }
}
