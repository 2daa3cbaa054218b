import Foundation
import Testing

/// What the types of the red room promise, checked by the compiler itself: each file has code that
/// breaks a promise, with the errors it must get.
@Suite struct MustNotCompileTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("MustNotCompile")

  static let files = try! FileManager.default.contentsOfDirectory(atPath: folder.path)
    .filter { $0.hasSuffix(".swift") }.sorted()

  @Test("Code that would keep, show or hand on personal data does not compile", arguments: files)
  func refused(file: String) throws {
    let source = Self.folder.appendingPathComponent(file)
    #expect(
      try String(contentsOf: source, encoding: .utf8).contains("expected-error@"),
      "a file that expects nothing")
    let outcome = try Compiler.verify(source)
    #expect(outcome.exitCode == 0, "\(outcome.messages)")
  }

  @Test("The check itself fails where an expected error does not come")
  func control() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sporlos-boundary-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appendingPathComponent("Allowed.swift")
    let code =
      "@testable import AccessLog\n"
      + "func status(_ entry: borrowing LogEntry) -> UInt16? { entry.status(mayBeMissing: false) }"
    try code.write(to: source, atomically: true, encoding: .utf8)
    #expect(try Compiler.verify(source).exitCode == 0, "what is allowed compiles")
    try (code + "  // expected-error {{is inaccessible}}\n")
      .write(to: source, atomically: true, encoding: .utf8)
    let outcome = try Compiler.verify(source)
    #expect(outcome.exitCode != 0)
    #expect(outcome.messages.contains("expected error not produced"), "\(outcome.messages)")
  }

  @Test("There is a file for every promise")
  func complete() {
    #expect(Self.files.count >= 10)
  }
}

/// The compiler that built these tests, with the modules it built.
enum Compiler {
  /// Compiles a file as far as all diagnostics go, and compares them with its comments.
  static func verify(_ source: URL) throws -> (exitCode: Int32, messages: String) {
    let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let scratch = products.deletingLastPathComponent().deletingLastPathComponent()
    let moduleMaps =
      ["CIsal", "CZstd", "CBzip2", "CLzma", "CSQLite", "CSodium", "CMaxMindDB"].map {
        SourceTree.root.appendingPathComponent("Sources/\($0)/module.modulemap")
      } + [
        products.appendingPathComponent("CScan.build/module.modulemap"),
        products.appendingPathComponent("CSocket.build/module.modulemap"),
        scratch.appendingPathComponent(
          "checkouts/GRDB.swift/Sources/GRDBSQLite/module.modulemap"),
      ]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "swiftc", "-frontend", "-emit-sil", "-o", "/dev/null", "-module-name", "Outsider",
        "-verify", "-verify-ignore-unrelated", "-swift-version", "6",
        "-enable-experimental-feature", "Lifetimes",
        "-enable-upcoming-feature", "MemberImportVisibility",
        "-I", products.appendingPathComponent("Modules").path,
      ] + moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] } + [source.path]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = pipe
    try process.run()
    let messages = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: messages, as: UTF8.self))
  }
}
