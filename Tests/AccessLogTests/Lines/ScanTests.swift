import CScan
import LogFormats
import TestSupport
import Testing

@testable import AccessLog

/// The C functions of the hot path against plain loops, at every length and alignment.
@Suite struct ScanTests {
  @Test("Searching gives the first place, never one behind the end", arguments: [UInt64](1...2))
  func search(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var failures = 0
    for length in 0...200 {
      for alignment in 0..<32 where (length + alignment) % 3 == Int(seed % 3) {
        // Few different bytes, so that what is sought stands before, in and behind the range.
        var bytes = (0..<(alignment + length)).map { _ in
          Int.random(in: 0..<40, using: &random) == 0
            ? UInt8.random(in: 0...3, using: &random) : UInt8.random(in: 4...255, using: &random)
        }
        if length % 5 == 0 {
          for index in bytes.indices where bytes[index] < 4 { bytes[index] = 9 }
        }
        let log = LogBytes(bytes, padding: "\u{1}\u{2}\u{3}\0")
        unsafe log.with { buffer in
          let end = unsafe buffer.baseAddress! + buffer.count
          let start = unsafe buffer.baseAddress! + alignment
          let range = bytes[alignment...]
          let wanted = range.firstIndex(of: 1) ?? bytes.endIndex
          let zero = range.firstIndex(of: 0) ?? bytes.endIndex
          let base = buffer.baseAddress!
          if unsafe scan_byte(start, end, 1) - base != wanted { failures += 1 }
          if unsafe scan_byte(start, end, 0) - base != zero { failures += 1 }
        }
      }
    }
    #expect(failures == 0, "seed \(seed)")
  }

  @Test("Every single byte is found wherever it stands, and no other taken for it")
  func everyByte() {
    var failures = 0
    for byte in UInt8.min...UInt8.max {
      for place in 0..<36 {
        // The byte above and the byte with its highest bit flipped are the easy ones to mistake.
        var bytes = [UInt8](repeating: byte ^ 0x80, count: 36)
        if place > 0 { bytes[place - 1] = byte &+ 1 }
        bytes[place] = byte
        let log = LogBytes(bytes, padding: "?")
        unsafe log.with { buffer in
          let base = buffer.baseAddress!
          if unsafe scan_byte(base, base + 36, byte) - base != place { failures += 1 }
        }
      }
    }
    #expect(failures == 0)
  }

  /// The hash, written plainly: bytes of a block of 16 as two numbers, the last filled from the top.
  private func hash(_ bytes: [UInt8], _ key0: UInt64, _ key1: UInt64) -> UInt64 {
    func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
      let product = a.multipliedFullWidth(by: b)
      return product.low ^ product.high
    }
    func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
      // Little-endian; fewer than eight bytes move up, so that zeros fill the low end.
      bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        << UInt64(bytes.isEmpty ? 0 : 8 * (8 - bytes.count))
    }
    var state = key0 ^ (UInt64(bytes.count) &* 0x9e37_79b9_7f4a_7c15)
    var rest = bytes[...]
    while rest.count > 16 {
      state = fold(number(rest.prefix(8)) ^ key1, number(rest.dropFirst(8).prefix(8)) ^ state)
      rest = rest.dropFirst(16)
    }
    state = fold(number(rest.prefix(8)) ^ key1, number(rest.dropFirst(8)) ^ state)
    return fold(state ^ key1, key0 ^ 0xd6e8_feb8_6659_fd93)
  }

  @Test("The hash is the plain one's, whatever stands behind", arguments: [UInt64](1...2))
  func hashes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for length in 0...200 {
      for alignment in [0, 1, 7, 8, 15] {
        let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
        let (key0, key1) = (random.next(), random.next())
        for padding in ["\0", "abc"] {
          let log = LogBytes([UInt8](repeating: 7, count: alignment) + bytes, padding: padding)
          let found = unsafe log.with {
            unsafe scan_hash($0.baseAddress! + alignment, length, key0, key1)
          }
          guard found == hash(bytes, key0, key1) else {
            Issue.record("seed \(seed): length \(length), alignment \(alignment)")
            return
          }
        }
      }
    }
  }

  @Test("Short strings that differ in one bit or in length have different hashes")
  func differences() {
    var seen: Set<UInt64> = []
    var count = 0
    for length in 0...24 {
      for bit in -1..<(length * 8) {
        var bytes = [UInt8](repeating: 0, count: length)
        if bit >= 0 { bytes[bit / 8] = 1 << UInt8(bit % 8) }
        let log = LogBytes(bytes)
        seen.insert(
          unsafe log.with { unsafe scan_hash($0.baseAddress!, length, 0x1234_5678_9abc_def1, 99) })
        count += 1
      }
    }
    #expect(seen.count == count)
  }

  /// Every line of a log with the places of its fields, as one of the functions finds them.
  private func lines(of log: LogBytes, _ plan: FormatPlan, isPlain: Bool) -> [[UInt32]] {
    let splitter = FieldSplitter(plan, usesPlainInstructions: isPlain)
    var places = [scan_place](repeating: scan_place(), count: Int(SCAN_FIELDS))
    var lines: [[UInt32]] = []
    unsafe log.with { block in
      var at = block.baseAddress!
      let end = unsafe at + block.count
      while unsafe at < end {
        let before = unsafe at
        let (start, line) = unsafe splitter.cut(&at, before: end, into: &places)
        let found =
          if case .cut = line { places.flatMap { [$0.start, $0.end] } } else { [UInt32]() }
        lines.append([UInt32(unsafe start - before), UInt32(unsafe at - before)] + found)
      }
    }
    return lines
  }

  @Test("Every processor's function cuts lines alike", arguments: RandomLog.formats)
  func processors(name: String) throws {
    let plan = try #require(FormatPlan.known.first { $0.name == name })
    var random = SeededGenerator.fresh()
    let seed = random.seed
    let alphabet = Array("  \"\"\\[]-a\n\r\0".utf8)
    for _ in 0..<20 {
      var writer = RandomLog(seed: random.next(), format: name)
      var bytes = writer.bytes(lines: 20)
      for _ in 0..<Int.random(in: 0..<40, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = alphabet.randomElement(
          using: &random)!
      }
      bytes += (0..<300).map { _ in alphabet.randomElement(using: &random)! } + [0x0a]
      let log = LogBytes(bytes)
      let plain = lines(of: log, plan, isPlain: true)
      #expect(lines(of: log, plan, isPlain: false) == plain, "seed \(seed)")
      #expect(plain.contains { $0.count > 4 }, "some lines are cut, or little is tested")
    }
  }
}
