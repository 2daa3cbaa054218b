import Foundation
import Testing
import Traffic

@testable import AccessLog

private let measurementFolder = ProcessInfo.processInfo.environment["SPORLOS_COUNTRIES"]

/// What reading an address and finding its country cost, with what `Benchmarks/country-database`
/// has written; run only if `SPORLOS_COUNTRIES` names its folder.
@Suite(.enabled(if: measurementFolder != nil), .serialized)
struct LookupMeasurement {
  private let database: CountryDatabase
  private let fields: [Substring]

  init() throws {
    let folder = try #require(measurementFolder)
    database = try CountryDatabase(path: folder + "/country.mmdb")
    fields = try String(contentsOfFile: folder + "/addresses.txt", encoding: .utf8)
      .split(separator: "\n")
  }

  /// Prints the least time of some rounds, in nanoseconds for each of `count`.
  private func measure(_ what: String, count: Int, rounds: Int = 9, _ body: () -> UInt64) {
    var best = Duration.seconds(1000)
    var sum: UInt64 = 0
    for _ in 0..<rounds { best = min(best, ContinuousClock().measure { sum &+= body() }) }
    let nanoseconds = best / .nanoseconds(1) / Double(count)
    print(String(format: "%7.1f ns  %@ (%d, sum %llx)", nanoseconds, what, count, sum))
  }

  private func measureParsing(_ what: String, _ fields: [Substring]) {
    var bytes: [UInt8] = []
    var places: [Range<Int>] = []
    for field in fields {
      places.append(bytes.count..<(bytes.count + field.utf8.count))
      bytes += Array(field.utf8) + [UInt8(ascii: " ")]
    }
    bytes += [UInt8](repeating: 0, count: LogLines.padding)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      measure("parse " + what, count: places.count) {
        var sum: UInt64 = 0
        for place in places {
          let field = unsafe UnsafeBufferPointer(rebasing: bytes[place])
          sum &+= unsafe ClientNetwork(field)?.packed ?? 0
        }
        return sum
      }
    }
  }

  @Test func parsing() {
    measureParsing("IPv4", fields.filter { !$0.contains(":") })
    measureParsing("IPv6", fields.filter { $0.contains(":") })
  }

  @Test func lookup() {
    let all = fields.compactMap { parse(String($0)) }
    for (what, family) in [("IPv4", ClientNetwork.Family.version4), ("IPv6", .version6)] {
      let networks = all.filter { $0.family == family }
      measure("search \(what), no country read", count: networks.count) {
        networks.reduce(0) { $0 &+ UInt64(database.entry(of: $1) ?? 0) }
      }
      measure("search \(what), country read", count: networks.count) {
        networks.reduce(0) { $0 &+ UInt64(database.country(of: $1).rawValue) }
      }
    }
    var cache = CountryCache(database)
    measure("through the cache, most of them anew", count: all.count) {
      var sum: UInt64 = 0
      for network in all { sum &+= UInt64(cache.country(of: network).rawValue) }
      return sum
    }
    for clients in [500, 10_000, 50_000] {
      let some = (0..<all.count).map { all[$0 &* 7919 % clients] }
      measure("through the cache, \(clients) clients in turn", count: all.count) {
        var sum: UInt64 = 0
        for network in some { sum &+= UInt64(cache.country(of: network).rawValue) }
        return sum
      }
    }
  }

  @Test("Some hundred addresses have the country that mmdblookup finds")
  func comparison() throws {
    let mmdblookup = "/usr/bin/mmdblookup"
    guard FileManager.default.isExecutableFile(atPath: mmdblookup) else { return }
    var known = 0
    for field in fields.prefix(600) {
      let network = try #require(parse(String(field)))
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(fileURLWithPath: mmdblookup)
      // It is asked for the first address of the network, as the database is.
      process.arguments = [
        "--file", measurementFolder! + "/country.mmdb", "--ip",
        String(network.text.split(separator: "/")[0]),
        "country", "iso_code",
      ]
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      try process.run()
      let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      let found = String(decoding: output, as: UTF8.self).split(separator: "\"").dropFirst().first
      let country = database.country(of: network)
      #expect(country.description == found.map { String($0) } ?? "ZZ")
      if found != nil { known += 1 }
    }
    print("\(known) of 600 addresses have a country, the same in mmdblookup")
  }
}
