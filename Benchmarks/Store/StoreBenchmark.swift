import Traffic
import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Measures commits into a database, the size it gets, and what its retention costs:
/// `StoreBenchmark FILE [MILLIONS]`, `StoreBenchmark --retention FILE [ROWS AN HOUR]`;
/// `StoreBenchmark --year FILE [MILLIONS]` and `--two-years` make and publish one to measure reports with.
@main struct StoreBenchmark {
  static func main() throws {
    guard CommandLine.arguments.count > 1 else {
      print("usage: StoreBenchmark FILE [MILLIONS OF ROWS]")
      print("       StoreBenchmark --retention FILE [ROWS AN HOUR]")
      print("       StoreBenchmark --year FILE [MILLIONS OF ROWS]")
      print("       StoreBenchmark --two-years FILE [MILLIONS OF ROWS]")
      exit(2)
    }
    if CommandLine.arguments[1] == "--year", CommandLine.arguments.count > 2 {
      let millions = CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3]) ?? 10 : 10
      return try year(CommandLine.arguments[2], millions: millions)
    }
    if CommandLine.arguments[1] == "--two-years", CommandLine.arguments.count > 2 {
      let millions = CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3]) ?? 50 : 50
      return try twoYears(CommandLine.arguments[2], millions: millions)
    }
    if CommandLine.arguments[1] == "--retention", CommandLine.arguments.count > 2 {
      let rows = CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3]) ?? 600 : 600
      return try retention(CommandLine.arguments[2], rowsAnHour: rows)
    }
    let path = CommandLine.arguments[1]
    let millions = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 10 : 10
    try commits(path + ".commits")
    try growth(path + ".growth", millions: millions)
  }

  /// Commits of 1.6 million rows: fresh, the same keys again, later hours, hours between.
  private static func commits(_ path: String) throws {
    var traffic = SyntheticTraffic(pages: 100_000, hours: 400, rows: 1_600_000)
    let database = try TrafficDatabase(path: path)
    let first = traffic.batch(from: 490_000)
    try measure("fresh", first, into: database)
    try measure("the same keys", first, into: database)
    try measure(
      "later hours, half the pages new", traffic.batch(from: 490_400, firstPage: 50_000),
      into: database)
    try measure(
      "same hours, other rows", traffic.batch(from: 490_200, firstPage: 25_000), into: database)
    try measure("one new hour", small(&traffic), into: database)
    try database.close()
    print("  file: \(bytes(path) / 1_000_000) MB")
  }

  private static func small(_ traffic: inout SyntheticTraffic) -> Rollup {
    traffic.hours = 1
    traffic.rows = 4000
    return traffic.batch(from: 491_000)
  }

  /// A database of some million page-hours in batches of one million.
  private static func growth(_ path: String, millions: Int) throws {
    var traffic = SyntheticTraffic(pages: 200_000, hours: 250, rows: 1_000_000)
    let database = try TrafficDatabase(path: path)
    var seconds = 0.0
    for batch in 0..<millions {
      let rollup = traffic.batch(from: 490_000 + Int32(batch) * 250)
      let begin = cpu()
      _ = try database.commit(rollup, sources: [])
      seconds += cpu() - begin
    }
    try database.close()
    let size = bytes(path)
    print(
      "\(millions) million page-hours of 200,000 pages: \(size / 1_000_000) MB, "
        + "\(size / Int64(millions) / 1_000_000) bytes a row, \(seconds) s of CPU time")
  }

  private static func measure(
    _ name: String, _ rollup: Rollup, into database: TrafficDatabase
  ) throws {
    let begin = cpu()
    _ = try database.commit(rollup, sources: [])
    let seconds = cpu() - begin
    let each = seconds * 1e6 / Double(max(rollup.pageHours.count, 1))
    print(
      "\(name): \(rollup.pageHours.count) rows, \(rollup.pages.count) pages, "
        + "\((seconds * 1000).rounded()) ms of CPU time, \((each * 100).rounded() / 100) us a row")
  }

  /// CPU seconds of this process.
  static func cpu() -> Double {
    var time = timespec()
    // SAFETY: `time` is a whole `timespec` that lives for the call.
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func bytes(_ path: String) -> Int64 {
    var facts = stat()
    // SAFETY: `facts` is a whole `stat` that lives for the call.
    return unsafe stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
  }
}
