import Foundation
import Testing

/// The law of modules and the package's own description are the same.
@Suite struct PackageTests {
  /// What comes with Swift and the system, and so is no target's dependency.
  private static let system: Set = [
    "Foundation", "FoundationEssentials", "Synchronization", ImportLaw.libc,
  ]

  private struct Description: Decodable {
    struct Target: Decodable {
      /// Its kind as the key; the name, then perhaps its package and conditions.
      typealias Dependency = [String: [Part?]]

      var name: String
      var dependencies: [Dependency]
    }

    /// A name; anything else is of no use here.
    struct Part: Decodable {
      var text: String?

      init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
      }
    }

    var targets: [Target]
  }

  /// What each target of the package names as its dependencies, by the package manager.
  private static func dependencies() throws -> [String: Set<String>] {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("sporlos-package-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--package-path", SourceTree.root.path, "--scratch-path", scratch.path,
      "dump-package",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let targets = try JSONDecoder().decode(Description.self, from: output).targets
    return Dictionary(
      uniqueKeysWithValues: targets.map { target in
        (
          target.name,
          Set(target.dependencies.flatMap { $0.values.compactMap { $0.first??.text } })
        )
      })
  }

  @Test("A target may import what the package says it depends on, and nothing else of the package")
  func agreement() throws {
    let dependencies = try Self.dependencies()
    for (target, allowed) in ImportLaw.allowed {
      #expect(dependencies[target] == allowed.subtracting(Self.system), "\(target)")
    }
  }
}
