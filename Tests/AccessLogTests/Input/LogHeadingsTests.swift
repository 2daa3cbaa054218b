import TestSupport
import Testing

@testable import AccessLog

@Suite("Which line names the columns of the lines below it")
struct LogHeadingsTests {
  /// Lines of which some name columns, some nearly do.
  static func lines(_ random: inout SeededGenerator) -> [String] {
    let choices = [
      "#Fields: a b", "#Fields: a c", "#Fields: a b", "#Field", "#Version: 1.0", "x #Fields: no",
      "",
      "2026-10-01 1 2", "#", "#Fields", "\u{0}", "#Fields:",
    ]
    return (0..<Int.random(in: 1...60, using: &random)).map { _ in
      choices.randomElement(using: &random)! + (Bool.random(using: &random) ? "\r" : "")
    }
  }

  /// What a plain loop finds: the line in force behind each line.
  static func reference(_ lines: [String]) -> [String?] {
    var current: String?
    return lines.map { line in
      let text = line.last == "\r" ? String(line.dropLast()) : line
      if text.hasPrefix("#Fields:") { current = text }
      return current
    }
  }

  @Test(
    "Bytes that are skipped, in pieces of any length, leave the last such line", arguments: 1...200)
  func skipped(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let lines = Self.lines(&random)
    let mark: [UInt8] = Bool.random(using: &random) ? [0xef, 0xbb, 0xbf] : []
    let bytes: [UInt8] = mark + lines.flatMap { Array($0.utf8) + [0x0a] }
    var headings = LogHeadings()
    var at = 0
    while at < bytes.count {
      let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
      unsafe bytes[at..<end].withUnsafeBytes { unsafe headings.skip($0) }
      at = end
    }
    let expected = Self.reference(lines).last!
    #expect(
      headings.current.map { String(decoding: $0, as: UTF8.self) } == expected, "seed \(seed)")
    let found = unsafe LogHeadings.last(before: Int64(bytes.count)) { offset, buffer in
      unsafe buffer.copyBytes(from: bytes[Int(offset)...].prefix(buffer.count))
      return true
    }
    #expect(found == headings.current, "looking back, seed \(seed)")
  }

  @Test("No block of lines has two kinds of columns, and none is lost", arguments: 1...200)
  func blocks(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let lines = Self.lines(&random)
    let reference = Self.reference(lines)
    var headings = LogHeadings()
    var next = 0
    while next < lines.count {
      let offered = lines[next..<min(lines.count, next + Int.random(in: 1...20, using: &random))]
      let bytes: [UInt8] = offered.flatMap { Array($0.utf8) + [0x0a] }
      let (count, heading) = unsafe bytes.withUnsafeBytes { unsafe headings.alike(in: $0) }
      let isNew = heading?.isNew == true
      let taken = bytes[..<count].count { $0 == 0x0a }
      #expect(taken > 0 && (count == 0 || bytes[count - 1] == 0x0a), "seed \(seed)")
      let before = next == 0 ? nil : reference[next - 1]
      let current = headings.current.map { String(decoding: $0, as: UTF8.self) }
      #expect(isNew == (current != before), "seed \(seed)")
      for line in next..<(next + taken) {
        let namesColumns = line == next && isNew
        #expect(reference[line] == current || namesColumns, "line \(line), seed \(seed)")
      }
      guard taken > 0 else { return }
      next += taken
    }
  }
}
