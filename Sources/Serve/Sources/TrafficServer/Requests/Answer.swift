internal import TrafficReport

/// What a request is answered with.
struct Answer: Hashable, Sendable {
  var status: Int
  var contentType: String?
  var body: String
  /// Stands for all that the body is made of.
  var tag: String?
  /// What went wrong, in a sentence; `nil` where nothing did.
  var problem: String?
  /// The origins whose pages may have this in a frame.
  var frames: [String] = []
  /// Headers that other answers do not have.
  var headers: [Header] = []
  /// Whether it may be kept, and asked about again. Else nobody keeps it.
  var isKept: Bool { tag != nil }

  struct Header: Hashable, Sendable {
    var name: String
    var value: String
  }

  init(
    status: Int = 200, _ contentType: String? = nil, _ body: String = "", tag: String? = nil,
    headers: [Header] = []
  ) {
    self.status = status
    self.contentType = contentType
    self.body = body
    self.tag = tag
    self.headers = headers
  }

  static let (json, csv, html) = (
    "application/json", "text/csv; charset=utf-8; header=present", "text/html; charset=utf-8"
  )

  /// What stays the same since the client asked last.
  static func unchanged(_ tag: String) -> Answer { Answer(status: 304, tag: tag) }

  static func redirection(to place: String) -> Answer {
    Answer(status: 303, headers: [Header(name: "Location", value: place)])
  }

  /// What went wrong, in a sentence (RFC 9457).
  ///
  /// - Parameters:
  ///   - code: What stays the same whatever the words.
  ///   - members: Further members, each with its value as JSON.
  static func problem(
    _ status: Int, _ code: String, _ detail: String,
    with members: [(name: String, value: String)] = [],
    headers: [Header] = []
  ) -> Answer {
    var text = "{\"type\": \"about:blank\", \"title\": \(JSONText.string(title(of: status))), "
    text += "\"status\": \(status), \"code\": \(JSONText.string(code)), "
    text += "\"detail\": \(JSONText.string(detail))"
    for member in members { text += ", \(JSONText.string(member.name)): \(member.value)" }
    var answer = Answer(
      status: status, "application/problem+json", text + "}\n", headers: headers)
    answer.problem = detail
    return answer
  }

  /// The words that HTTP has for a status.
  static func title(of status: Int) -> String {
    switch status {
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 421: "Misdirected Request"
    case 429: "Too Many Requests"
    case 503: "Service Unavailable"
    default: "Internal Server Error"
    }
  }
}
