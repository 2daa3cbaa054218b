public import Traffic
public import TrafficStore

/// Why a question could not be answered.
///
/// Holds facts only; ``sentence`` words them.
public struct ReportError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// The database could not be read.
    case store(StoreError)
    /// A time that is none: what the user typed, and the name of the option.
    case unknownTime(String, option: String)
    /// A period that ends before it begins: what the user typed.
    case backwards(from: String, to: String)
    /// A report that is not about hours was asked for some, or for a site.
    case notAboutHours(ReportKind)
    /// A site the database does not know, and those it does.
    case unknownSite(String, known: [String])
    /// A page of which there is nothing to show.
    case unknownPage(String)
    /// A comparison that is none: what the user typed.
    case unknownComparison(String)
    /// A column that the report does not have, and those it does.
    case unknownColumn(String, known: [String])
    /// A word that a column of a closed set does not have, and those it has.
    case unknownValue(String, column: String, known: [String])
    /// A report of several tables was to be ordered.
    case notSorted(ReportKind)
    /// A report that does not know what its rows were to be chosen by: the name of that.
    case notBy(ReportKind, String)
    /// A report that is not counted by such times.
    case notByStep(ReportKind, Step)
    /// A series of rankings that would be too long.
    case tooManySteps(Step, Int)
    /// The database has counted nothing yet.
    case empty
    /// There is no traffic in the period that was asked for, but in another; an end that was not
    /// asked for is `nil`.
    case emptyPeriod(
      first: Hour?, last: Hour?, covered: ClosedRange<Hour>?, site: String?)
    /// A report that is the operator's was asked for without saying so.
    case operators(ReportKind)
    /// The file has nothing but what is published.
    case nothingPrivate
    /// Nothing is published yet.
    case unpublished
    /// Nothing is published of a period: there is no traffic, or too little to show any of it; the threshold does
    /// not say which. And what is published.
    case notPublished(
      first: Hour?, last: Hour?, site: String?, known: ClosedRange<Hour>?)
  }

  public var code: Code
  /// The path of the database, as the user typed it.
  public var path: String
  /// The name of the time zone whose days are counted.
  public var timeZone = "UTC"

  public init(_ code: Code, path: String) {
    self.code = code
    self.path = path
  }

  /// Whether the command line is at fault rather than the database.
  public var isUsage: Bool {
    switch code {
    case .unknownTime, .backwards, .notAboutHours, .operators, .unknownComparison, .unknownColumn,
      .unknownValue, .notSorted, .notBy, .notByStep, .tooManySteps:
      true
    case .store, .unknownSite, .unknownPage, .empty, .emptyPeriod, .nothingPrivate, .unpublished,
      .notPublished:
      false
    }
  }

  /// Whether there is nothing to show, since nothing came.
  public var isAboutNoTraffic: Bool {
    switch code {
    case .empty, .emptyPeriod: true
    default: false
    }
  }

  /// Whether there may be traffic, of which nothing is published.
  public var isAboutPublication: Bool {
    switch code {
    case .unpublished, .notPublished: true
    default: false
    }
  }
}
