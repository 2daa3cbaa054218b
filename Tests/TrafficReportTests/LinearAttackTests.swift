import TestSupport
import Testing
import Traffic
import TrafficStore

@testable import TrafficReport

/// Somebody who has every sum that is ever shown, and solves the equations.
@Suite struct LinearAttackTests {
  /// A number of the made-up history: a part on a day.
  private struct Cell: Hashable {
    var part: Int
    var day: Int32
  }

  private struct History {
    var days: [[PortionLedger<Int>.Cell]] = []

    /// - Parameter nobodys: Which parts are nobody's; as a rule, one of seven.
    init(_ generator: inout SeededGenerator, nobodys: (Int) -> Bool = { $0 == 6 }) {
      let parts = Int.random(in: 2...7, using: &generator)
      // Some parts are large, most are small, and what is small one day may be large the next.
      let sizes = (0..<parts).map { _ in Int64([2, 4, 6, 9, 40].randomElement(using: &generator)!) }
      for _ in 0..<Int.random(in: 1...14, using: &generator) {
        days.append(
          (0..<parts).compactMap { part in
            var totals = TrafficTotals()
            totals.pageViews = Int64.random(in: 0...sizes[part], using: &generator)
            if Int.random(in: 0..<6, using: &generator) == 0 { totals.pageViews = 0 }
            totals.hits = totals.pageViews
            if Bool.random(using: &generator) {
              totals.hits += Int64.random(in: 0...6, using: &generator)
            }
            totals.bytes = totals.hits * Int64.random(in: 0...3, using: &generator)
            guard totals.hits > 0 else { return nil }
            return .init(key: part, totals: totals, isNonPersonal: nobodys(part))
          })
      }
    }

    func ledger(_ measure: Measure, days count: Int? = nil) -> PortionLedger<Int> {
      var ledger = PortionLedger<Int>(measure, .standard)
      for (day, cells) in days.prefix(count ?? days.count).enumerated() {
        ledger.add(cells, days: [Day(rawValue: Int32(day))])
      }
      return ledger
    }
  }

  @Test(
    "Nothing hidden follows from all totals and all portions together: no number, and no sum of days",
    arguments: [UInt64](1...300) + [SeededGenerator.fresh().seed])
  func unsolvable(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    attack(History(&generator), [.views, .hits], &generator, seed: seed)
  }

  @Test(
    "Nor where all parts but one are nobody's, as of the bots of a day",
    arguments: [UInt64](1...200) + [SeededGenerator.fresh().seed])
  func ofBots(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let history = History(&generator) { $0 > 0 }
    attack(history, [.hits], &generator, seed: seed)
  }

  /// Attacks each column of some measures.
  private func attack(
    _ history: History, _ measures: [Measure], _ generator: inout SeededGenerator, seed: UInt64
  ) {
    for measure in measures {
      let ledger = history.ledger(measure)
      for column in measure.columns {
        attack(history, ledger, column, &generator, seed: seed)
      }
    }
  }

  /// The attacker knows where nothing was counted, all totals of days, and every portion.
  private func attack(
    _ history: History, _ ledger: PortionLedger<Int>, _ column: Measure.Column,
    _ generator: inout SeededGenerator, seed: UInt64
  ) {
    var unknown: [Cell: Int] = [:]
    var weights: [Int: Int64] = [:]
    var equations: [Set<Int>] = []
    for (day, cells) in history.days.enumerated() {
      var equation = Set<Int>()
      for cell in cells where column.number(cell.totals) != 0 {
        let number = unknown.count
        unknown[Cell(part: cell.key, day: Int32(day))] = number
        weights[number] = column.weight(cell.totals)
        equation.insert(number)
      }
      equations.append(equation)
    }
    // A number that is alone in its day's total is as known as that.
    let alone = Set(equations.filter { $0.count == 1 }.flatMap(\.self))
    var known = [Set<Int>]()
    for (part, portions) in ledger.portions {
      for portion in portions {
        known.append(Set(portion.days.compactMap { unknown[Cell(part: part, day: $0.rawValue)] }))
      }
    }
    let attacker = Elimination(equations + known, unknowns: unknown.count)
    for part in Set(unknown.keys.map(\.part)) {
      let numbers = unknown.filter { $0.key.part == part }.sorted { $0.key.day < $1.key.day }
        .map(\.value).filter { !alone.contains($0) }
      // Every span of days, and some days picked at random.
      var guesses = numbers.indices.flatMap { first in
        (first..<numbers.count).map { Set(numbers[first...$0]) }
      }
      for _ in 0..<20 {
        guesses.append(Set(numbers.filter { _ in Bool.random(using: &generator) }))
      }
      for guess in guesses where attacker.knows(guess) {
        // What follows is made of portions, or enough by itself.
        let rest = known.reduce(guess) { $1.isSubset(of: guess) ? $0.subtracting($1) : $0 }
        let weight = rest.reduce(0) { $0 + weights[$1]! }
        #expect(Threshold.standard.allows(weight), "seed \(seed), \(column), part \(part)")
      }
    }
  }

  @Test("The attacker finds what a plain folding of each report gives away")
  func finds() {
    // Two days of three parts, each day folded by itself, and both days together shown.
    let days: [Set<Int>] = [[0, 1, 2], [3, 4, 5]]
    let folded = Elimination(days + [[0], [3], [1, 4]], unknowns: 6)
    #expect(folded.knows([3]) && !folded.knows([1]) && !folded.knows([2]))
    // The third part follows over both days: what is hidden of it must be enough.
    #expect(folded.knows([2, 5]))
    #expect(Elimination(days + [[0], [3], [4], [1, 4]], unknowns: 6).knows([2]))
  }

  @Test(
    "What is known of some days is known of more days too: nothing is taken back or recut",
    arguments: [UInt64](1...100) + [SeededGenerator.fresh().seed])
  func growth(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let history = History(&generator)
    var before: [Int: [Portion]] = [:]
    for count in 0...history.days.count {
      let now = history.ledger(.views, days: count).portions
      for (part, portions) in before {
        #expect(now[part]?.prefix(portions.count) == portions[...], "seed \(seed)")
      }
      before = now
    }
    for portions in before.values {
      #expect(Set(portions.flatMap(\.days)).count == portions.flatMap(\.days).count)
    }
  }
}
