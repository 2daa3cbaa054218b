import Foundation
import TestSupport

@testable import AccessLog

/// The databases of `make-mmdb.pl`, made once for all tests.
enum TestDatabases {
  private static let all = Result { () throws -> [String: Data] in
    let folder = try ScratchFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = Checkout.url.appendingPathComponent("Tests/AccessLogTests/Geography/make-mmdb.pl")
    process.arguments = ["perl", script.path, folder.url.path]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileNoSuchFile) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.file($0))) })
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    guard let data = try all.get()[name + ".mmdb"] else { throw CocoaError(.fileNoSuchFile) }
    return Array(data)
  }

  /// A database from a file that is gone when this returns.
  static func open(_ name: String) throws -> CountryDatabase {
    let folder = try ScratchFolder()
    let file = folder.file(name + ".mmdb")
    try Data(bytes(name)).write(to: file)
    return try CountryDatabase(path: file.path)
  }
}
