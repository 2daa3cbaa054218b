/// Why a line was not counted: a fact about the line that holds none of its bytes.
///
/// Raw values are stored in databases: append, never renumber.
public enum RejectReason: UInt8, CaseIterable, Sendable {
  /// Longer than 64 KiB.
  case tooLong = 0
  /// The fields are not where the format has them.
  case shape = 1
  /// The time is missing or no time.
  case time = 2
  /// The status is no number of three digits.
  case status = 3
  /// The byte count is no number.
  case bytes = 4
  /// Left out, since an option says so; nothing was wrong with the line.
  case excluded = 5

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .tooLong: "longer than 64 KiB"
    case .shape: "not of the log's format"
    case .time: "no valid time"
    case .status: "no valid status"
    case .bytes: "no valid size"
    case .excluded: "excluded"
    }
  }
}
