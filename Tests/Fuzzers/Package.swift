// swift-tools-version: 6.2
import PackageDescription

// Fuzzers of all that reads bytes of others: logs, their formats, servers' configurations, files of
// databases, of states and of fleets. In a
// package of their own so that no other build pays for them; `run` builds and runs them. `Rooms` and
// `AccessLogTests` are links: what is fuzzed is not public, so its sources are compiled here, and what
// it is compared with are the tests' own files.

let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Rooms/\(name)", swiftSettings: settings)
}

func fuzzer(
  _ name: String, of rooms: [Target.Dependency] = ["AccessLog", "Hits", "Traffic", "UserAgents"],
  beside support: [String] = []
) -> Target {
  .executableTarget(
    name: name, dependencies: rooms, path: ".",
    sources: ["Sources/\(name)"] + support.map { "\($0).swift" },
    swiftSettings: settings)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")

let package = Package(
  name: "sporlos-fuzzers",
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")
  ],
  targets: [
    .systemLibrary(name: "CIsal", path: "Rooms/CIsal", pkgConfig: "libisal"),
    .systemLibrary(name: "CZstd", path: "Rooms/CZstd", pkgConfig: "libzstd"),
    .systemLibrary(name: "CBzip2", path: "Rooms/CBzip2"),
    .systemLibrary(name: "CLzma", path: "Rooms/CLzma", pkgConfig: "liblzma"),
    .systemLibrary(name: "CSQLite", path: "Rooms/CSQLite", pkgConfig: "sqlite3"),
    .systemLibrary(name: "CSodium", path: "Rooms/CSodium", pkgConfig: "libsodium"),
    .systemLibrary(name: "CMaxMindDB", path: "Rooms/CMaxMindDB", pkgConfig: "libmaxminddb"),
    .target(name: "CScan", path: "Rooms/CScan"),
    .target(name: "CSocket", path: "Rooms/CSocket"),
    .target(name: "CProcess", path: "Rooms/CProcess"),
    room("Traffic"),
    room("FileSystem", ["Traffic"]),
    room("TimeZones", ["Traffic", "FileSystem"]),
    room("Threads"),
    room("UserAgents", ["Traffic"]),
    room("LogFormats"),
    room("Hits", ["Traffic"]),
    room(
      "AccessLog",
      [
        "Traffic", "FileSystem", "UserAgents", "LogFormats", "Hits", "CIsal", "CZstd", "CBzip2",
        "CLzma",
        "CSodium", "CMaxMindDB", "CScan", "CSocket", "Threads", "TimeZones",
      ]),
    room("Counting", ["Traffic", "CountCatalogue", "Hits", "CScan"]),
    room("CountCatalogue", ["Traffic"]),
    room(
      "TrafficStore",
      ["Traffic", "FileSystem", "CountCatalogue", "CSQLite", grdb, grdbSQLite]),
    room("Publication", ["Traffic", "TimeZones", "TrafficStore"]),
    room("TrafficReport", ["Traffic", "TimeZones", "TrafficStore"]),
    room(
      "Collecting",
      [
        "Traffic", "FileSystem", "AccessLog", "Hits", "Counting", "TrafficStore", "Publication",
        "CProcess", "Threads", "TimeZones",
      ]),
    room(
      "TrafficAudit",
      ["Traffic", "FileSystem", "TimeZones", "TrafficStore", "Counting", "Collecting"]),

    // What fuzzers of lines and formats share.
    .target(
      name: "FuzzSupport",
      dependencies: ["AccessLog", "CScan", "Hits", "LogFormats", "Traffic", "UserAgents"],
      path: ".",
      sources: ["Sources/FuzzSupport", "AccessLogTests/Reference/ReferenceParser.swift"]
        + ["LogBytes", "NamedHit", "ScrubbedLog"].map { "AccessLogTests/Support/\($0).swift" },
      swiftSettings: settings),
    fuzzer("FuzzFormatStrings", of: ["AccessLog", "FuzzSupport", "LogFormats"]),
    fuzzer("FuzzConfigurations", of: ["FuzzSupport", "LogFormats"]),
    fuzzer("FuzzLines", of: ["AccessLog", "FuzzSupport", "LogFormats"]),
    fuzzer("FuzzScrub", of: ["AccessLog", "FuzzSupport", "LogFormats"]),
    fuzzer("FuzzSniffing", of: ["AccessLog", "FuzzSupport", "LogFormats"]),
    fuzzer("FuzzWrappers", of: ["AccessLog", "FuzzSupport"]),
    fuzzer("FuzzPaths", beside: ["AccessLogTests/Support/PagePromise"]),
    fuzzer("FuzzInput"),
    fuzzer("FuzzVisitors", of: ["Counting", "Traffic"]),
    fuzzer("FuzzDatabase", of: ["Traffic", "TrafficAudit", "TrafficStore"]),
    fuzzer(
      "FuzzState",
      of: ["AccessLog", "Collecting", "Counting", "Traffic", "TrafficAudit"],
      // How the commands tie the two together, without all of them.
      beside: ["Rooms/SporlosCommands/Audit/ShapeDetector"]),
    fuzzer(
      "FuzzShare", of: ["Collecting", "Traffic", "TrafficReport", "TrafficStore", grdb]),
  ],
  swiftLanguageModes: [.v6]
)
