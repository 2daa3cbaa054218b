import Foundation
import Testing

@testable import FleetStore

@Suite("Rows as they are compressed")
struct GzipTests {
  /// What gzip makes of bytes; `nil` where it refuses them.
  private func unpacked(_ bytes: [UInt8]) throws -> [UInt8]? {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).gz")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = ["-dc", file.path]
    let output = Pipe()
    (gzip.standardOutput, gzip.standardError) = (output, FileHandle.nullDevice)
    try gzip.run()
    let read = try output.fileHandleForReading.readToEnd() ?? Data()
    gzip.waitUntilExit()
    return gzip.terminationStatus == 0 ? Array(read) : nil
  }

  @Test("gzip makes of it what it was", arguments: [0, 1, 2, 1000, 65_536, 3_000_000])
  func roundTrip(count: Int) throws {
    var random = SeededRandom(seed: UInt64(count))
    let noise = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    for bytes in [noise, [UInt8](repeating: 7, count: count)] {
      #expect(try unpacked(Gzip.compress(bytes)) == bytes)
    }
  }

  @Test("What is cut short is refused, so a store takes no half of a request")
  func cutShort() throws {
    let whole = Gzip.compress(Array("rows and rows and rows".utf8))
    for count in 1..<whole.count {
      #expect(try unpacked(Array(whole.prefix(count))) == nil, "\(count) of \(whole.count) bytes")
    }
  }
}
