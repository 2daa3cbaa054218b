import TestSupport
import Testing

@testable import AccessLog

@Suite struct WrapperDifferentialTests {
  @Test("Random logs in wrappers give what the plain reference gives")
  func reference() {
    var log = WrappedLog(random: .fresh())
    let seed = log.random.seed
    for round in 0..<6 {
      for wrappers in WrappedLog.chains {
        let chain = WrapperChain(wrappers)
        let bytes = log.bytes(lines: 40, wrappers, damage: round == 0 ? 0 : 3)
        let read = Unwrapping.lines(bytes, chain)
        let wanted = ReferenceUnwrapper(chain: chain).lines(bytes)
        guard read != wanted else { continue }
        let pair = zip(read.split(separator: 0x0a), wanted.split(separator: 0x0a))
          .first { $0 != $1 }
        Issue.record(
          """
          seed \(seed), \(wrappers): \(pair.map { String(decoding: $0.0, as: UTF8.self) } ?? "")
          and not \(pair.map { String(decoding: $0.1, as: UTF8.self) } ?? "")
          """)
        return
      }
    }
  }

  @Test("Blocks that are cut wherever they may be give the same lines")
  func cuts() {
    var log = WrappedLog(random: .fresh())
    let seed = log.random.seed
    for wrappers in WrappedLog.chains {
      let chain = WrapperChain(wrappers)
      let bytes = log.bytes(lines: 40, wrappers, damage: 4)
      let whole = Unwrapping.lines(bytes, chain)
      var places: Set<Int> = []
      for end in 0...bytes.count {
        places.insert(Unwrapping.wholeLines(Array(bytes[..<end]), chain))
      }
      #expect(places.count > 1)
      for place in places {
        let halves =
          Unwrapping.lines(Array(bytes[..<place]), chain)
          + Unwrapping.lines(Array(bytes[place...]), chain)
        #expect(halves.elementsEqual(whole), "seed \(seed), \(wrappers), cut at \(place)")
      }
      // One behind the other, as a reader has them.
      var read: [UInt8] = []
      var start = 0
      for place in places.sorted() {
        read += Unwrapping.lines(Array(bytes[start..<place]), chain)
        start = place
      }
      read += Unwrapping.lines(Array(bytes[start...]), chain)
      #expect(read.elementsEqual(whole), "seed \(seed), \(wrappers)")
    }
  }

  @Test("Long logs may be cut where no line is in parts", arguments: [Wrapper.cri, .dockerJSON])
  func longCuts(wrapper: Wrapper) {
    var log = WrappedLog(random: .fresh())
    let seed = log.random.seed
    let chain = WrapperChain([wrapper])
    let bytes = log.bytes(lines: 3000, [wrapper], damage: 9)
    let places = ReferenceUnwrapper.wholePlaces(bytes, wrapper)
    let whole = Unwrapping.lines(bytes, chain)
    for _ in 0..<8 {
      let end = Int.random(in: 0...bytes.count, using: &log.random)
      let cut = Unwrapping.wholeLines(Array(bytes[..<end]), chain)
      #expect(places.last { $0 <= end } ?? 0 == cut, "seed \(seed), end \(end)")
      let halves =
        Unwrapping.lines(Array(bytes[..<cut]), chain)
        + Unwrapping.lines(Array(bytes[cut...]), chain)
      #expect(halves.elementsEqual(whole), "seed \(seed), cut at \(cut)")
    }
  }

  @Test("Random bytes under any wrapper keep their lines and their bounds")
  func hostile() {
    var random = SeededGenerator.fresh()
    let alphabet = Array("{}[]\"\\u:, <1>-TZ0|FP\n\n\u{1b}".utf8) + [0, 0xff]
    for wrappers in WrappedLog.chains {
      for _ in 0..<150 {
        let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
          alphabet.randomElement(using: &random)!
        }
        let chain = WrapperChain(wrappers)
        let newlines = bytes.count { $0 == 0x0a }
        #expect(
          Unwrapping.lines(bytes, chain).count { $0 == 0x0a } == newlines,
          "seed \(random.seed), \(wrappers)")
        let end = Unwrapping.wholeLines(bytes, chain)
        #expect(end <= bytes.count && (end == 0 || bytes[end - 1] == 0x0a))
        #expect(WrapperChain.recognised(in: bytes.split(separator: 0x0a)).wrappers.count <= 4)
      }
    }
  }
}
