internal import AccessLog
internal import LogFormats
internal import Traffic

extension LogCheck {
  /// All logs as one line of JSON: keys are stable, new ones may be added.
  static func json(_ checks: [LogCheck]) -> String {
    SummaryJSON.line(Document(logs: checks.map(Document.Log.init)))
  }

  fileprivate struct Document: Encodable {
    var report = "check-formats"
    var logs: [Log]

    struct Log: Encodable {
      var path: String
      /// `read`, `not recognised`, `empty` or `failed`.
      var outcome: String
      var looksLike: String?
      var advice: String?
      var error: String?
      var lines: Int64?
      var hits: Int64?
      /// Comments and lines of other programs.
      var notAccessLines: Int64?
      var rejected: [RejectedLines]?
      var hasTooManyRejects: Bool?
      var firstProblem: Problem?
      /// The format that the lines would be recognised as, where most are not of the one named.
      var recognisedFormat: String?
      var formats: [Format]?
      var suggestions: [Suggestion]?
    }

    struct Problem: Encodable {
      var line: Int64
      var shape: String
      /// From 0.
      var column: Int
      var sentence: String
    }

    struct Format: Encodable {
      var name: String
      var title: String?
      var source: String?
      var reason: String
      var wrapper: String?
      var lines: Int64
      /// From 1; 0 where no line is of this format.
      var firstLine: Int64
      var linesWithoutClient: Int64
      var values: [Value]
      /// Shapes of what stands after the last value.
      var more: [String]
      var missing: [Missing]
      var doubts: [String]
    }

    struct Value: Encodable {
      var name: String
      var meaning: String
      var examples: [String]
    }

    struct Missing: Encodable {
      var value: String
      var effect: String
    }

    struct Suggestion: Encodable {
      var server: String
      var configuration: String
    }
  }
}

extension LogCheck.Document.Log {
  fileprivate init(_ check: LogCheck) {
    path = check.path
    switch check.outcome {
    case .failed(let sentence):
      outcome = "failed"
      error = sentence
    case .unknown(let look, _):
      outcome = look == .empty ? "empty" : "not recognised"
      looksLike = look.rawValue
      advice = look.advice
      if look == .console {
        suggestions = [.init(.caddy)]
      } else if look.wantsBetterFormat {
        suggestions = [.init(.nginx), .init(.apache)]
      }
    case .read(let reading):
      outcome = "read"
      error = reading.failure
      lines = reading.tally.lines
      hits = reading.tally.hits
      notAccessLines = reading.tally.notAccess
      rejected = reading.tally.rejected.map(RejectedLines.init)
      hasTooManyRejects = reading.hasTooManyRejects
      firstProblem = reading.problem.map {
        .init(line: $0.line, shape: $0.shape.text, column: $0.column, sentence: $0.sentence)
      }
      recognisedFormat = reading.isMostlyRejected ? reading.otherFormat : nil
      formats = reading.formats.map { .init($0, reading.given) }
      if reading.tally.hits > 0, let format = reading.formats.first,
        FormatAdvice(format, given: reading.given).wantsBetterFormat
      {
        suggestions = BetterFormat.suggestions(for: format.name).map { .init($0) }
      }
    }
  }
}

extension LogCheck.Document.Suggestion {
  fileprivate init(_ format: BetterFormat) {
    server = format.server
    configuration = format.lines.joined(separator: "\n")
  }
}

extension LogCheck.Document.Format {
  fileprivate init(_ format: FormatExplanation, _ given: LogCheck.Given) {
    let advice = FormatAdvice(format, given: given)
    let hasLines = format.lines > 0
    name = format.name
    title = format.title
    source = format.source
    reason = format.reason(given)
    wrapper = format.wrapper
    lines = format.lines
    firstLine = format.firstLine
    linesWithoutClient = format.linesWithoutClient
    values = format.values.map {
      .init(
        name: $0.name.text, meaning: $0.meaning.key, examples: $0.examples.map(\.text))
    }
    more = format.rest.map(\.text)
    missing = hasLines ? advice.missing.map { .init(value: $0.name, effect: $0.meaning) } : []
    doubts = hasLines ? advice.doubts : []
  }
}
