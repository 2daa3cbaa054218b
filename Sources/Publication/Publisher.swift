public import Traffic
public import TrafficStore

/// Decides what may be known of days that are over, and writes it down: once, whoever asks for it later.
///
/// The rules are in <doc:Publication>. It reads counts and what was decided before, and nothing else, so that a
/// run that was killed and begun again decides the same.
public struct Publisher {
  private let database: TrafficDatabase
  /// The last day that may be published.
  private let horizon: Day

  public init(_ database: TrafficDatabase, upTo horizon: Day) {
    (self.database, self.horizon) = (database, horizon)
  }

  /// Publishes what is due, month by month, each in a transaction of its own.
  ///
  /// - Parameter progress: Told before each month, with how many there are.
  /// - Returns: How many portions of days were published.
  /// - Throws: ``StoreError``; the months before are published then.
  /// - Complexity: O(*n* log *n*) in the rows of the months that are due.
  @discardableResult
  public func run(
    progress: (_ month: Day, _ number: Int, _ count: Int) -> Void = { _, _, _ in }
  ) throws(StoreError) -> Int {
    // A clock that was set back may be before what is published already.
    let months = try database.openMonths(upTo: horizon).filter { $0 <= horizon }
    var published = 0
    for (number, month) in months.enumerated() {
      progress(month, number, months.count)
      published += try database.publishing {
        try MonthPublication($0, of: month, upTo: horizon).run()
      }
    }
    return published
  }
}
