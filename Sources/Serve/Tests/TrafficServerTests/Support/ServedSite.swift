import Foundation
import Testing

@testable import TrafficServer

/// A published file made by the real `sporlos` of the project, and the site made of it.
///
/// The program is the one of the root package, built before (`swift build --product sporlos`).
final class ServedSite: Sendable {
  let folder: URL
  let published: String
  let database: String

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let sporlos = root.appendingPathComponent(".build/debug/sporlos").path

  /// One for all tests: nothing changes it.
  static let shared = Result { try ServedSite() }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sporlos-serve-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    published = folder.appendingPathComponent("published.sqlite").path
    database = folder.appendingPathComponent("traffic.sqlite").path
    let logs = ServedSite.root.appendingPathComponent("sample-logs").path
    _ = try ServedSite.run(
      [
        "collect", "--db", database, "--today", "2026-10-31", "--publish-to", published,
        logs + "/nginx-vhost/access.log", logs + "/generated/access.log",
        logs + "/apache-vhost-combined/access.log", logs + "/nginx-timing/access.log",
      ])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs the program, and returns what it prints.
  static func run(_ arguments: [String], program: String = sporlos) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    // What is set up on this machine is not for tests.
    process.environment = ProcessInfo.processInfo.environment.merging(["SPORLOS_CONFIG": "none"]) {
      $1
    }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The site of a file, as a function.
  func site(
    of path: String? = nil, base: String = "", rule: AccessRule = AccessRule(),
    accounts: Accounts? = nil
  ) throws -> TrafficSite {
    TrafficSite(
      database: try PublishedDatabase(path: path ?? published), base: base, rule: rule,
      readers: ReaderPool(), accounts: accounts.map { SignIn(accounts: $0, base: base) })
  }
}

extension TrafficSite {
  /// Asks as a client on the same machine does.
  func get(
    _ text: String, host: String = "localhost:8686", change: (inout Asking) -> Void = { _ in }
  ) async throws -> Answer {
    var asking = Asking(
      method: .get, target: try Target(text), host: try #require(Host(host)))
    change(&asking)
    return await answer(asking)
  }
}
