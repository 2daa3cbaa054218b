import Foundation
import TestSupport
import Testing
import Traffic

@testable import AccessLog

/// A log is known by what is in it, whatever it is called and however it is packed.
@Suite struct LogRecognitionTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Reads all of a log, as a first run does.
  private func position(_ bytes: [UInt8], as name: String = "log") throws -> SourcePosition {
    try Data(bytes).write(to: folder.file(name))
    return try ReadSource(folder.file(name)).reader.position(format: "combined")
  }

  /// What a source is among known logs, and what is handed out of it then.
  private func recognise(
    _ url: URL, among known: [SourcePosition]
  ) throws -> (LogReader.Recognition, [UInt8]) {
    let reader = try LogReader(path: url.path, key: ReadSource.key)
    let recognition = try reader.recognise(among: known)
    if case .counted = recognition { return (recognition, []) }
    return (recognition, ReadSource(reader).lines)
  }

  @Test(
    "A log of any length that has grown goes on where it was counted to",
    arguments: [
      (1, 2), (1, 500), (10, 11), (30, 31), (30, 3000), (300, 301), (3000, 3001), (3000, 9000),
    ])
  func grown(before: Int, after: Int) throws {
    let old = LogLineWriter.bytes(0..<before)
    let new = LogLineWriter.bytes(0..<after)
    let known = try position(old)
    for packing in TestPacking.allCases {
      // The same file, for a log too short to be known by its content alone.
      let isShort = before < 30
      if isShort && packing != .plain { continue }
      let handle = try FileHandle(forWritingTo: folder.file("log"))
      let url: URL
      if packing == .plain {
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(new))
        url = folder.file("log")
      } else {
        url = try packing.write(new, to: "copy", in: folder)
      }
      try handle.close()
      let (recognition, rest) = try recognise(url, among: [known])
      #expect(recognition == .known(0), "\(packing)")
      #expect(rest == Array(new[old.count...]), "\(packing)")
    }
  }

  @Test("A copy is known for the log it is of", arguments: TestPacking.allCases)
  func copies(packing: TestPacking) throws {
    let bytes = LogLineWriter.bytes(0..<2000)
    let known = try position(bytes)
    let copy = try packing.write(bytes, to: "copy", in: folder)
    let (recognition, rest) = try recognise(copy, among: [known])
    #expect(recognition == .known(0) && rest.isEmpty)
    // A shorter copy has been counted with the longer one.
    for lines in [40, 500, 1999] {
      let shorter = try packing.write(LogLineWriter.bytes(0..<lines), to: "shorter", in: folder)
      #expect(try recognise(shorter, among: [known]).0 == .counted(0), "\(lines) lines")
    }
  }

  @Test("Another log is new, whatever else is known", arguments: TestPacking.allCases)
  func others(packing: TestPacking) throws {
    let known = [
      try position(LogLineWriter.bytes(0..<2000), as: "a"),
      try position(LogLineWriter.bytes(0..<5), as: "b"),
    ]
    let bytes = LogLineWriter.bytes(0..<300, server: 2)
    let (recognition, lines) = try recognise(
      try packing.write(bytes, to: "c", in: folder), among: known)
    #expect(recognition == .new && lines == bytes)
    #expect(try recognise(folder.file("c"), among: []).0 == .new)
  }

  @Test(
    "A log that departs from a known one is new, however late", arguments: [60, 300, 1500, 2900])
  func departs(from line: Int) throws {
    let known = try position(LogLineWriter.bytes(0..<3000))
    let other = LogLineWriter.bytes(0..<line) + LogLineWriter.bytes(line..<3000, server: 1)
    for packing in TestPacking.allCases {
      let url = try packing.write(other, to: "other", in: folder)
      let (recognition, lines) = try recognise(url, among: [known])
      #expect(recognition == .new && lines == other, "\(packing), departs at line \(line)")
    }
  }

  @Test(
    "Of two logs with the same beginning, each is known for itself",
    arguments: [(200, 700), (170, 5), (150, 3), (60, 1)])
  func twins(shared: Int, own: Int) throws {
    let first = LogLineWriter.bytes(0..<1000)
    let second =
      LogLineWriter.bytes(0..<shared)
      + LogLineWriter.bytes(shared..<(shared + own), server: 1)
    let known = [try position(first, as: "a"), try position(second, as: "b")]
    // Ending before, among and behind the marks of the other.
    for count in [0, 10, 100, 3000] {
      let more = LogLineWriter.bytes(5000..<(5000 + count))
      for (index, bytes) in [first, second].enumerated() {
        for packing in [TestPacking.plain, .gzip] {
          let url = try packing.write(bytes + more, to: "grown", in: folder)
          let (recognition, rest) = try recognise(url, among: known)
          #expect(recognition == .known(index), "\(packing) of log \(index) and \(count) lines")
          #expect(rest == more, "\(packing) of log \(index) and \(count) lines")
        }
      }
    }
  }

  @Test("The same file written anew is a new log", arguments: [(20, 20), (20, 5), (500, 400)])
  func rewritten(before: Int, after: Int) throws {
    let known = try position(LogLineWriter.bytes(0..<before))
    let handle = try FileHandle(forWritingTo: folder.file("log"))
    try handle.truncate(atOffset: 0)
    let bytes = LogLineWriter.bytes(7000..<(7000 + after), server: 3)
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
    let (recognition, lines) = try recognise(folder.file("log"), among: [known])
    #expect(recognition == .new && lines == bytes)
  }

  @Test("A last line that was not finished counts once it is", arguments: [3, 50, 2000])
  func unfinished(lines: Int) throws {
    let bytes = LogLineWriter.bytes(0..<lines)
    let cut = bytes.count - 20
    let known = try position(Array(bytes[..<cut]))
    let handle = try FileHandle(forWritingTo: folder.file("log"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes[cut...]))
    try handle.close()
    let (recognition, rest) = try recognise(folder.file("log"), among: [known])
    #expect(recognition == .known(0))
    #expect(rest == LogLineWriter.bytes((lines - 1)..<lines))
  }

  @Test("Another key knows no log")
  func keys() throws {
    let bytes = LogLineWriter.bytes(0..<500)
    let known = try position(bytes)
    let reader = try LogReader(path: folder.file("log").path, key: SourceKey())
    #expect(try reader.recognise(among: [known]) == .new)
    #expect(known.fingerprint != reader.fingerprint && known.file != reader.file)
  }
}
