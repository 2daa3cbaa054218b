import Foundation
import TestSupport
import Testing
import Traffic

@testable import AccessLog

/// Zeros in a log, as `copytruncate` leaves them before the lines of a server that keeps its place.
@Suite("Zeros before a line are no part of it, however many they are")
struct ZeroRunTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  static let counts = [
    1, 100, 262_144, 300_000, 1_048_575, 1_048_576, 1_048_577, 2_097_152, 3_000_000,
  ]

  private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  @Test("Before the first line, offsets count from the log's first byte", arguments: counts)
  func front(count: Int) throws {
    let text = LogLineWriter.bytes(0..<200)
    let plain = try ReadSource(try TestPacking.plain.write(text, to: "text", in: folder))
    for packing in TestPacking.allCases {
      let url = try packing.write(zeros(count) + text + [0x78], to: "log", in: folder)
      let read = try ReadSource(url)
      #expect(read.lines == text && read.skipped == 0, "\(packing)")
      #expect(read.reader.offset == Int64(text.count) && read.reader.heldBack == 1, "\(packing)")
      // Its beginning and its marks are those of the lines alone.
      let position = read.reader.position(format: "combined")
      #expect(position.head == plain.reader.head, "\(packing)")
      #expect(
        position.gridMarks == plain.reader.position(format: "combined").gridMarks, "\(packing)")
      #expect(try LogReader(path: url.path, key: ReadSource.key).recognisedFormat() != nil)
    }
  }

  @Test("Between two lines, they count as bytes of the log, and as no line", arguments: counts)
  func middle(count: Int) throws {
    let text = LogLineWriter.bytes(0..<200)
    for packing in TestPacking.allCases {
      let bytes = text + zeros(count) + text
      let read = try ReadSource(try packing.write(bytes, to: "log", in: folder))
      #expect(read.lines.filter { $0 != 0 } == text + text && read.skipped == 0, "\(packing)")
      #expect(read.reader.offset == Int64(bytes.count) && read.reader.heldBack == 0, "\(packing)")
      // A reader that has read so far before goes on behind them.
      let known = read.reader.position(format: "combined")
      let again = try LogReader(path: read.reader.path, key: ReadSource.key)
      #expect(try again.recognise(among: [known]) == .known(0), "\(packing)")
      #expect(again.offset == Int64(bytes.count), "\(packing)")
    }
  }

  @Test("At the end, they wait, since they may yet become lines", arguments: counts)
  func end(count: Int) throws {
    let text = LogLineWriter.bytes(0..<200)
    let more = LogLineWriter.bytes(200..<300)
    let url = try TestPacking.plain.write(text + zeros(count), to: "log", in: folder)
    let read = try ReadSource(url)
    #expect(read.lines == text && read.reader.heldBack == Int64(count))
    #expect(read.reader.offset == Int64(text.count))
    read.reader.suspend()
    #expect(try read.reader.resume() == .none)
    // The same size, of a file that was given it in advance, when it holds more lines.
    usleep(20_000)  // A file's time moves in steps.
    let handle = try FileHandle(forUpdating: url)
    try handle.seek(toOffset: UInt64(text.count))
    try handle.write(contentsOf: Data(more))
    try handle.close()
    #expect(try read.reader.resume() == .grown)
    #expect(ReadSource(read.reader).lines == more)
    #expect(read.reader.offset == Int64(text.count + more.count))
  }

  @Test(
    "A file of zeros is empty, until lines come behind them or in their place", arguments: counts)
  func only(count: Int) throws {
    let text = LogLineWriter.bytes(0..<200)
    for isBehind in [true, false] {
      let url = try TestPacking.plain.write(zeros(count), to: "log", in: folder)
      let reader = try LogReader(path: url.path, key: ReadSource.key)
      #expect(reader.isEmpty && reader.isAtEnd && !reader.hasMore())
      reader.suspend()
      #expect(try reader.resume() == .none)
      usleep(20_000)  // A file's time moves in steps.
      let handle = try FileHandle(forUpdating: url)
      try handle.seek(toOffset: isBehind ? UInt64(count) : 0)
      try handle.write(contentsOf: Data(text))
      try handle.close()
      #expect(try reader.resume() == .grown)
      #expect(ReadSource(reader).lines == text && reader.offset == Int64(text.count))
      reader.suspend()
      #expect(try reader.resume() == .none)
      try folder.append(LogLineWriter.lines(200..<210), to: "log")
      if isBehind || text.count >= count {
        #expect(try reader.resume() == .grown)
        #expect(ReadSource(reader).lines == LogLineWriter.bytes(200..<210))
      }
    }
  }

  @Test("A hole that the file system knows of is skipped, and found out where it becomes a cut")
  func hole() throws {
    let text = LogLineWriter.bytes(0..<200)
    let url = folder.file("log")
    try folder.write("", to: "log")
    let handle = try FileHandle(forUpdating: url)
    try handle.truncate(atOffset: 50 << 30)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text))
    let read = try ReadSource(url)
    #expect(read.lines == text && read.reader.offset == Int64(text.count))
    read.reader.suspend()
    #expect(try read.reader.resume() == .none)
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(LogLineWriter.bytes(200..<220)))
    try handle.close()
    #expect(try read.reader.resume() == .cut)
    try read.reader.startOver()
    #expect(ReadSource(read.reader).lines == LogLineWriter.bytes(200..<220))
  }

  @Test("A line is too long by its own bytes only", arguments: counts)
  func long(count: Int) throws {
    for (own, skipped) in [(1_000_000, 0), (1_048_600, 1), (3_000_000, 1)] {
      let line = [UInt8](repeating: 0x78, count: own) + [0x0a]
      let text = LogLineWriter.bytes(0..<3)
      let bytes = text + zeros(count) + line + zeros(count) + text
      let read = try ReadSource(try TestPacking.plain.write(bytes, to: "log", in: folder))
      #expect(read.skipped == skipped, "\(own)")
      #expect(
        read.lines.filter { $0 != 0 } == text + (skipped > 0 ? [] : line) + text, "\(own)")
      #expect(read.reader.offset == Int64(bytes.count))
    }
  }
}
