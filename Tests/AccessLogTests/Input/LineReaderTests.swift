import Foundation
import TestSupport
import Testing

@testable import AccessLog

/// Sources read for passing lines on.
@Suite struct LineReaderTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// All lines of a source, with how many were too long for a block.
  private func read(_ path: String, wait: (Int32) -> Bool = { _ in true }) throws -> (
    [UInt8], skipped: Int64, failure: InputError?
  ) {
    let reader = try LineReader(path: path)
    var block = LogBlock()
    var bytes: [UInt8] = []
    var skipped: Int64 = 0
    var sequence = 0
    while reader.next(&block, wait: wait) {
      #expect(block.sequence == sequence)
      sequence += 1
      bytes += unsafe block.withLines { unsafe Array($0) }
      skipped += block.skippedLines
      #expect(bytes.last == 0x0a || block.count == 0, "whole lines")
    }
    return (bytes, skipped, reader.failure)
  }

  private func write(_ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: folder.file("log"))
    return folder.path("log")
  }

  private func line(_ count: Int, _ letter: Character) -> [UInt8] {
    Array(String(repeating: letter, count: count).utf8)
  }

  @Test(
    "A file's lines come out as they are, the last one ended",
    arguments: ["", "a", "a\n", "a\n\nb", "\n", "\r\nx"])
  func lines(text: String) throws {
    let expected = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    #expect(try read(write(Array(text.utf8))).0 == Array(expected.utf8))
  }

  @Test(
    "Around the size of a block", arguments: [-2, -1, 0, 1, 2, 1000], [true, false])
  func edges(more: Int, isEnded: Bool) throws {
    let size = LogBlock.capacity + more
    // A block has room for its capacity, the newline that a last line lacks not counted.
    let long = line(size - (isEnded ? 1 : 0), "x") + (isEnded ? [0x0a] : [])
    let result = try read(write(Array("a\n".utf8) + long + (isEnded ? Array("b\n".utf8) : [])))
    let fits = size < LogBlock.capacity || (size == LogBlock.capacity && isEnded)
    let expected =
      Array("a\n".utf8) + (fits ? long + (isEnded ? [] : [0x0a]) : [])
      + (isEnded ? Array("b\n".utf8) : [])
    #expect(result.0 == expected, "\(result.0.count) bytes, not \(expected.count)")
    #expect(result.skipped == (fits ? 0 : 1))
  }

  @Test("Random lines in random pieces of a pipe", arguments: [1, 2, 3] as [UInt64])
  func pieces(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var log: [UInt8] = []
    for number in 0..<300 {
      let length = Int.random(in: 0...(number % 50 == 0 ? 300_000 : 200), using: &random)
      log += line(length, "k") + [0x0a]
    }
    let pipe = folder.path("pipe")
    try #require(unsafe mkfifo(pipe, 0o600) == 0)
    var pieces: [[UInt8]] = []
    var rest = log[...]
    while !rest.isEmpty {
      let size = min(rest.count, Int.random(in: 1...100_000, using: &random))
      pieces.append(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    let all = pieces
    let writer = Thread {
      guard let handle = FileHandle(forWritingAtPath: pipe) else { return }
      for piece in all { try? handle.write(contentsOf: Data(piece)) }
      try? handle.close()
    }
    writer.start()
    var waits = 0
    let result = try read(pipe) { _ in
      waits += 1
      return true
    }
    #expect(result.0 == log && result.failure == nil)
    #expect(waits > 1, "it is asked before each read")
  }

  @Test("Whoever waits can end a pipe, and what was read is handed out")
  func ended() throws {
    let pipe = folder.path("pipe")
    try #require(unsafe mkfifo(pipe, 0o600) == 0)
    // Open for both, it never ends by itself.
    let descriptor = unsafe open(pipe, O_RDWR)
    defer { close(descriptor) }
    try #require(unsafe Glibc.write(descriptor, "one\ntwo\nhalf", 12) == 12)
    #expect(try read(pipe) { _ in false }.0 == Array("one\ntwo\nhalf\n".utf8))
  }
}
