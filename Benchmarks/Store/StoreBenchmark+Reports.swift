import Traffic
import TrafficStore

extension StoreBenchmark {
  /// A database of a year with counts in every table, to measure reports with.
  static func year(_ path: String, millions: Int) throws {
    let database = try TrafficDatabase(path: path)
    var year = SyntheticYear(rows: millions * 1_000_000 / Int(SyntheticYear.days))
    let begin = cpu()
    for day in 0..<SyntheticYear.days {
      let day = Day(rawValue: SyntheticYear.begin.rawValue + day)
      _ = try database.commit(year.batch(of: day), sources: [])
    }
    try database.close()
    let size = bytes(path) / 1_000_000
    print("a year of \(millions) million page-hours: \(size) MB, \(cpu() - begin) s of CPU time")
  }
}
