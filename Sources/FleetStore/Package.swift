// swift-tools-version: 6.2
import PackageDescription

// The way to a store of many servers. In a package of its own, so that the collector links nothing that speaks to a
// network, and its unit can have none.

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

let package = Package(
  name: "sporlos-store",
  products: [.executable(name: "sporlos-store", targets: ["sporlos-store"])],
  dependencies: [
    .package(name: "sporlos", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "FleetStore",
      dependencies: [
        "CCurl", "CZlib", sporlos("CSodium"), sporlos("CountCatalogue"), sporlos("Counting"),
        sporlos("Publication"),
        sporlos("TimeZones"), sporlos("Traffic"), sporlos("TrafficStore"), grdb,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sporlos-store",
      dependencies: [
        "FleetStore", sporlos("TimeZones"), sporlos("Traffic"), sporlos("TrafficStore"),
        argumentParser,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "FleetStoreTests",
      dependencies: [
        "FleetStore", "sporlos-store", sporlos("CountCatalogue"), sporlos("TimeZones"),
        sporlos("Traffic"), sporlos("TrafficStore"), argumentParser, grdb,
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
