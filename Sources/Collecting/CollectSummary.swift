package import AccessLog
package import Traffic
package import TrafficStore

/// What a collector did, and what it found wrong.
package struct CollectSummary {
  /// What became of one source.
  package struct Source {
    /// The path as the user typed it.
    package var path: String
    package var format: String?
    /// How its lines were read, with what is doubtful about that; `nil` where none was.
    package var reading: LogFormat?
    /// What the format calls the value that is taken for the client's address.
    package var clientField: String? { reading?.clientField }
    package var outcome: Outcome
    package var tally = LineTally()
    /// Bytes of a last line that has no newline yet.
    package var heldBack: Int64 = 0
    package var hasTooManyRejects = false
    /// Whether it is a compressed file without its end that has not grown since an earlier run.
    package var isDamaged = false

    package init(path: String, outcome: Outcome) { (self.path, self.outcome) = (path, outcome) }
  }

  /// What a source was taken for a copy of.
  package struct Original: Equatable {
    /// The file, if it was one of this run's.
    package var path: String?
    /// Whether both are plain files of this run: as copies go, one of them may well be another server's.
    package var isTwin: Bool
  }

  package enum Outcome: Equatable {
    case counted
    /// Nothing new in it.
    case known
    /// Nothing new in it, and it is not the file in which its lines were counted.
    case copy(Original)
    case empty
    /// Lines before the failure may have been counted.
    case failed(Failure)
  }

  /// Why a source, or the rest of it, was not counted.
  package enum Failure: Hashable {
    case input(InputError)
    case store(StoreError)
    /// It is compressed or an archive, and its end may be on its way.
    case unfinished(isArchive: Bool)
  }

  package var sources: [Source] = []
  /// What was wrong with newer databases of countries than the one in use.
  package var countryErrors: [CountryDatabaseError] = []
  package var total = LineTally()
  /// Hits that are older than anything that is kept.
  package var hitsTooOld: Int64 = 0
  /// How long counts are kept.
  package var retention = Age.months(25)
  /// That the clock is behind the logs.
  package var clockLag: ClockLag?
  /// Where keys of open days are on a disk though their folder lies below `/run`.
  package var keysOnDisk: String?
  /// What was lost of days that were closed.
  package var closedDays: ClosedDays.Loss?
  /// Sites whose pages get no names by themselves, since nobody can be told from another person.
  package var loneSites: [String] = []
  /// Hosts that are likely to be sites' own, though nobody said so.
  package var likelyOwnHosts: [LikelyOwnHost] = []
  /// Whether nothing is published, since the database is an earlier state of the one that published last.
  package var lacksReleases = false
  /// How many stored names a newer redaction has changed.
  package var relabelledNames = 0
  /// What came due at the end of the run.
  package var pruning = Pruning()
  package var firstHour: Hour?
  package var lastHour: Hour?
  /// Pages with hits in this run; a lower bound where there were very many.
  package var pages = 0
  /// Bytes of log counted, decompressed.
  package var bytes: Int64 = 0
  package var seconds = 0.0
  package var database = ""
  /// The time zone whose days are counted.
  package var timeZone = ""
  /// The one that a new database has without being asked, where it is not UTC.
  package var newTimeZone: String?

  /// Whether some input could not be read, or had too many rejected lines.
  package var hasFailures: Bool {
    sources.contains { source in
      if case .failed = source.outcome { return true }
      return source.hasTooManyRejects
    }
  }
}
