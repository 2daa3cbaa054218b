/// The least that a row counts before it is shown under its own name.
///
/// A few page views of one page, country or browser can be one person's. What holds for all
/// reports together, so that one cannot be taken from another, is in ``PortionLedger``.
public struct Threshold: Hashable, Sendable {
  public var least: Int64

  public static let standard = Threshold(least: 5)
  /// Every row as it is, for internal use only.
  public static let none = Threshold(least: 1)

  public init(least: Int64) { self.least = least }

  /// Whether anything is held back at all.
  public var holdsBack: Bool { least > 1 }

  /// What stands in a table for the rows that are not shown.
  static let otherName = "(other)"

  /// Whether a number of what people did may be known: none, or enough.
  func allows(_ number: Int64) -> Bool { number <= 0 || number >= least }

  /// What a report on names says about it.
  var note: String {
    holdsBack
      ? "Made under a threshold of \(least): smaller counts of a day are in "
        + "\(Threshold.otherName)."
      : Threshold.noneNote
  }

  /// What a report without names says about it.
  var shortNote: String {
    holdsBack ? "Made under a threshold of \(least)." : Threshold.noneNote
  }

  private static let noneNote = "Made without a threshold: for internal use only."
}
