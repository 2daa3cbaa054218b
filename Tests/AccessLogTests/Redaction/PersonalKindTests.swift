import TestSupport
import Testing

@testable import AccessLog

/// How many personal values of each kind stay readable in a path; the rates of `PrivacyModel.md`.
@Suite struct PersonalKindTests {
  /// Kinds that are measured together, and how many of a thousand values of a group may stay readable. Only tokens
  /// that happen to look like words do; what no shape can tell stays by design.
  struct Collection: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var kinds: [PersonalKind]
    var most: [PersonalKind.Group: Int]
    /// How many do, over twenty seeds; of the further ones, over three.
    var rates: [PersonalKind.Group: Double]
  }

  private static let collections = [
    Collection(
      testDescription: "the first kinds", kinds: PersonalKinds.firstKinds,
      most: [
        .mail: 1, .named: 1, .birth: 1, .phone: 15, .national: 1, .document: 25, .money: 1,
        .number: 1, .place: 8, .network: 1, .shortToken: 110, .longToken: 8, .untold: 1000,
      ],
      rates: [
        .mail: 0.05, .named: 0.05, .birth: 0.05, .phone: 4, .national: 0.05, .document: 16,
        .money: 0.05, .number: 0.05, .place: 4.5, .network: 0.05, .shortToken: 93,
        .longToken: 6.5, .untold: 1000,
      ]),
    Collection(
      testDescription: "further kinds", kinds: PersonalKinds.furtherKinds,
      most: [
        .mail: 1, .named: 4, .birth: 1, .phone: 15, .national: 1, .document: 15, .money: 6,
        .number: 1, .place: 12, .network: 3, .shortToken: 110, .longToken: 8, .untold: 1000,
      ],
      rates: [
        .mail: 0.05, .named: 1.6, .birth: 0.05, .phone: 5.6, .national: 0.3, .document: 8.2,
        .money: 5.4, .number: 0.05, .place: 8.1, .network: 1.7, .shortToken: 93, .longToken: 3.3,
        .untold: 1000,
      ]),
  ]

  /// How many values of each group stay readable, and of how many, 25 of each kind for each seed.
  private static func counts(
    of kinds: [PersonalKind], _ generators: [SeededGenerator]
  ) -> [PersonalKind.Group: (kept: Int, all: Int)] {
    var counts: [PersonalKind.Group: (kept: Int, all: Int)] = [:]
    for var random in generators {
      for kind in kinds {
        let kept = kind.paths(25, using: &random).filter { value in
          value.isReadable(in: PathRedactionTests.page(value.path))
        }
        counts[kind.group, default: (0, 0)].all += 25
        counts[kind.group, default: (0, 0)].kept += kept.count
        if kind.group != .untold, !kept.isEmpty {
          print("\(kind.name): \(kept.count) of 25, such as \(kept[0].path)")
        }
      }
    }
    return counts
  }

  @Test(
    "Few personal values stay readable in paths, of no kind more than a bound",
    arguments: collections)
  func readable(collection: Collection) {
    let counts = Self.counts(of: collection.kinds, (1...3).map { SeededGenerator(seed: $0) })
    for group in PersonalKind.Group.allCases {
      let (kept, all) = counts[group, default: (0, 0)]
      print("\(group.rawValue): \(kept) of \(all)")
      #expect(
        kept * 1000 <= all * collection.most[group, default: 0],
        "\(group.rawValue): \(kept) of \(all) stay readable")
    }
    let told = counts.filter { $0.key != .untold }.values
    let kept = told.reduce(0) { $0 + $1.kept }
    let all = told.reduce(0) { $0 + $1.all }
    #expect(kept * 100 <= all * 2, "\(kept) of \(all) stay readable")
  }

  @Test(
    "Values nobody has tried stay readable as often as the others", arguments: collections)
  func fresh(collection: Collection) {
    let random = SeededGenerator.fresh()
    for (group, (kept, all)) in Self.counts(of: collection.kinds, [random]) {
      // Chance leaves hardly more than five standard deviations above the rate, and one.
      let expected = Double(all) * collection.rates[group, default: 0] / 1000
      #expect(
        Double(kept) <= expected + 5 * expected.squareRoot() + 1,
        "\(group.rawValue): \(kept) of \(all) stay readable, seed \(random.seed)")
    }
  }

  @Test("There are more than 365 kinds, each of its own")
  func kinds() {
    #expect(PersonalKinds.all.count { $0.group != .untold } >= 365)
    #expect(Set(PersonalKinds.all.map(\.name)).count == PersonalKinds.all.count)
  }

  @Test("A value counts as readable where six in ten of its letters and digits stand in a row")
  func isReadable() {
    let value = PersonalValue(path: "", secret: "912-34-567")
    #expect(value.isReadable(in: "/x/912.34.567"))
    #expect(value.isReadable(in: "/x/91234-:id"))
    #expect(!value.isReadable(in: "/x/9123-:id"))
    #expect(!value.isReadable(in: "/x/:phone"))
  }
}
