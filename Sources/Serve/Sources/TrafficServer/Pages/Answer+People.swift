internal import TrafficPages
internal import TrafficReport

extension Answer {
  /// The answer as somebody's browser should have it: a page instead of JSON, where something went wrong.
  ///
  /// - Parameter base: The path that all pages are below.
  func forPeople(accept: String?, language: Language, base: String) -> Answer {
    guard let problem, Answer.prefersPages(accept) else { return self }
    var answer = self
    answer.contentType = Answer.html
    answer.body = ProblemPage(status: status, detail: problem, language: language, base: base)
      .html()
    return answer
  }

  /// Whether pages are named by what a client accepts, and no JSON before them: browsers do, programs seldom.
  static func prefersPages(_ accept: String?) -> Bool {
    var weights: [Substring: Double] = [:]
    for item in (accept ?? "").split(separator: ",").prefix(20) {
      let words = item.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      guard let type = words.first else { continue }
      let weight = words.dropFirst().first { $0.hasPrefix("q=") }.map {
        Double($0.dropFirst(2)) ?? 0
      }
      weights[type[...]] = weight ?? 1
    }
    let json = max(weights["application/json"] ?? 0, weights["application/problem+json"] ?? 0)
    return (weights["text/html"] ?? 0) > json
  }
}
