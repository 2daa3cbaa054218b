import Foundation
import TestSupport
import Testing
import Traffic
import TrafficStore

@testable import TrafficAudit

/// What `Tests/Fuzzers/Sources/FuzzDatabase` tries at length.
@Suite("Whatever bytes a database has, reading its pages ends")
struct HostilePagesTests {
  let folder: ScratchFolder
  let shapes: [StoredShape]
  let whole: [UInt8]

  init() throws {
    folder = try ScratchFolder()
    let path = folder.file("whole.sqlite").path
    try TrafficDatabase(path: path).close()
    shapes = try TrafficArchive(path: path).read { try $0.shapes() }
    whole = [UInt8](try Data(contentsOf: folder.file("whole.sqlite")))
  }

  /// Reads a database and its -wal file; `nil` where the file is none.
  private func scan(_ bytes: [UInt8], log: [UInt8] = []) throws -> DatabaseScan? {
    try Data(bytes).write(to: folder.file("copy.sqlite"))
    try Data(log).write(to: folder.file("copy.sqlite-wal"))
    let file = try #require(RawFile(folder.file("copy.sqlite").path))
    let scan = DatabaseScan(
      file, log: RawFile(folder.file("copy.sqlite-wal").path), shapes: shapes, detector: Nobody(),
      now: Hour(utc: 498_000), earliest: nil)
    scan?.run()
    return scan
  }

  @Test("One that ends within its first page has no pages, and is damaged")
  func short() throws {
    #expect(try #require(try scan(whole)).findings.isEmpty)
    #expect(try scan(Array(whole.prefix(99))) == nil)
    for length in [100, 511, 4095] {
      let findings = try #require(try scan(Array(whole.prefix(length)))).findings.all
      #expect(findings.contains { $0.kind == .damaged }, "\(length) bytes")
    }
  }

  @Test("Whichever bytes are others, no page is read twice")
  func damage() throws {
    var random = SeededGenerator.fresh()
    let seed = random.seed
    for _ in 0..<60 {
      var copy = whole
      for _ in 0..<[1, 20, 400].randomElement(using: &random)! {
        // Half of the time in the head of a page, which says what its cells are.
        let page = Int.random(in: 0..<(copy.count / 4096), using: &random) * 4096
        let place = Int.random(in: 0..<(Bool.random(using: &random) ? 24 : 4096), using: &random)
        if page + place >= 100 { copy[page + place] = .random(in: 0...255, using: &random) }
      }
      copy.removeLast(Int.random(in: 0..<3, using: &random) * 1000)
      let read = try #require(try scan(copy)).bytesRead
      #expect(read <= copy.count + 4096, "seed \(seed)")
    }
  }

  @Test("A row has no more columns than any table: each takes more memory than it has bytes")
  func columns() {
    /// A record of empty values, its length as three bytes.
    func record(_ columns: Int) -> [UInt8] {
      let length = columns + 3
      let digits = [length >> 14 | 0x80, length >> 7 & 0x7f | 0x80, length & 0x7f]
      return digits.map { UInt8($0) } + [UInt8](repeating: 0, count: columns)
    }
    var stored = StoredRecord()
    for (columns, isRow) in [(30_000, true), (32_767, true), (32_768, false), (1_000_000, false)] {
      let bytes = record(columns)
      #expect(stored.read(bytes, 0..<bytes.count) == isRow)
      #expect(stored.values.count <= 32_767)
    }
  }
}

/// Knows no personal data.
private struct Nobody: TextDetector {
  func shapes(inText bytes: ArraySlice<UInt8>) -> Set<PersonalShape> { [] }
  func shapes(inBytes bytes: ArraySlice<UInt8>) -> Set<PersonalShape> { [] }
  func isPage(_ text: [UInt8]) -> Bool { true }
  func isReferrer(_ text: [UInt8]) -> Bool { true }
  func isSite(_ text: [UInt8]) -> Bool { true }
  func isCampaign(_ text: [UInt8]) -> Bool { true }
  func isFormat(_ text: [UInt8]) -> Bool { true }
}
