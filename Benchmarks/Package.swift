// swift-tools-version: 6.2
import PackageDescription

/// The same strictness as the program's own targets.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "sporlos-benchmarks",
  products: [
    .executable(name: "generate-log", targets: ["GenerateLog"]),
    .library(name: "LogWriting", targets: ["LogWriting"]),
  ],
  targets: [
    .target(name: "LogWriting", swiftSettings: settings),
    .executableTarget(
      name: "GenerateLog", dependencies: ["LogWriting"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
