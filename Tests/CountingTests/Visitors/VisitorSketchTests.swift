import Foundation
import TestSupport
import Testing
import Traffic

@testable import Counting
import Hits

@Suite("Different visitors are counted, few exactly and many about")
struct VisitorSketchTests {
  /// A sketch of these tokens.
  private func sketch(
    _ tokens: some Sequence<UInt32>, precision: UInt8 = VisitorSketch.ofPage
  ) -> VisitorSketch {
    var sketch = VisitorSketch(precision: precision)
    for token in tokens { _ = sketch.add(token) }
    return sketch
  }

  private func tokens(_ count: Int, _ random: inout SeededGenerator) -> [UInt32] {
    (0..<count).map { _ in UInt32.random(in: 1...UInt32.max, using: &random) }
  }

  @Test("Up to 64 visitors are counted exactly, however often each of them comes")
  func exact() {
    var random = SeededGenerator(seed: 1)
    for count in [0, 1, 2, 3, 4, 5, 63, 64] {
      let people = tokens(count, &random)
      var few = sketch(people + people.shuffled(using: &random))
      #expect(few.estimatedCount == Int64(count))
      #expect(!few.isEstimate && few.minCount == Int64(count))
      few.free()
    }
    var more = sketch(tokens(65, &random))
    #expect(more.isEstimate && more.minCount == 65)
    more.free()
  }

  @Test("Of a page that only needs a few, a few are kept")
  func few() {
    var random = SeededGenerator(seed: 2)
    var sketch = VisitorSketch(precision: VisitorSketch.ofPage)
    for token in tokens(500, &random) { _ = sketch.add(token, isFew: true) }
    #expect(sketch.estimatedCount == Int64(VisitorSketch.few))
    sketch.free()
  }

  @Test(
    "A merged sketch is that of all visitors at once, in any order and however often",
    arguments: [UInt64](1...8))
  func merges(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let people = tokens([3, 60, 64, 65, 100, 3000].randomElement(using: &random)!, &random)
    let parts = (0..<4).map { _ in
      people.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
    }
    var whole = sketch(Set(parts.joined()))
    for _ in 0..<3 {
      var merged = VisitorSketch(precision: VisitorSketch.ofPage)
      for part in (parts + parts).shuffled(using: &random) {
        var other = sketch(part)
        merged.merge(other)
        other.free()
      }
      #expect(merged.estimatedCount == whole.estimatedCount, "seed \(seed)")
      merged.free()
    }
    whole.free()
  }

  @Test("A day reads back as it was written; a damaged one is none", arguments: [UInt64](1...4))
  func bytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let day = OpenDay(key: seed)
    var people: [[UInt32]] = []
    for (index, count) in [0, 1, 64, 65, 5000].enumerated() {
      people.append(tokens(count, &random))
      let precision = index % 2 == 0 ? VisitorSketch.ofPage : VisitorSketch.ofSite
      var visitors = sketch(people[index], precision: precision)
      _ = day.add(visitors, of: .init(rawValue: UInt64(index)))
      visitors.free()
    }
    let bytes = day.bytes
    let again = OpenDay(bytes: bytes)
    #expect(again?.key == seed && again?.count == 5)
    #expect(again?.bytes == bytes, "seed \(seed)")
    // Nobody new: the counts stay. (Sketches of 0 are kept, too.)
    var same = sketch(people[4], precision: VisitorSketch.ofPage)
    #expect(
      again?.add(same, of: .init(rawValue: 4)).visitors
        == day.add(same, of: .init(rawValue: 4)).visitors)
    same.free()
    for _ in 0..<200 {
      var damaged = bytes
      let place = damaged.indices.randomElement(using: &random)!
      switch Int.random(in: 0..<3, using: &random) {
      case 0: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: damaged.removeSubrange(place...)
      default: damaged.insert(7, at: place)
      }
      #expect(OpenDay(bytes: damaged) == nil, "seed \(seed), place \(place)")
    }
  }

  @Test("What no visitors leave is no sketch: a token of zero, or more zeros than a token has")
  func impossibleBytes() {
    func count(_ bytes: [UInt8]) -> Int64? {
      var rest = bytes[...]
      guard var sketch = VisitorSketch(taking: &rest) else { return nil }
      defer { sketch.free() }
      return sketch.estimatedCount
    }
    #expect(count([10, 2, 1, 0, 0, 0, 2, 0, 0, 0]) == 2)
    // It counted or not, by its place among the others.
    for tokens: [UInt8] in [[0, 0, 0, 0, 2, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0, 0]] {
      #expect(count([10, 2] + tokens) == nil)
    }
    for (precision, registers, most): (UInt8, Int, UInt8) in [(10, 1024, 23), (14, 16_384, 19)] {
      let form = [precision, 0xff]
      #expect(count(form + [UInt8](repeating: 0, count: registers)) == 0)
      #expect(count(form + [UInt8](repeating: most, count: registers)) != nil)
      #expect(count(form + [UInt8](repeating: 0, count: registers - 1) + [most + 1]) == nil)
      #expect(count(form + [UInt8](repeating: 0, count: registers - 1)) == nil)
    }
  }

  /// Visitors, each with a network and a kind of client: IPv4 networks are even, those of IPv6 odd.
  private func people(_ visitors: [(network: UInt16, client: UInt16)]) -> Int64 {
    var sketch = VisitorSketch(precision: VisitorSketch.ofPage)
    defer { sketch.free() }
    for (index, visitor) in visitors.enumerated() {
      var traits = VisitorTraits()
      (traits.network, traits.client) = visitor
      _ = sketch.add(UInt32(index + 1), traits)
    }
    return sketch.people
  }

  @Test(
    "Who differs in network and in kind of client is another person; one person's devices are few")
  func people() {
    #expect(people([]) == 0)
    #expect(people([(2, 1)]) == 1)
    #expect(people([(2, 1), (3, 1)]) == 1, "IPv4 and IPv6")
    #expect(people([(2, 1), (3, 2)]) == 1, "two browsers, one by IPv4, the other by IPv6")
    #expect(people([(2, 1), (2, 2), (2, 3)]) == 1, "an office, or three browsers")
    #expect(people([(2, 1), (4, 1), (6, 1)]) == 1, "a telephone that moves")
    #expect(people([(2, 1), (4, 2), (3, 1), (5, 2)]) == 2, "laptop and telephone")
    #expect(people([(2, 1), (4, 2), (6, 3)]) == 3)
    #expect(people([(0, 1), (0, 2)]) == 0, "nobody's network is known")
    let many = (1...70).map { (network: UInt16($0 * 2), client: UInt16($0)) }
    #expect(people(many) == Int64(VisitorSketch.mostPeople))
    // Beyond what is counted exactly, too: somebody's network is new, or their client.
    let office = (1...100).map { (network: UInt16(2), client: UInt16($0 % 9 + 1)) }
    #expect(people(office) == 1)
    #expect(people(office + many) == Int64(VisitorSketch.mostPeople))
  }

  @Test("People are as many in any order, in any parts, and read back", arguments: [UInt64](1...20))
  func peopleInParts(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let visitors = (0..<Int.random(in: 0...200, using: &random)).map { index in
      var traits = VisitorTraits()
      traits.network = UInt16.random(in: 0...13, using: &random)
      traits.client = UInt16.random(in: 0...9, using: &random)
      return (token: UInt32(index + 1), traits: traits)
    }
    func networks(_ parity: UInt16) -> Int {
      Set(visitors.map(\.traits.network).filter { $0 != 0 && $0 & 1 == parity }).count
    }
    let clients = Set(visitors.map(\.traits.client).filter { $0 != 0 }).count
    let expected = min(max(networks(0), networks(1)), clients, VisitorSketch.mostPeople)
    let day = OpenDay(key: 1)
    var people: Int64 = 0
    var rest = visitors.shuffled(using: &random)[...]
    while !rest.isEmpty {
      var part = VisitorSketch(precision: VisitorSketch.ofPage)
      let size = Int.random(in: 1...90, using: &random)
      for (token, traits) in rest.prefix(size) { _ = part.add(token, traits, isFew: seed % 2 == 0) }
      rest = rest.dropFirst(size)
      var bytes = part.bytes[...]
      if var read = VisitorSketch(taking: &bytes) {
        #expect(read.people == part.people && read.bytes == part.bytes && bytes.isEmpty)
        read.free()
      } else {
        Issue.record("what was written is not read")
      }
      // A mark becomes another number, and of the same kind of network.
      people = day.add(part, of: PageTag(rawValue: 5)) { $0 ^ 0x5550 }.people
      part.free()
    }
    #expect(people == Int64(expected), "seed \(seed)")
    let again = OpenDay(bytes: day.bytes)
    var none = VisitorSketch(precision: VisitorSketch.ofPage)
    defer { none.free() }
    #expect(again?.add(none, of: PageTag(rawValue: 5)).people == people)
  }

  @Test("A file that has a site's visitors as a page's stops nobody who counts more")
  func otherPrecision() {
    let tag = PageTag(rawValue: 7)
    var page = sketch([1, 2, 3])
    var site = sketch([4, 5], precision: VisitorSketch.ofSite)
    let day = OpenDay(key: 1)
    #expect(day.add(page, of: tag).visitors == 3)
    let again = OpenDay(bytes: day.bytes)
    #expect(again?.add(site, of: tag).visitors == 2)
    #expect(again?.add(site, of: tag).visitors == 2)
    page.free()
    site.free()
  }

  /// How far estimates are off, over some sets of each size: the mean, its spread and the worst.
  private func errors(
    visitors: Int, precision: UInt8, runs: Int, _ random: inout SeededGenerator
  ) -> (mean: Double, spread: Double, worst: Double) {
    let errors = (0..<runs).map { _ in
      var sketch = VisitorSketch(precision: precision)
      for _ in 0..<visitors {
        _ = sketch.add(UInt32.random(in: 1...UInt32.max, using: &random))
      }
      defer { sketch.free() }
      return Double(sketch.estimatedCount) / Double(visitors) - 1
    }
    let mean = errors.reduce(0, +) / Double(runs)
    let spread = (errors.reduce(0) { $0 + $1 * $1 } / Double(runs)).squareRoot()
    return (mean, spread, errors.map(abs).max() ?? 0)
  }

  @Test("Estimates are off by what theory says, and not to one side")
  func accuracy() {
    var random = SeededGenerator(seed: 3)
    for precision in [VisitorSketch.ofPage, VisitorSketch.ofSite] {
      let theory = 1.04 / Double(1 << Int(precision)).squareRoot()
      for visitors in [65, 200, 1000, 3000, 20_000] {
        let found = errors(visitors: visitors, precision: precision, runs: 60, &random)
        #expect(found.spread < theory * 1.3, "\(visitors) visitors")
        #expect(abs(found.mean) < theory * 0.45, "\(visitors) visitors")
        #expect(found.worst < theory * 4.5, "\(visitors) visitors")
      }
    }
  }

  @Test(
    "Mean and worst error from 10 to 1,000,000 visitors",
    .enabled(
      if: ProcessInfo.processInfo.environment["SPORLOS_MEASURE"] != nil,
      "a measurement: set SPORLOS_MEASURE=1"))
  func measurement() {
    var random = SeededGenerator(seed: 4)
    print("visitors   runs   page: mean  spread   worst   site: mean  spread   worst (percent)")
    for visitors in [10, 50, 64, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 1_000_000] {
      let runs = max(100, min(1000, 10_000_000 / visitors))
      let columns = [VisitorSketch.ofPage, VisitorSketch.ofSite].map { precision in
        let found = errors(visitors: visitors, precision: precision, runs: runs, &random)
        return [found.mean, found.spread, found.worst].map {
          let text = String(($0 * 10_000).rounded() / 100)
          return String(repeating: " ", count: max(0, 8 - text.count)) + text
        }.joined()
      }
      print("\(visitors)\t\(runs)\t\(columns.joined(separator: "     "))")
    }
  }
}
