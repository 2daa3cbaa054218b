/// What lines of a format do not say, so that something cannot be counted.
public enum FormatLack: CaseIterable, Hashable, Sendable {
  /// No address: no visitors and no countries.
  case client
  /// Nothing tells bots from people, or one browser from another.
  case userAgent
  /// Nothing says where visits come from.
  case referrer
  /// Nothing says whether a request was answered.
  case status
  /// Nothing says whether a page was asked for or something was sent to it.
  case method
  /// Times are written without a zone.
  case timeZone
}

extension FormatPlan {
  /// What the format lacks, the gravest first.
  public var lacks: [FormatLack] {
    FormatLack.allCases.filter { lack in
      switch lack {
      case .client: !has(.client)
      case .userAgent: !has(.userAgent)
      case .referrer: !has(.referrer)
      case .status: !has(.status)
      case .method: !has(.request) && !has(.method)
      case .timeZone: needsZone
      }
    }
  }
}
