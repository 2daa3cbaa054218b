import Publication
import Traffic
import TrafficStore

extension StoreBenchmark {
  /// A database of a year with counts in every table, to measure reports with.
  static func year(_ path: String, millions: Int) throws {
    try history(path, SyntheticYear(rows: millions * 1_000_000 / 365))
  }

  /// Two years of 200 sites with 20,000 pages that have names.
  static func twoYears(_ path: String, millions: Int) throws {
    var history = SyntheticYear(rows: millions * 1_000_000 / 730)
    (history.days, history.named, history.sites) = (730, 20_000, 200)
    try self.history(path, history)
  }

  /// Counts all days, publishes them at once, and then counts and publishes one more.
  private static func history(_ path: String, _ history: SyntheticYear) throws {
    var history = history
    let database = try TrafficDatabase(path: path)
    let first = SyntheticYear.end.rawValue - history.days
    var begin = cpu()
    for day in first..<SyntheticYear.end.rawValue {
      _ = try database.commit(history.batch(of: Day(rawValue: day)), sources: [])
    }
    print(
      "\(history.days) days: \(bytes(path) / 1_000_000) MB, \(rounded(cpu() - begin)) s of CPU time"
    )
    func publish(upTo day: Int32) throws {
      let (wall, start) = (ContinuousClock.now, cpu())
      let count = try Publisher(database, upTo: Day(rawValue: day)).run()
      let seconds = (ContinuousClock.now - wall) / .seconds(1)
      print(
        "  \(count) portions published: \(rounded(seconds)) s, \(rounded(cpu() - start)) s of CPU time, "
          + "\(bytes(path) / 1_000_000) MB")
    }
    try publish(upTo: SyntheticYear.end.rawValue - 1)
    for day in SyntheticYear.end.rawValue..<SyntheticYear.end.rawValue + 3 {
      let batch = history.batch(of: Day(rawValue: day))
      begin = cpu()
      _ = try database.commit(batch, sources: [])
      print("one more day: \(rounded(cpu() - begin)) s of CPU time")
      try publish(upTo: day)
    }
    try database.close()
  }
}
