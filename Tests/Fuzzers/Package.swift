// swift-tools-version: 6.2
import PackageDescription

// Fuzzers of the red room, in a package of their own so that no other build pays for them; `run`
// builds and runs them. `Rooms` and `AccessLogTests` are links: what is fuzzed is not public, so
// its sources are compiled here, and what it is compared with are the tests' own files.

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

func fuzzer(_ name: String, beside support: [String] = []) -> Target {
  .executableTarget(
    name: name, dependencies: ["AccessLog", "Hits", "Traffic", "UserAgents"], path: ".",
    sources: ["Sources/\(name)"] + support.map { "AccessLogTests/\($0).swift" },
    swiftSettings: settings)
}

let package = Package(
  name: "sporlos-fuzzers",
  targets: [
    .systemLibrary(name: "CIsal", path: "Rooms/CIsal", pkgConfig: "libisal"),
    .systemLibrary(name: "CZstd", path: "Rooms/CZstd", pkgConfig: "libzstd"),
    .systemLibrary(name: "CSodium", path: "Rooms/CSodium", pkgConfig: "libsodium"),
    .systemLibrary(name: "CMaxMindDB", path: "Rooms/CMaxMindDB", pkgConfig: "libmaxminddb"),
    .target(name: "CScan", path: "Rooms/CScan"),
    .target(name: "CSocket", path: "Rooms/CSocket"),
    room("Traffic"),
    room("UserAgents", ["Traffic"]),
    room("Hits", ["Traffic"]),
    room(
      "AccessLog",
      [
        "Traffic", "UserAgents", "Hits", "CIsal", "CZstd", "CSodium", "CMaxMindDB", "CScan",
        "CSocket",
      ]),

    fuzzer(
      "FuzzLines",
      beside: ["Reference/ReferenceParser", "Support/LogBytes", "Support/NamedHit"]),
    fuzzer("FuzzPaths", beside: ["Support/PagePromise"]),
    fuzzer("FuzzInput"),
    // Its support is linked to, since no two targets may have the same file.
    fuzzer("FuzzScrub"),
  ],
  swiftLanguageModes: [.v6]
)
