import Foundation
import TestSupport
import Testing

@testable import AccessLog

/// All that a reader hands out of a source.
struct ReadSource {
  var lines: [UInt8] = []
  var skipped: Int64 = 0
  /// For each block: its place, and the offset behind it.
  var blocks: [(sequence: Int, offset: Int64)] = []
  let reader: LogReader

  static let key = SourceKey(
    unsafe SecretBytes(count: 32) { room in
      for index in 0..<32 { unsafe room[index] = UInt8(index) }
      return true
    }!)!

  init(_ url: URL, key: SourceKey = ReadSource.key) throws {
    self.init(try LogReader(path: url.path, key: key))
  }

  init(_ reader: LogReader) {
    self.reader = reader
    var block = LogBlock()
    while reader.next(&block) {
      unsafe block.withLines { unsafe lines.append(contentsOf: $0) }
      skipped += block.skippedLines
      blocks.append((block.sequence, reader.offset))
    }
  }
}

/// How a log is packed.
enum TestPacking: String, CaseIterable, CustomTestStringConvertible {
  case plain, gzip, zstd, bzip2, xz

  static let compressed: [TestPacking] = [.gzip, .zstd, .bzip2, .xz]

  var testDescription: String { rawValue }

  /// Writes bytes to a file, packed by the system's own command.
  func write(_ bytes: [UInt8], to name: String, in folder: ScratchFolder) throws -> URL {
    let url = folder.file(name)
    try Data(try packed(bytes, in: folder)).write(to: url)
    return url
  }

  func packed(_ bytes: [UInt8], in folder: ScratchFolder) throws -> [UInt8] {
    self == .plain ? bytes : try packed(bytes, rawValue, in: folder)
  }

  private func packed(
    _ bytes: [UInt8], _ program: String, in folder: ScratchFolder
  ) throws -> [UInt8] {
    let source = folder.file("to-pack-\(UUID().uuidString)")
    try Data(bytes).write(to: source)
    defer { try? FileManager.default.removeItem(at: source) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, "-q", "-c", source.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let packed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    return Array(packed)
  }
}

extension LogLineWriter {
  static func bytes(_ numbers: Range<Int>, server: Int = 0) -> [UInt8] {
    Array(lines(numbers, server: server).utf8)
  }
}
