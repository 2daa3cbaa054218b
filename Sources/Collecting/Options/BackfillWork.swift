package import AccessLog

/// What a run does of a backfill: logs of any number of days, on one machine or on many, are read to their ends before
/// anything is decided.
package enum BackfillWork: Sendable {
  /// Each batch is committed as it comes.
  case none
  /// This run reads all logs, and commits what they have in one transaction.
  case whole
  /// This run reads some of the logs; the database is thrown away.
  case map(BackfillSecret)
  /// This run reads no log, and commits what these files have.
  case finish(parts: [String])

  var isNone: Bool { if case .none = self { true } else { false } }

  /// Whether counts are put aside rather than committed.
  var putsAside: Bool {
    switch self {
    case .whole, .map: true
    case .none, .finish: false
    }
  }
}
