internal import LogFormats
internal import Traffic

extension ConfigurationProblem {
  /// Where it is, what is wrong, and what follows from that.
  var sentence: String {
    let place = QuotedText.harmless(file) + (line > 0 ? ":\(line)" : "")
    let what = excerpt.isEmpty ? "something" : QuotedText.quoted(excerpt)
    return "\(place): \(text(what))"
  }

  private func text(_ what: String) -> String {
    switch code {
    case .unreadable: "\(excerpt.isEmpty ? "it" : what) cannot be read, so logs may be missing here"
    case .unknownKind: "the server of this configuration was not recognised"
    case .unterminated: "\(what) is not closed, so logs may be missing here"
    case .unexpected: "\(what) is not allowed here and was skipped"
    case .missingArgument: "\(what) has no value and was skipped"
    case .unknownFormat: "there is no format \(what), so its log is left out"
    case .assumedFormat:
      "there is no format \(what) here, so the server's built-in one is used"
    case .repeatedFormat: "there is already a format \(what); the first one is used"
    case .severalFormats:
      "\(what) is written in several formats, so they are recognised from its lines"
    case .noRequests: "the format of \(what) logs connections, not requests, so it is left out"
    case .undefinedVariable: "the variable \(what) has no value here, so it was not replaced"
    case .includeCycle: "\(what) includes itself and was read once"
    case .tooDeep: "\(what) is included too deeply and was not read"
    case .tooLarge: "the configuration is too large; the rest was not read"
    case .notRead: "\(what) is not read, so logs may be missing here"
    }
  }

  /// Whether logs may be missing for it, though the server may write them.
  var isFailure: Bool {
    switch code {
    case .unreadable, .unknownKind, .unterminated, .unexpected, .missingArgument, .unknownFormat,
      .tooDeep, .tooLarge:
      true
    case .assumedFormat, .repeatedFormat, .severalFormats, .noRequests, .undefinedVariable,
      .includeCycle, .notRead:
      false
    }
  }
}
