package import AccessLog

/// How many rejected lines of a source are too many.
package enum RejectLimit: Equatable {
  case lines(Int64)
  /// A part of all lines, 0 to 1.
  case share(Double)

  /// A number of lines, or a percentage such as `5%`.
  package init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = Double(text.dropLast()), (0...100).contains(percent) else { return nil }
      self = .share(percent / 100)
    } else {
      guard let lines = Int64(text), lines >= 0 else { return nil }
      self = .lines(lines)
    }
  }

  /// Whether a tally has more rejected lines than this.
  package func isExceeded(by tally: LineTally) -> Bool {
    let rejected = tally.rejected.reduce(0) { $0 + $1.count }
    return switch self {
    case .lines(let most): rejected > most
    case .share(let most): Double(rejected) > most * Double(tally.lines)
    }
  }
}
