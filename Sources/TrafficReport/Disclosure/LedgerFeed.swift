import Traffic
import TrafficStore

/// Hands the counts of the parts of some wholes to ledgers, one for each whole.
///
/// Counts come in the order of their days, so that nothing is kept of them but what is of a portion
/// of the whole that is not over.
struct LedgerFeed<Parent: Hashable, Part: Hashable & Comparable> {
  /// What of a whole is in no part that was counted.
  struct Rest {
    var part: Part
    /// What the parts of a whole would add up to if there were no rest.
    var expected: (TrafficTotals) -> TrafficTotals
  }

  /// A whole, and how far it was handed over.
  private struct Whole {
    let portions: [Portion]
    var ledger: PortionLedger<Part>
    /// By days from the first one on, the portion of each; negative for none.
    var places: [Int32]
    let first: Int32
    /// The portion that comes next.
    var next = 0
    /// The parts of the present day, if that is a portion by itself.
    var cells: [PortionLedger<Part>.Cell] = []
    /// The parts of portions of more days.
    var open: [Int32: [Part: TrafficTotals]] = [:]

    init(_ portions: [Portion], _ ledger: PortionLedger<Part>) {
      self.portions = portions.sorted(by: Portion.precedes)
      self.ledger = ledger
      let days = portions.flatMap(\.days)
      first = days.min()?.rawValue ?? 0
      places = [Int32](repeating: -1, count: Int((days.max()?.rawValue ?? -1) - first) + 1)
      for (place, portion) in self.portions.enumerated() {
        for day in portion.days { places[Int(day.rawValue - first)] = Int32(place) }
      }
    }

    func place(of day: Day) -> Int32 {
      let index = Int(day.rawValue) - Int(first)
      return places.indices.contains(index) ? places[index] : -1
    }
  }

  /// What all parts add up to in the portions of the period that was asked for, without the rest.
  private(set) var total = TrafficTotals()

  private let span: ClosedRange<Day>
  private let rest: Rest?
  private let isNonPersonal: (Part) -> Bool
  private let numbers: [Parent: Int]
  private var wholes: [Whole]
  private var day = Day(rawValue: .min)
  /// The wholes with cells of the present day.
  private var touched: [Int] = []

  init(
    of wholes: [Parent: [Portion]], in span: ClosedRange<Day>,
    rest: Rest? = nil, isNonPersonal: @escaping (Part) -> Bool = { _ in false },
    ledger: PortionLedger<Part>
  ) {
    (self.span, self.rest, self.isNonPersonal) = (span, rest, isNonPersonal)
    let parents = Array(wholes.keys)
    numbers = Dictionary(uniqueKeysWithValues: zip(parents, 0...))
    self.wholes = parents.map { Whole(wholes[$0] ?? [], ledger) }
  }

  /// Adds the count of a part. Parts of one day and whole come in order, each once.
  mutating func add(_ totals: TrafficTotals, of part: Part, in parent: Parent, on day: Day) {
    if day != self.day {
      close()
      self.day = day
    }
    guard let number = numbers[parent] else { return }
    let place = wholes[number].place(of: day)
    guard place >= 0 else { return }
    if wholes[number].portions[Int(place)].days.count > 1 {
      wholes[number].open[place, default: [:]][part, default: TrafficTotals()] += totals
      return
    }
    if wholes[number].cells.isEmpty { touched.append(number) }
    wholes[number].cells.append(
      .init(key: part, totals: totals, isNonPersonal: isNonPersonal(part)))
  }

  /// Hands over what is of the present day alone.
  private mutating func close() {
    for number in touched {
      let place = Int(wholes[number].place(of: day))
      pass(number, before: place)
      let cells = wholes[number].cells
      wholes[number].cells.removeAll(keepingCapacity: true)
      pass(number, place, cells)
      wholes[number].next = place + 1
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Hands over the portions that come before another one.
  private mutating func pass(_ number: Int, before end: Int) {
    while wholes[number].next < end {
      let place = wholes[number].next
      let parts = wholes[number].open.removeValue(forKey: Int32(place)) ?? [:]
      // In order, so that equal counts give equal portions.
      pass(
        number, place,
        parts.sorted { $0.key < $1.key }.map {
          .init(key: $0.key, totals: $0.value, isNonPersonal: isNonPersonal($0.key))
        })
      wholes[number].next += 1
    }
  }

  private mutating func pass(_ number: Int, _ place: Int, _ cells: [PortionLedger<Part>.Cell]) {
    let portion = wholes[number].portions[place]
    var cells = cells
    var sum = TrafficTotals()
    for cell in cells { sum += cell.totals }
    if portion.lies(in: span) { total += sum }
    if let rest {
      var left = rest.expected(portion.totals)
      left -= sum
      if left.pageViews > 0 || left.hits > 0 {
        cells.append(.init(key: rest.part, totals: left, isNonPersonal: isNonPersonal(rest.part)))
        cells.sort { $0.key < $1.key }
      }
    }
    wholes[number].ledger.add(cells, days: portion.days)
  }

  /// The ledgers, after all counts were added.
  consuming func finish() -> (ledgers: [Parent: PortionLedger<Part>], total: TrafficTotals) {
    close()
    for number in wholes.indices { pass(number, before: wholes[number].portions.count) }
    return (numbers.mapValues { wholes[$0].ledger }, total)
  }
}
