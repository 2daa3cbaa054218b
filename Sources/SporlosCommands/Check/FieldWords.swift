internal import AccessLog
internal import LogFormats
internal import Traffic

// What the values of a line are called for somebody who knows no format string.

extension FieldMeaning {
  /// What a value is taken for.
  var words: String {
    switch self {
    case .ignored: "not read"
    case .host: "host (site)"
    case .client: "client address"
    case .time: "time"
    case .date: "date"
    case .request: "request"
    case .method: "method"
    case .target: "path"
    case .query: "query"
    case .version: "protocol"
    case .status: "status"
    case .bytes: "bytes sent"
    case .referrer: "referrer"
    case .userAgent: "user agent"
    case .duration, .duration2, .duration3: "response time"
    case .end: "end of response"
    }
  }

  /// The name in JSON.
  var key: String {
    switch self {
    case .userAgent: "user_agent"
    case .duration, .duration2, .duration3: "duration"
    default: "\(self)"
    }
  }
}

extension ValueName {
  var text: String {
    switch self {
    case .said(let name): QuotedText.harmless(name)
    case .place(let place): place == 0 ? "a value" : "value \(place)"
    }
  }

  /// The name as --client-address takes it on a command line, without the signs that a shell reads as its
  /// own; `nil` for a value without a name.
  var argument: String? {
    guard case .said(let name) = self else { return nil }
    var text = Substring(QuotedText.harmless(name))
    if text.hasPrefix("$") { text = text.dropFirst() }
    let isPlain = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:@".contains($0))
    }
    return isPlain ? String(text) : "'\(text.replacing("'", with: "'\\''"))'"
  }
}

extension TimeUnit {
  var words: String {
    switch self {
    case .seconds: "seconds"
    case .milliseconds: "milliseconds"
    case .microseconds: "microseconds"
    case .nanoseconds: "nanoseconds"
    }
  }
}

extension LineProblem.Value {
  /// The name with what it is taken for: `$status (status)`.
  var words: String { "\(name.text) (\(meaning.words))" }

  /// What such a value looks like.
  var look: String {
    switch meaning {
    case .time, .date, .end: notation.look
    case .status: "a status of three digits such as 200"
    case .bytes: "a whole number of bytes, or -"
    case .duration, .duration2, .duration3: notation.look
    case .client: "an address such as 203.0.113.7"
    default: meaning.words
    }
  }
}

extension FieldNotation {
  fileprivate var look: String {
    switch self {
    case .commonLog: "a time such as 01/Oct/2026:13:55:36 +0200"
    case .commonLogLocal: "a time such as 01/Oct/2026:13:55:36"
    case .iso8601: "a time such as 2026-10-01T13:55:36+02:00"
    case .epoch(let unit): "a time in \(unit.words) since 1970"
    case .strftime(let pattern): "a time written as \(QuotedText.harmless(pattern))"
    case .isoDate: "a date such as 2026-10-01"
    case .timeOfDay, .localTimeOfDay: "a time of day such as 13:55:36"
    case .duration(let unit): "a number of \(unit.words), or -"
    case .durationWithUnit: "a duration with its unit such as 22ms"
    case .secondsOrMicroseconds: "a number of microseconds, or of seconds with a point"
    case .secondsOrMilliseconds: "a number of milliseconds, or of seconds with a point"
    case .plain, .addressWithPort, .withoutScheme, .anyTime: "a time"
    }
  }
}

extension LineProblem {
  /// What was expected, and where.
  var sentence: String {
    let place = isAtEnd ? "The line ends here, but" : "Here"
    switch expected {
    case .shorterLine: return "It is longer than 64 KiB, so it is not a line of an access log."
    case .text(let text, let behind, let before):
      var sentence = "\(place) \(LineProblem.named(text)) was expected"
      if let behind { sentence += " after \(behind.words)" }
      if let before { sentence += (behind == nil ? "" : " and") + " before \(before.words)" }
      return sentence + "."
    case .value(let value):
      return isAtEnd
        ? "The line ends where \(value.words) was expected: \(value.look)."
        : "Here \(value.words) was expected: \(value.look)."
    case .end(let behind):
      return "The line should end here" + (behind.map { ", after \($0.words)." } ?? ".")
    case .object(let isJSON):
      return isJSON
        ? "\(place) a JSON object was expected, which begins with { and ends with }."
        : "Here pairs such as status=200 were expected."
    case .json(let text): return "\(place) \(LineProblem.named(text)) was expected, as JSON has it."
    case .key(let value): return "The line has no \(value.words)."
    }
  }

  private static func named(_ text: String) -> String {
    switch text {
    case " ": "a space"
    case "\t": "a tab"
    case "\"": "a quote (\")"
    default: "the text \(QuotedText.harmless(text.hasPrefix("\"") ? "'\(text)'" : "\"\(text)\""))"
    }
  }
}
