import TestSupport
import Testing

@testable import AccessLog

/// Buffers of a few bytes, so that each edge is reached by a short text.
@Suite struct LineBufferTests {
  private func text(_ buffer: borrowing LineBuffer) -> String {
    unsafe buffer.withBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  private func buffer(_ text: String, capacity: Int = 8) -> LineBuffer {
    var buffer = LineBuffer(capacity: capacity)
    unsafe Array(text.utf8).withUnsafeBytes { unsafe buffer.append($0) }
    return buffer
  }

  @Test(
    "Whole lines reach to the last newline",
    arguments: [
      ("", 0), ("a", 0), ("\n", 1), ("a\n", 2), ("a\nb", 2), ("a\nb\n", 4), ("abcdefg\n", 8),
      ("abcdefgh", 0),
    ])
  func wholeLines(content: String, expected: Int) {
    #expect(buffer(content).wholeLines() == expected)
  }

  @Test("Whole lines are looked for within bounds")
  func bounds() {
    let buffer = buffer("a\nb\nc")
    #expect(buffer.wholeLines(upTo: 3) == 2)
    #expect(buffer.wholeLines(upTo: 100) == 4)
    #expect(buffer.wholeLines(from: 4) == 0, "the newline before it was seen")
    #expect(buffer.wholeLines(from: 3) == 4)
  }

  @Test("It is filled up to its capacity, and no further")
  func filling() {
    var buffer = LineBuffer(capacity: 4)
    var offered: [Int] = []
    while !buffer.isFull {
      unsafe buffer.fill { room in
        offered.append(room.count)
        unsafe room[0] = UInt8(ascii: "x")
        return 1
      }
    }
    #expect(offered == [4, 3, 2, 1])
    #expect(text(buffer) == "xxxx")
    #expect(unsafe buffer.fill { $0.count } == 0)
  }

  @Test("A newline has room behind a full buffer's last byte")
  func ending() {
    var buffer = buffer("abcd", capacity: 4)
    buffer.endLine()
    #expect(text(buffer) == "abcd\n")
    #expect(buffer.wholeLines() == 5)
    unsafe buffer.withLines { lines in
      // SAFETY: the padding behind lines may be read.
      let padding = unsafe UnsafeBufferPointer(
        start: lines.baseAddress.unsafelyUnwrapped + 5, count: LogLines.padding)
      #expect(unsafe padding.allSatisfy { $0 == 0 })
    }
  }

  @Test(
    "A line is dropped up to its end, or all there is of it",
    arguments: [
      ("ab\ncd", "cd", true), ("ab\n", "", true), ("ab", "", false), ("\n\n", "\n", true),
      ("", "", false), ("abcdefg\n", "", true),
    ])
  func dropping(content: String, rest: String, isEnded: Bool) {
    var buffer = buffer(content)
    var seen = ""
    let ended = unsafe buffer.dropLine { unsafe seen += String(decoding: $0, as: UTF8.self) }
    #expect(ended == isEnded)
    #expect(text(buffer) == rest)
    #expect(seen + rest == content)
  }

  @Test("An unfinished line moves to another buffer, and what was in that is gone")
  func moving() {
    var first = buffer("one\ntw")
    var second = buffer("old")
    second.move(from: first.wholeLines(), of: &first)
    #expect(text(first) == "one\n")
    #expect(text(second) == "tw")
    first.move(from: 0, of: &second)
    #expect(text(first) == "tw" && second.isEmpty)
  }

  @Test("Zeros at the beginning are counted, and dropped like any other bytes")
  func zeros() {
    var buffer = buffer("\0\0\0a\0b", capacity: 8)
    #expect(buffer.zeros() == 3)
    buffer.drop(3)
    #expect(text(buffer) == "a\0b" && buffer.zeros() == 0)
    buffer.removeAll(from: 1)
    #expect(text(buffer) == "a")
  }

  @Test(
    "Lines put through it in random pieces are those of the text", arguments: [1, 2, 3] as [UInt64])
  func pieces(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let capacity = Int.random(in: 1...12, using: &random)
      let content = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8(ascii: Int.random(in: 0..<4, using: &random) == 0 ? "\n" : "x")
      }
      var buffer = LineBuffer(capacity: capacity)
      var rest = content[...]
      var (lines, isLong): ([Int], Bool) = ([], false)
      // Lengths of the lines; -1 for one that is longer than the buffer.
      while true {
        let more = unsafe buffer.fill { room in
          let count = min(rest.count, room.count, Int.random(in: 1...5, using: &random))
          for index in 0..<count { unsafe room[index] = rest[rest.startIndex + index] }
          return count
        }
        rest = rest.dropFirst(more)
        if isLong, unsafe buffer.dropLine() {
          isLong = false
          lines.append(-1)
        }
        let whole = buffer.wholeLines()
        let text = unsafe buffer.withBytes(0..<whole) { unsafe Array($0) }
        lines += text.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast()
          .map(\.count)
        buffer.drop(whole)
        if buffer.isFull {
          isLong = true
          buffer.removeAll()
        }
        if more == 0 { break }
      }
      let expected = content.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast()
        .map { $0.count < capacity ? $0.count : -1 }
      #expect(lines == expected, "seed \(seed), capacity \(capacity)")
    }
  }
}
