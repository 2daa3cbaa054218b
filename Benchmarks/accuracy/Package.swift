// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "accuracy",
  dependencies: [.package(name: "sporlos", path: "../..")],
  targets: [
    .executableTarget(
      name: "accuracy",
      dependencies: [
        .product(name: "UserAgents", package: "sporlos"),
        .product(name: "Traffic", package: "sporlos"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
