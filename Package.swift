// swift-tools-version: 6.2
import PackageDescription

/// One list for every Swift target: strict by default, so that what is unsafe says so.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Only the red room declares functions that return borrowed bytes.
let redSettings = settings + [.enableExperimentalFeature("Lifetimes")]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")

let package = Package(
  name: "sporlos",
  products: [
    .executable(name: "sporlos", targets: ["sporlos"]),
    .library(name: "UserAgents", targets: ["UserAgents"]),
    .library(name: "Traffic", targets: ["Traffic"]),
    .library(name: "LogFormats", targets: ["LogFormats"]),
    // What the server of reports, and the sender to a store of many servers, are made of: nothing that reads logs.
    .library(name: "CSodium", targets: ["CSodium"]),
    .library(name: "CountCatalogue", targets: ["CountCatalogue"]),
    .library(name: "Counting", targets: ["Counting"]),
    .library(name: "Publication", targets: ["Publication"]),
    .library(name: "TimeZones", targets: ["TimeZones"]),
    .library(name: "TrafficPages", targets: ["TrafficPages"]),
    .library(name: "TrafficReport", targets: ["TrafficReport"]),
    .library(name: "TrafficStore", targets: ["TrafficStore"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // System libraries and C: a module map each, or one small header.
    .systemLibrary(
      name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(
      name: "CLzma", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(
      name: "CMaxMindDB", pkgConfig: "libmaxminddb", providers: [.apt(["libmaxminddb-dev"])]),
    .target(name: "CScan"),
    .target(name: "CProcess"),
    .target(name: "CSocket"),

    // Green: only what is safe to publish.
    .target(name: "Traffic", swiftSettings: settings),
    // What the system says of files; nothing of what is in them.
    .target(name: "FileSystem", dependencies: ["Traffic"], swiftSettings: settings),
    // What clocks on walls show, and when they change.
    .target(
      name: "TimeZones", dependencies: ["Traffic", "FileSystem"], swiftSettings: settings),
    // Threads, and what they wait for each other by.
    .target(name: "Threads", swiftSettings: settings),
    .target(name: "CountCatalogue", dependencies: ["Traffic"], swiftSettings: settings),
    .target(name: "UserAgents", dependencies: ["Traffic"], swiftSettings: settings),

    // Pure and cold: format strings to plans. It never sees a line.
    .target(name: "LogFormats", swiftSettings: settings),

    // Red: the only room that sees a line of a log.
    .target(
      name: "AccessLog",
      dependencies: [
        "Traffic", "FileSystem", "UserAgents", "LogFormats", "Hits", "CIsal", "CZstd", "CBzip2",
        "CLzma",
        "CSodium", "CMaxMindDB", "CScan", "CSocket", "Threads", "TimeZones",
      ],
      swiftSettings: redSettings),

    // Amber: one hit, as small integers.
    .target(name: "Hits", dependencies: ["Traffic"], swiftSettings: settings),
    .target(
      name: "Counting", dependencies: ["Traffic", "CountCatalogue", "Hits", "CScan"],
      swiftSettings: settings),

    .target(
      name: "TrafficStore",
      dependencies: ["Traffic", "FileSystem", "CountCatalogue", "CSQLite", grdb, grdbSQLite],
      swiftSettings: settings),
    // What others may know, decided once.
    .target(
      name: "Publication", dependencies: ["Traffic", "TimeZones", "TrafficStore"],
      swiftSettings: settings),
    .target(
      name: "TrafficReport", dependencies: ["Traffic", "TimeZones", "TrafficStore"],
      swiftSettings: settings),
    // What reports look like to people: HTML, Markdown, mail, the dashboard's pages.
    .target(
      name: "TrafficPages", dependencies: ["Traffic", "TrafficReport"], swiftSettings: settings),

    .target(
      name: "TrafficAudit",
      dependencies: [
        "Traffic", "FileSystem", "TimeZones", "TrafficStore", "Counting", "Collecting",
      ],
      swiftSettings: settings),

    // The engine: logs in, counts and positions committed. It prints nothing.
    .target(
      name: "Collecting",
      dependencies: [
        "Traffic", "FileSystem", "AccessLog", "Hits", "Counting", "TrafficStore", "Publication",
        "CProcess", "Threads", "TimeZones",
      ],
      swiftSettings: settings),

    .target(
      name: "SporlosCommands",
      dependencies: [
        "Traffic", "FileSystem", "UserAgents", "LogFormats", "AccessLog", "Counting",
        "TrafficStore",
        "Collecting", "TrafficReport", "TrafficPages", "TrafficAudit", "CProcess", "Threads",
        "TimeZones", argumentParser, .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sporlos", dependencies: ["SporlosCommands"], swiftSettings: settings),

    // Beside the product, not in it: measures what a commit costs and how big a database gets.
    .executableTarget(
      name: "StoreBenchmark", dependencies: ["Publication", "Traffic", "TrafficStore"],
      path: "Benchmarks/Store",
      swiftSettings: settings),

    // The red room, counting and the boundary between the rooms.
    .target(name: "CAllocationCount", path: "Tests/CAllocationCount"),
    .testTarget(
      name: "AccessLogTests",
      dependencies: [
        "AccessLog", "CAllocationCount", "Counting", "CScan", "Hits", "LogFormats", "TestSupport",
        "TimeZones", "Traffic", "UserAgents",
      ],
      exclude: ["Geography/make-mmdb.pl"],
      swiftSettings: redSettings),
    .testTarget(
      name: "CountingTests",
      dependencies: ["CountCatalogue", "Counting", "Hits", "TestSupport", "Traffic"],
      swiftSettings: settings),
    .testTarget(
      name: "BoundaryTests", dependencies: ["AccessLog", "TrafficReport"],
      exclude: ["MustNotCompile"],
      swiftSettings: settings),

    .testTarget(
      name: "LogFormatsTests", dependencies: ["LogFormats"], swiftSettings: settings),
    .testTarget(name: "TrafficTests", dependencies: ["Traffic"], swiftSettings: settings),
    .testTarget(
      name: "FileSystemTests", dependencies: ["FileSystem", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"], swiftSettings: settings),
    .testTarget(
      name: "TimeZonesTests", dependencies: ["TestSupport", "TimeZones", "Traffic"],
      swiftSettings: settings),
    .testTarget(
      name: "TrafficStoreTests",
      dependencies: ["CountCatalogue", "TestSupport", "Traffic", "TrafficStore", grdb, grdbSQLite],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Traffic", grdb], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "AccessLog", "CountCatalogue", "sporlos", "SporlosCommands", "TestSupport", "Traffic", grdb,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CollectingTests",
      dependencies: [
        "AccessLog", "Collecting", "Counting", "FileSystem", "TestSupport", "TimeZones", "Traffic",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PublicationTests",
      dependencies: ["Publication", "TestSupport", "Traffic", "TrafficStore"],
      swiftSettings: settings),
    .testTarget(
      name: "TrafficAuditTests",
      dependencies: ["TestSupport", "Traffic", "TrafficAudit", "TrafficStore"],
      swiftSettings: settings),
    .testTarget(
      name: "TrafficReportTests",
      dependencies: [
        "Publication", "TestSupport", "TimeZones", "Traffic", "TrafficStore", "TrafficReport", grdb,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "TrafficPagesTests", dependencies: ["Traffic", "TrafficPages", "TrafficReport"],
      swiftSettings: settings),
    .testTarget(
      name: "UserAgentsTests", dependencies: ["UserAgents", "Traffic"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// The tests of what reads bytes and adds them up are run optimised, too; of the others that would only take time.
let optimised = ["AccessLogTests", "CountingTests", "TrafficTests", "UserAgentsTests"]
if Context.environment["SPORLOS_OPTIMISED_TESTS"] != nil {
  package.targets.removeAll { $0.type == .test && !optimised.contains($0.name) }
}
