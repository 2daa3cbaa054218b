// swift-tools-version: 6.2
import PackageDescription

// The server of reports and pages. In a package of its own, so that who builds the collector neither
// resolves nor compiles any of what a server needs.

/// The same strictness as the program's own targets.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func sporlos(_ name: String) -> Target.Dependency { .product(name: name, package: "sporlos") }
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let nio = ["NIOCore", "NIOHTTP1", "NIOPosix"].map {
  Target.Dependency.product(name: $0, package: "swift-nio")
}
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioExtras = ["NIOHTTPTypes", "NIOHTTPTypesHTTP1"].map {
  Target.Dependency.product(name: $0, package: "swift-nio-extras")
}
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "sporlos-serve",
  products: [
    .executable(name: "sporlos-serve", targets: ["sporlos-serve"])
  ],
  dependencies: [
    .package(name: "sporlos", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  ],
  targets: [
    // Files that are parts of the program.
    .target(name: "CServeFiles", exclude: ["openapi.json"]),
    // What Swift's module of the C library leaves out.
    .target(name: "CAllocator"),
    .target(
      name: "TrafficServer",
      dependencies: [
        "CAllocator", "CServeFiles", sporlos("CSodium"), sporlos("TimeZones"), sporlos("Traffic"),
        sporlos("TrafficPages"), sporlos("TrafficReport"), sporlos("TrafficStore"), grdb, httpTypes,
        hummingbird, logging,
        .product(name: "HummingbirdCore", package: "hummingbird"),
      ] + nio + nioExtras,
      swiftSettings: settings),
    .executableTarget(
      name: "sporlos-serve",
      dependencies: ["TrafficServer", sporlos("TrafficStore"), argumentParser, logging],
      swiftSettings: settings),
    .testTarget(
      name: "TrafficServerTests",
      dependencies: [
        "sporlos-serve", "TrafficServer", sporlos("Traffic"), sporlos("TrafficPages"),
        sporlos("TrafficReport"), grdb,
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
