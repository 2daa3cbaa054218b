import Foundation
import TestSupport
import Testing
import Traffic

@testable import AccessLog

/// A reader that rests between two looks at a file, compared with one that reads it at one go.
@Suite struct ResumingTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// All lines that a reader hands out now.
  private func rest(of reader: LogReader) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = LogBlock()
    while reader.next(&block) {
      unsafe block.withLines { unsafe bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  @Test("A file that grows in random steps is read once, and known by the same hashes")
  func grows() throws {
    var random = SeededGenerator.fresh()
    for _ in 0..<20 {
      let all = LogLineWriter.bytes(0..<Int.random(in: 1...1500, using: &random))
      let url = try folder.write("", to: "log")
      let reader = try LogReader(path: url.path, key: ReadSource.key)
      var read = rest(of: reader)
      var written = 0
      while written < all.count {
        reader.suspend()
        #expect(try reader.resume() == .none)
        let next = min(all.count, written + Int.random(in: 1...60_000, using: &random))
        let handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(all[written..<next]))
        try handle.close()
        written = next
        #expect(try reader.resume() == .grown)
        read += rest(of: reader)
        #expect(read.count == reader.offset)
        #expect(reader.heldBack == Int64(written) - reader.offset)
      }
      #expect(read == all)
      let whole = try ReadSource(url)
      #expect(reader.position(format: "combined") == whole.reader.position(format: "combined"))
      reader.suspend()
      #expect(reader.position(format: "combined") == whole.reader.position(format: "combined"))
    }
  }

  @Test("A file that was cut is found out, whatever has been written to it since")
  func cut() throws {
    for (before, after) in [
      (10, 0), (10, 5), (10, 50), (500, 0), (500, 499), (500, 500), (500, 900),
    ] {
      let url = try folder.write(LogLineWriter.lines(0..<before), to: "log")
      let reader = try LogReader(path: url.path, key: ReadSource.key)
      _ = rest(of: reader)
      reader.suspend()
      let handle = try FileHandle(forWritingTo: url)
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(LogLineWriter.lines(1000..<(1000 + after)).utf8))
      try handle.close()
      #expect(try reader.resume() == .cut, "\(before) lines, then \(after)")
      try reader.startOver()
      #expect(rest(of: reader) == LogLineWriter.bytes(1000..<(1000 + after)))
      let whole = try ReadSource(url)
      #expect(reader.position(format: "combined") == whole.reader.position(format: "combined"))
    }
  }

  @Test("A file that was only touched, or has grown by part of a line, has no new line")
  func touched() throws {
    let url = try folder.write(LogLineWriter.lines(0..<100), to: "log")
    let reader = try LogReader(path: url.path, key: ReadSource.key)
    _ = rest(of: reader)
    reader.suspend()
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: url.path)
    #expect(try reader.resume() == .none)
    try folder.append("192.0.2.1 - -", to: "log")
    #expect(try reader.resume() == .grown)
    #expect(rest(of: reader).isEmpty && reader.heldBack == 13)
    reader.suspend()
    #expect(try reader.resume() == .none)
    #expect(reader.heldBack == 13)
  }

  @Test("A line longer than a block comes in parts")
  func longLine() throws {
    let url = try folder.write(LogLineWriter.lines(0..<100), to: "log")
    let reader = try LogReader(path: url.path, key: ReadSource.key)
    _ = rest(of: reader)
    for part in 0..<3 {
      reader.suspend()
      try folder.append(String(repeating: "x", count: 700_000), to: "log")
      #expect(try reader.resume() == .grown)
      #expect(rest(of: reader).isEmpty && reader.heldBack == Int64(part + 1) * 700_000)
    }
    reader.suspend()
    try folder.append("\n" + LogLineWriter.lines(100..<110), to: "log")
    #expect(try reader.resume() == .grown)
    #expect(rest(of: reader) == LogLineWriter.bytes(100..<110))
    let whole = try ReadSource(url)
    #expect(reader.position(format: "combined") == whole.reader.position(format: "combined"))
  }
}
