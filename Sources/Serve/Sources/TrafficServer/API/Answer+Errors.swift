internal import TimeZones
internal import Traffic
internal import TrafficReport
internal import TrafficStore

extension Answer {
  /// A question that could not be answered, in the sentence of the command line.
  static func failure(_ error: any Error) -> Answer {
    switch error {
    case let error as ReportError: return report(error)
    case let error as StoreError: return store(error)
    case let error as TimeZoneError:
      return problem(
        500, "time_zone",
        "the time zone \(QuotedText.quoted(error.name)) of the database is not known here: install tzdata"
      )
    case is ReaderPool.Full:
      return problem(
        503, "busy", "too many requests are waiting: try again in a moment",
        headers: [Header(name: "Retry-After", value: "1")])
    default: return problem(500, "failed", "the report failed")
    }
  }

  /// A site that is not for whoever asks, which may or may not be there.
  static func forbidden(_ site: String) -> Answer {
    problem(403, "forbidden", "the site \(QuotedText.quoted(site)) is not one of yours")
  }

  private static func report(_ error: ReportError) -> Answer {
    switch error.code {
    case .store(let error): store(error)
    case .unknownSite: problem(404, "unknown_site", error.sentence)
    // Too little and nothing look the same.
    case .notPublished, .unpublished, .empty, .emptyPeriod, .unknownPage:
      problem(404, "nothing_published", error.sentence)
    case .operators, .nothingPrivate: problem(403, "operators_only", error.sentence)
    case .unknownTime: problem(400, "unknown_time", error.sentence)
    case .notBy, .notByStep: problem(400, "unsupported_dimension", error.sentence)
    case .unknownComparison: problem(400, "unknown_comparison", error.sentence)
    case .unknownColumn, .notSorted: problem(400, "unknown_column", error.sentence)
    case .tooManySteps: problem(400, "too_many_steps", error.sentence)
    case .backwards: problem(400, "backwards", error.sentence)
    default: problem(error.isUsage ? 400 : 500, "invalid_question", error.sentence)
    }
  }

  private static func store(_ error: StoreError) -> Answer {
    switch error.code {
    case .busy, .noDescriptors:
      problem(
        503, "busy", error.sentence, headers: [Header(name: "Retry-After", value: "1")])
    default: problem(500, "database", error.sentence)
    }
  }
}
