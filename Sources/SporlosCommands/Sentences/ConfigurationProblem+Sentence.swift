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
    case .unknownKind: "nothing tells which server's configuration it is"
    case .unterminated: "\(what) is opened and not closed, so logs may be missing here"
    case .unexpected: "\(what) stands where it cannot, and was skipped"
    case .missingArgument: "\(what) lacks a value, and was skipped"
    case .unknownFormat: "no format is called \(what), so its log is left out"
    case .assumedFormat:
      "no format is called \(what) here, so the one that the server comes with is taken"
    case .repeatedFormat: "a format called \(what) is there already; the first one is taken"
    case .severalFormats:
      "\(what) is written in several formats, so they are recognised from its lines"
    case .noRequests: "the format of \(what) logs connections and no requests, so it is left out"
    case .undefinedVariable: "the variable \(what) has no value here, so it stays as it is written"
    case .includeCycle: "\(what) includes itself, and was read once"
    case .tooDeep: "\(what) is included too deeply, and was not read"
    case .tooLarge: "this is more than any server has, and the rest was not read"
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
