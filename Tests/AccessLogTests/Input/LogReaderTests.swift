import Foundation
import TestSupport
import Testing
import Traffic

@testable import AccessLog

@Suite struct LogReaderTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  static let small: [(name: String, bytes: [UInt8])] = [
    ("empty", []), ("a newline", [0x0a]), ("a line", Array("one\n".utf8)),
    ("no newline at all", Array("one".utf8)), ("no newline at the end", Array("one\ntwo".utf8)),
    ("empty lines", Array("\n\none\n\n\n".utf8)), ("zeros", [0x0a, 0, 0, 0x0a, 0, 0]),
    ("300 lines", LogLineWriter.bytes(0..<300)),
    ("three bytes, fewer than a magic number", Array("a\nb".utf8)),
    ("bytes like a gzip's first", [0x1f, 0x0a]),
  ]

  @Test("A small source is handed out up to its last newline", arguments: TestPacking.allCases)
  func small(packing: TestPacking) throws {
    for (name, bytes) in Self.small {
      let url = try packing.write(bytes, to: "log", in: folder)
      let read = try ReadSource(url)
      let whole = bytes.lastIndex(of: 0x0a).map { Array(bytes[...$0]) } ?? []
      #expect(read.lines == whole, "\(name)")
      #expect(read.reader.offset == Int64(whole.count), "\(name)")
      #expect(read.reader.heldBack == Int64(bytes.count - whole.count), "\(name)")
      #expect(read.reader.failure == nil && read.skipped == 0, "\(name)")
      #expect(read.reader.isEmpty == bytes.isEmpty, "\(name)")
      #expect(read.reader.head == nil || !whole.isEmpty, "\(name)")
    }
  }

  @Test("A source of several blocks is handed out whole", arguments: TestPacking.allCases)
  func large(packing: TestPacking) throws {
    var bytes = LogLineWriter.bytes(0..<14_000)
    #expect(bytes.count > 2 * LogBlock.capacity)
    bytes += Array("unfinished".utf8)
    let read = try ReadSource(try packing.write(bytes, to: "log", in: folder))
    #expect(read.lines.count == bytes.count - 10 && bytes.starts(with: read.lines))
    #expect(read.blocks.map(\.sequence) == Array(0..<read.blocks.count))
    #expect(read.blocks.count > 2 && read.blocks.last?.offset == Int64(bytes.count - 10))
    // Each block ends at a line's end.
    #expect(read.blocks.allSatisfy { bytes[Int($0.offset) - 1] == 0x0a })
    #expect(read.reader.heldBack == 10)
  }

  @Test(
    "Members and frames, one behind another, are one log",
    arguments: [
      (TestPacking.gzip, 0), (.gzip, 1), (.gzip, 5000), (.zstd, 0),
      (.bzip2, 0), (.bzip2, 1), (.bzip2, 5000), (.xz, 0), (.xz, 4), (.xz, 5001),
    ])
  func members(packing: TestPacking, padding: Int) throws {
    let parts = [0..<100, 100..<100, 100..<2000, 2000..<2003].map { LogLineWriter.bytes($0) }
    let packed = try parts.flatMap { try packing.packed($0, in: folder) }
    try Data(packed + [UInt8](repeating: 0, count: padding)).write(to: folder.file("log"))
    let read = try ReadSource(folder.file("log"))
    #expect(read.lines == Array(parts.joined()))
    #expect(read.reader.failure == nil)
  }

  @Test(
    "A stream cut short gives what came before, and says so",
    arguments: TestPacking.compressed)
  func truncated(packing: TestPacking) throws {
    let bytes = LogLineWriter.bytes(0..<400)
    let packed = try packing.packed(bytes, in: folder)
    let cuts =
      Array(4..<40) + Array(stride(from: 40, to: packed.count, by: 97))
      + Array((packed.count - 20)..<packed.count)
    for cut in cuts {
      try Data(packed[..<cut]).write(to: folder.file("log"))
      let (lines, failure) = try readOrFail(folder.file("log"))
      #expect(failure?.code == .truncated, "cut at \(cut) of \(packed.count)")
      #expect(bytes.starts(with: lines), "cut at \(cut)")
    }
    // The second of two members, too.
    try Data(packed + packed[..<(packed.count / 2)]).write(to: folder.file("log"))
    let read = try ReadSource(folder.file("log"))
    #expect(read.reader.failure?.code == .truncated && read.lines.starts(with: bytes))
  }

  @Test(
    "A damaged stream never gives a log that looks whole",
    arguments: TestPacking.compressed)
  func corrupt(packing: TestPacking) throws {
    let bytes = LogLineWriter.bytes(0..<400)
    let packed = try packing.packed(bytes, in: folder)
    var random = SeededGenerator(seed: 3)
    var failures = 0
    for _ in 0..<60 {
      var damaged = packed
      // Behind the header, whose name and time nothing checks.
      let place = Int.random(in: 60..<packed.count, using: &random)
      damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try Data(damaged).write(to: folder.file("log"))
      let (lines, failure) = try readOrFail(folder.file("log"))
      if failure != nil { failures += 1 }
      #expect(failure != nil || lines == bytes, "bit flipped in byte \(place)")
    }
    #expect(failures > 50)
    try Data(packed + Array("garbage".utf8)).write(to: folder.file("log"))
    let read = try ReadSource(folder.file("log"))
    #expect(read.lines == bytes && read.reader.failure != nil)
  }

  @Test(
    "What is glued behind a packed log is damage, and no stream that was cut short",
    arguments: [TestPacking.gzip, .bzip2, .xz])
  func garbage(packing: TestPacking) throws {
    let bytes = LogLineWriter.bytes(0..<40)
    let packed = try packing.packed(bytes, in: folder)
    for garbage in ["g", "gar", "garbage\n", "\u{1f}x"] {
      try Data(packed + Array(garbage.utf8)).write(to: folder.file("log"))
      let read = try ReadSource(folder.file("log"))
      #expect(read.lines == bytes && read.reader.failure?.code == .corrupt, "\(garbage)")
    }
    try Data(packed + packed.prefix(1)).write(to: folder.file("log"))
    #expect(try ReadSource(folder.file("log")).reader.failure?.code == .truncated)
    try Data(packed + [0, 0, 0]).write(to: folder.file("log"))
    #expect(try ReadSource(folder.file("log")).reader.failure == nil)
  }

  static let lookalikes: [(name: String, bytes: [UInt8])] = [
    ("xz without its zero", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x0a]),
    ("bzip2 without a level", Array("BZh0 is no host".utf8)),
    ("bzip2 without a block", Array("BZh91AX is no host either".utf8)),
    ("a part of zip's", Array("PK\u{3}".utf8)),
  ]

  @Test("A plain log is one, though it begins nearly like a packed one", arguments: lookalikes)
  func lookalike(name: String, bytes: [UInt8]) throws {
    let all = bytes + [0x0a] + LogLineWriter.bytes(0..<3)
    try Data(all).write(to: folder.file("log"))
    let read = try ReadSource(folder.file("log"))
    #expect(read.lines == all && read.reader.failure == nil && !read.reader.isCompressed)
  }

  @Test("A file of zip is refused by its first bytes")
  func foreign() throws {
    try Data([0x50, 0x4b, 3, 4, 20, 0, 0, 0] + [UInt8](repeating: 7, count: 100))
      .write(to: folder.file("log"))
    #expect(try readOrFail(folder.file("log")).failure?.code == .foreignPacking(.zip))
  }

  @Test("An xz file may need as much memory as `xz -9` takes, and no more")
  func dictionary() throws {
    let bytes = LogLineWriter.bytes(0..<400)
    for (options, code) in [
      ("-9e", nil), ("--lzma2=dict=96MiB", InputError.Code.dictionaryTooLarge),
    ] {
      try Data(bytes).write(to: folder.file("log"))
      let outcome = try SporlosProgram.shell("xz -c \(options) log > log.xz", in: folder.url)
      try #require(outcome.exitCode == 0)
      let (lines, failure) = try readOrFail(folder.file("log.xz"))
      #expect(failure?.code == code && lines == (code == nil ? bytes : []), "\(options)")
    }
  }

  /// What comes of a source that may fail at once or later.
  private func readOrFail(_ url: URL) throws -> (lines: [UInt8], failure: InputError?) {
    do {
      let read = try ReadSource(url)
      return (read.lines, read.reader.failure)
    } catch let error as InputError {
      return ([], error)
    }
  }

  @Test("A line of several blocks is one line too long, and the others keep their places")
  func longLine() throws {
    let first = LogLineWriter.bytes(0..<3)
    let second = LogLineWriter.bytes(3..<5)
    let long = [UInt8](repeating: 0x61, count: 5 << 20) + [0x0a]
    let url = try TestPacking.plain.write(first + long + second, to: "log", in: folder)
    let read = try ReadSource(url)
    #expect(read.lines == first + second)
    #expect(read.skipped == 1)
    #expect(read.reader.offset == Int64(first.count + long.count + second.count))
    #expect(read.reader.position(format: "combined").offset == read.reader.offset)

    // And the same with nothing around it, and with another such line behind.
    let alone = try ReadSource(try TestPacking.gzip.write(long, to: "alone", in: folder))
    #expect(alone.lines.isEmpty && alone.skipped == 1)
    #expect(alone.reader.offset == Int64(long.count))
  }

  @Test("A long line without its newline is held back as a whole")
  func unfinishedLongLine() throws {
    let first = LogLineWriter.bytes(0..<3)
    let long = [UInt8](repeating: 0x61, count: (1 << 20) + 77)
    let read = try ReadSource(try TestPacking.plain.write(first + long, to: "log", in: folder))
    #expect(read.lines == first && read.skipped == 0)
    #expect(read.reader.offset == Int64(first.count))
    #expect(read.reader.heldBack == Int64(long.count))
  }

  @Test("Lines between 64 KiB and a block are handed out, to be rejected there")
  func mediumLine() throws {
    let bytes = Array("a\n".utf8) + [UInt8](repeating: 0x62, count: 70_000) + Array("\nc\n".utf8)
    let read = try ReadSource(try TestPacking.plain.write(bytes, to: "log", in: folder))
    #expect(read.lines == bytes && read.skipped == 0)
    var lines = LogLines()
    lines.begin(LogFormat(named: "common")!, site: nil)
    let tally = ReadLog(of: LogBytes(read.lines), by: &lines)
    #expect(tally.rejected == [.tooLong: [1, 2], .shape: [2, 1]])
  }

  @Test("What cannot be read says why")
  func failures() throws {
    #expect(throws: InputError(.cannotOpen, errno: ENOENT)) {
      _ = try LogReader(path: folder.file("none").path, key: ReadSource.key)
    }
    #expect(throws: InputError(.isDirectory)) {
      _ = try LogReader(path: folder.url.path, key: ReadSource.key)
    }
  }
}
