import TestSupport
import Testing

@testable import TrafficStore

@Suite("Parts in the bytes of one value") struct PackedPartsTests {
  private static func part(
    _ group: Int64, _ key: Int64, _ value: Int64 = 5, visitors: Int64 = 0
  ) -> PublishedPart {
    PublishedPart(site: 1, group: group, key: key, value: value, visitors: visitors)
  }

  private static func read(_ bytes: [UInt8]) throws -> [PublishedPart] {
    var parts: [PublishedPart] = []
    try PackedParts.visit(bytes.span, site: 1) { parts.append($0) }
    return parts
  }

  /// Parts in order, few and many, with the numbers that pages and hosts that are no more have.
  private static func random(_ generator: inout SeededGenerator) -> [PublishedPart] {
    let range = Cell.numbers
    var places = Set<[Int64]>()
    for _ in 0..<Int.random(in: 0...200, using: &generator) {
      let group = Bool.random(using: &generator) ? 0 : Int64.random(in: -3...3, using: &generator)
      let key =
        Int.random(in: 0..<8, using: &generator) > 0
        ? Int64.random(in: -3...500, using: &generator)
        : [range.lowerBound, range.upperBound].randomElement(using: &generator)!
      places.insert([group, key])
    }
    return places.sorted { $0.lexicographicallyPrecedes($1) }.map {
      part(
        $0[0], $0[1], Int64.random(in: -1_000_000...1_000_000_000, using: &generator),
        visitors: Int64.random(in: 0...9_999, using: &generator))
    }
  }

  @Test("What was packed is read as it was", arguments: SeededGenerator.seeds(20))
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let parts = Self.random(&generator)
      let bytes = PackedParts(parts).bytes
      #expect(try Self.read(bytes) == parts, "seed \(seed)")
      #expect(PackedParts.areParts(bytes) == !parts.isEmpty, "seed \(seed)")
    }
  }

  @Test("A number takes a byte for each seven bits of it")
  func length() {
    #expect(PackedParts([Self.part(0, 7)]).bytes == [0, 14, 10, 0])
    #expect(PackedParts([Self.part(0, 7), Self.part(0, 9, -64)]).bytes[4...] == [0, 4, 127, 0])
    #expect(PackedParts([Self.part(-1, -1, 64)]).bytes == [1, 1, 128, 1, 0])
  }

  @Test(
    "Bytes that are no parts, or none in order, are damaged",
    arguments: [
      [0], [0, 14, 10], [0x80], [UInt8](repeating: 0x80, count: 12), [0, 14, 10, 0, 0, 0, 10, 0],
      [0, 14, 10, 0, 0, 1, 10, 0], [0, 14, 10, 0, 1, 14, 10, 0],
      [0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 14, 10, 0],
      [0, 14, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0],
    ] as [[UInt8]])
  func damaged(bytes: [UInt8]) {
    #expect(throws: (any Error).self) { try Self.read(bytes) }
    #expect(!PackedParts.areParts(bytes))
  }

  @Test(
    "Random bytes are parts that pack to numbers of the same value, or damaged",
    arguments: SeededGenerator.seeds(1))
  func randomBytes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var sound = 0
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : UInt8.random(in: 0...127, using: &generator)
      }
      guard let parts = try? Self.read(bytes) else { continue }
      sound += 1
      #expect(try Self.read(PackedParts(parts).bytes) == parts, "seed \(seed): \(bytes)")
    }
    #expect(sound > 100, "seed \(seed)")
  }
}
