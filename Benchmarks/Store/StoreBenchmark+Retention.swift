import Traffic
import TrafficStore

extension StoreBenchmark {
  /// Two years of page-hours, and what their retention costs: day by day, and all at once.
  static func retention(_ path: String, rowsAnHour: Int) throws {
    let database = try TrafficDatabase(path: path)
    let begin = Day(year: 2024, month: 11, day: 1)!
    let end = Day(year: 2026, month: 11, day: 1)!
    let perBatch: Int32 = 10
    var traffic = SyntheticTraffic(
      pages: 20_000, hours: Int(perBatch) * 24, rows: Int(perBatch) * 24 * rowsAnHour)
    for day in stride(from: begin.rawValue, to: end.rawValue, by: Int(perBatch)) {
      _ = try database.commit(traffic.batch(from: day * 24), sources: [])
    }
    // Some that nobody else asks for, as every day has them.
    traffic.pages = 2000
    traffic.hours = 24
    traffic.rows = 2400
    traffic.isListed = false
    for day in (end.rawValue - 40)..<end.rawValue {
      let first = 1_000_000 + Int(day) * 2000
      _ = try database.commit(traffic.batch(from: day * 24, firstPage: first), sources: [])
    }
    print("two years, \(rowsAnHour) page-hours an hour: \(bytes(path) / 1_000_000) MB")

    func measure(_ name: String, _ work: () throws -> String) throws {
      let (wall, start) = (ContinuousClock.now, cpu())
      let result = try work()
      let seconds = (ContinuousClock.now - wall) / .seconds(1)
      print("\(name): \(rounded(seconds)) s, \(rounded(cpu() - start)) s of CPU time, \(result)")
    }
    func enforce(_ day: Int32) throws -> String {
      let pruning = try database.enforceRetention(today: Day(rawValue: end.rawValue + day))
      return "\(pruning.deletedRows) rows deleted, \(pruning.gatheredRows) gathered, "
        + "\(pruning.foldedPages) pages folded"
    }
    try measure("first time, 11 months of hours to days") { try enforce(0) }
    for day in Int32(1)...3 { try measure("a day later") { try enforce(day) } }
    try measure("nothing due, 1000 times") {
      for _ in 0..<1000 { _ = try enforce(3) }
      return "a thousandth of that each"
    }
    let today = Day(rawValue: end.rawValue + 3)
    for (name, retention) in [
      ("prune, as it is", Retention.standard),
      (
        "prune, months after 13", Retention(keep: .months(25), hours: .months(1), days: .months(13))
      ),
      ("prune, all but six months", Retention(keep: .months(6), hours: .months(1), days: nil)),
    ] {
      try measure(name) {
        let outcome = try database.prune(today: today, retention: retention)
        return "\(outcome.rowsBefore) rows before, \(outcome.rowsAfter) after"
      }
      try measure("packed") {
        let before = bytes(path)
        try database.pack()
        return "\(before / 1_000_000) MB before, \(bytes(path) / 1_000_000) MB after"
      }
    }
    try database.close()
  }

  static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}
