internal import Traffic
internal import TrafficPages
internal import TrafficReport

extension PageQuery {
  /// Reads the parameters of an address; fields of forms that were left empty are as if they were not there, and so
  /// are parameters that other programs add to addresses.
  mutating func read(_ parameters: [Target.Parameter]) throws(ReportQuestion.Problem) {
    for (name, value) in parameters.map({ ($0.name, $0.value) }) where !value.isEmpty {
      switch name {
      case "site": site = value
      case "from": from = try PageQuery.day(value, name)
      case "to": to = try PageQuery.day(value, name)
      case "page": page = value
      case "compare": compare = value
      case "by": by = Step(rawValue: value)?.isDays == true ? value : nil
      case "report": report = ReportKind(rawValue: value)
      case "kind": part = value
      case "referrer": referrer = value
      case "lang": language = Language(rawValue: value) ?? language
      default: break
      }
    }
  }

  private static func day(_ text: String, _ name: String) throws(ReportQuestion.Problem) -> Day {
    guard let day = Day(text) else {
      throw ReportQuestion.Problem(
        code: "unknown_time",
        sentence: "\(QuotedText.quoted(text)) is not a day for \(name): use one such as 2026-10-01")
    }
    return day
  }
}

extension Asking {
  /// The language that the address says, or else the reader.
  var languageOfPage: Language { chosenLanguage ?? language }

  /// The language that the address says.
  private var chosenLanguage: Language? {
    target.parameters.last { $0.name == "lang" }.flatMap { Language(rawValue: $0.value) }
  }

  /// What an address ends in that keeps the language which this one says.
  var languageQuery: String { chosenLanguage.map { "?lang=\($0.rawValue)" } ?? "" }

  /// The language that a reader would rather have, as long as no link of a page has said one: each has a query, and
  /// names all languages but the first.
  var language: Language {
    guard !target.hasQuery, let acceptLanguage else { return .english }
    var best: (language: Language, weight: Double) = (.english, 0)
    for item in acceptLanguage.split(separator: ",").prefix(20) {
      let words = item.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      let weight =
        words.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      let language: Language? =
        switch words.first?.prefix(while: { $0 != "-" }) {
        case "en": .english
        case "nb", "no", "nn": .norwegian
        default: nil
        }
      if let language, weight > best.weight { best = (language, weight) }
    }
    return best.language
  }
}
