import TestSupport
import Testing

@testable import AccessLog

/// How many personal values of each kind stay readable in a path; the rates of `PrivacyModel.md`.
@Suite struct PersonalKindTests {
  /// How many of a thousand values of a group stay readable, over twenty seeds. Only tokens that happen
  /// to look like words do; what no shape can tell stays by design.
  private static let rates: [PersonalKind.Group: Double] = [
    .mail: 0.05, .named: 0.05, .birth: 0.05, .phone: 4, .national: 0.05, .document: 16,
    .money: 0.05, .number: 0.05, .place: 4.5, .network: 0.05, .shortToken: 93, .longToken: 6.5,
    .untold: 1000,
  ]

  /// As many as chance leaves of `count` values: five standard deviations above the rate, and one.
  private static func most(of count: Int, in group: PersonalKind.Group) -> Double {
    let expected = Double(count) * rates[group, default: 0] / 1000
    return expected + 5 * expected.squareRoot() + 1
  }

  @Test("Few personal values stay readable in paths, of no kind more than a bound")
  func readable() {
    var random = SeededGenerator.fresh()
    var values: [PersonalKind.Group: Int] = [:]
    var readable: [PersonalKind.Group: Int] = [:]
    for kind in PersonalKinds.all {
      let kept = kind.paths(25, using: &random).filter { value in
        value.isReadable(in: PathRedactionTests.page(value.path))
      }
      values[kind.group, default: 0] += 25
      readable[kind.group, default: 0] += kept.count
      if kind.group != .untold, !kept.isEmpty {
        print("\(kind.name): \(kept.count) of 25, such as \(kept[0].path)")
      }
    }
    for group in PersonalKind.Group.allCases {
      let (kept, all) = (readable[group, default: 0], values[group, default: 0])
      print("\(group.rawValue): \(kept) of \(all)")
      #expect(
        Double(kept) <= Self.most(of: all, in: group),
        "\(group.rawValue): \(kept) of \(all) stay readable, seed \(random.seed)")
    }
    let told = PersonalKinds.all.filter { $0.group != .untold }
    let kept = readable.filter { $0.key != .untold }.values.reduce(0, +)
    #expect(kept * 100 <= told.count * 25 * 2, "\(kept) stay readable, seed \(random.seed)")
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
