import TestSupport
import TrafficStore

/// Somebody who knows all that is published, which counts there are, and the rules: he runs them on each world that
/// may be, and drops those of which something else would be published.
struct Reader {
  let site: QuietSite
  private let published: QuietSite.Published
  private let hidden: [[Bool]]
  /// The hidden counts: window and part.
  let places: [Place]
  /// The least and the most that each was in any world so far.
  private(set) var least: [Int64]
  private(set) var most: [Int64]
  /// Whether every world was looked at.
  private(set) var isComplete = false
  private var rowsKnown: [[Int64]: Bool] = [:]

  struct Place: Hashable {
    var window: Int
    var part: Int
  }

  /// What can be told of a number that must not be told.
  enum Finding { case open, narrow, exact, unknown, toldByWhole }

  init(_ site: QuietSite) {
    self.site = site
    hidden = site.counts.indices.map(site.hidden(inWindow:))
    published = site.published(hidden)
    let hidden = hidden
    places = site.counts.indices.flatMap { window in
      hidden[window].indices.filter { hidden[window][$0] }.map { Place(window: window, part: $0) }
    }
    least = places.map { site.counts[$0.window][$0.part] }
    most = least
    let places = places
    protected = Reader.protected(site, places)
    goals = protected.filter { index in
      // With the whole alone, and nothing shown, he would know as much.
      let row = site.counts[places[index].window]
      let count = Int64(row.count { $0 != 0 })
      return count > 1
        && Int64(row.reduce(0, +).magnitude) - count >= site.threshold.width
    }
  }

  /// Hidden counts from 1 to one less than the threshold, and those of which the remainder is.
  let protected: [Int]

  private static func protected(_ site: QuietSite, _ places: [Place]) -> [Int] {
    places.indices.filter { index in
      let place = places[index]
      let count = site.counts[place.window][place.part]
      if site.nonPersonal.contains(place.part) { return false }
      if count.magnitude < site.threshold.least { return true }
      guard let known = site.known.isEmpty ? nil : site.known[place.window][place.part] else {
        return !site.isOfFew.isEmpty && site.isOfFew[place.window][place.part]
      }
      return known != count && (known - count).magnitude < site.threshold.least
    }
  }

  /// Those of them of which the whole alone does not tell.
  private let goals: [Int]

  private func isWide(_ index: Int) -> Bool { most[index] - least[index] >= site.threshold.width }

  /// The hidden counts, and what he finds of each.
  var intervals: [String] {
    places.indices.map { "\(places[$0].window)/\(places[$0].part): \(least[$0])...\(most[$0])" }
  }

  /// What he finds of each protected number.
  mutating func attack(limit: Int = 400_000) -> [Finding] {
    walk(limit: 1500)
    for index in goals where !isWide(index) { wander(towards: index) }
    if !goals.allSatisfy(isWide) { enumerate(limit: limit) }
    return protected.map { index in
      if isWide(index) { return .open }
      if !goals.contains(index) { return .toldByWhole }
      if !isComplete { return .unknown }
      return most[index] == least[index] ? .exact : .narrow
    }
  }

  private func counts(_ world: [Int64]) -> [[Int64]] {
    var counts = site.counts
    for (place, value) in zip(places, world) { counts[place.window][place.part] = value }
    return counts
  }

  /// Whether the same would be published.
  private mutating func isPossible(_ world: [Int64]) -> Bool {
    var other = site
    other.counts = counts(world)
    for window in other.counts.indices where other.counts[window] != site.counts[window] {
      if !isRowPossible(window, other.counts[window]) { return false }
    }
    return other.counts.count == 1 || other.published(hidden) == published
  }

  private mutating func isRowPossible(_ window: Int, _ row: [Int64]) -> Bool {
    let name = [Int64(window)] + row
    if let known = rowsKnown[name] { return known }
    var other = site
    other.counts[window] = row
    var isPossible = row.reduce(0, +) == published.wholes[window]
    for part in row.indices where hidden[window][part] {
      if row[part] == 0 || (!site.isCorrection && row[part] < 0) { isPossible = false }
      if !site.known.isEmpty, let known = site.known[window][part], known < row[part] {
        isPossible = false
      }
    }
    if isPossible {
      isPossible = visitorsOpen(window, other).contains {
        $0.hidden(inWindow: window) == hidden[window]
      }
    }
    rowsKnown[name] = isPossible
    return isPossible
  }

  /// Who is behind a hidden count is not known.
  private func visitorsOpen(_ window: Int, _ other: QuietSite) -> [QuietSite] {
    guard !site.isOfFew.isEmpty else { return [other] }
    var sites = [other]
    for part in other.counts[window].indices where hidden[window][part] {
      sites = sites.flatMap { site in
        [false, true].map {
          var site = site
          site.isOfFew[window][part] = $0
          return site
        }
      }
    }
    return sites
  }

  private mutating func note(_ world: [Int64]) {
    for (index, value) in world.enumerated() {
      least[index] = min(least[index], value)
      most[index] = max(most[index], value)
    }
  }

  /// Goes from world to world by small steps, as long as there is something to find.
  private mutating func walk(limit: Int) {
    let truth = places.map { site.counts[$0.window][$0.part] }
    var seen: Set<[Int64]> = [truth]
    var queue = [truth]
    let rows = Dictionary(grouping: places.indices) { places[$0].window }
    let pairs = rows.values.flatMap { row in row.flatMap { a in row.map { (a, $0) } } }
      .filter { $0.0 != $0.1 }.sorted { $0 < $1 }
    let released = Set(published.sums.keys)
    let keeps = { [places] (x: Int, y: Int) in
      places[x].part == places[y].part
        || !(released.contains(places[x].part) || released.contains(places[y].part))
    }
    var next = 0
    while next < queue.count, seen.count < limit {
      if goals.allSatisfy(isWide) { return }
      let world = queue[next]
      next += 1
      for (a, b) in pairs {
        for step in [world[b] - world[a], 1, 2, 3] where step != 0 {
          var other = world
          other[a] += step
          other[b] -= step
          consider(other, &seen, &queue)
          // The same between two parts of another window, so that the sums of parts stay.
          guard released.contains(places[a].part) || released.contains(places[b].part) else {
            continue
          }
          for (c, d) in pairs where places[c].window != places[a].window {
            guard keeps(a, d), keeps(b, c) else { continue }
            var both = other
            both[c] += step
            both[d] -= step
            consider(both, &seen, &queue)
          }
        }
      }
    }
  }

  /// Goes from world to world at random, so that one number becomes larger, or smaller.
  private mutating func wander(towards goal: Int, steps: Int = 6000) {
    var generator = SeededGenerator(seed: UInt64(goal))
    let truth = places.map { site.counts[$0.window][$0.part] }
    let rows = Dictionary(grouping: places.indices) { places[$0].window }
    let numbers = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
    for sign in [1, -1] as [Int64] {
      var world = truth
      for _ in 0..<steps {
        if isWide(goal) { return }
        var other = world
        let (a, b) = pair(rows, &generator)
        other[a] += 1
        other[b] -= 1
        let window = places.randomElement(using: &generator)!.window
        if Bool.random(using: &generator),
          let c = numbers[Place(window: window, part: places[a].part)],
          let d = numbers[Place(window: window, part: places[b].part)]
        {
          other[c] -= 1
          other[d] += 1
        } else if Bool.random(using: &generator) {
          let (c, d) = pair(rows, &generator)
          other[c] += 1
          other[d] -= 1
        }
        guard other != world, isPossible(other) else { continue }
        note(other)
        if sign * (other[goal] - world[goal]) >= 0 || Int.random(in: 0..<4, using: &generator) == 0
        {
          world = other
        }
      }
    }
  }

  /// Two hidden counts of one window.
  private func pair(
    _ rows: [Int: [Int]], _ generator: inout SeededGenerator
  ) -> (Int, Int) {
    while true {
      let a = places.indices.randomElement(using: &generator)!
      let b = rows[places[a].window]!.randomElement(using: &generator)!
      if a != b || places.count == 1 { return (a, b) }
    }
  }

  private mutating func consider(
    _ world: [Int64], _ seen: inout Set<[Int64]>, _ queue: inout [[Int64]]
  ) {
    guard seen.insert(world).inserted, isPossible(world) else { return }
    note(world)
    queue.append(world)
  }

  /// Looks at every world there is, unless they are too many.
  private mutating func enumerate(limit: Int) {
    var rows: [[[Int64]]] = []
    var product = 1
    for window in site.counts.indices {
      guard let row = possibleRows(window, limit: limit) else { return }
      rows.append(row)
      product = product.multipliedReportingOverflow(by: row.count).partialValue
      if product > limit || product < 0 { return }
    }
    var chosen = Array(repeating: 0, count: rows.count)
    repeat {
      var other = site
      other.counts = rows.indices.map { rows[$0][chosen[$0]] }
      if other.counts.count == 1 || other.published(hidden) == published {
        note(places.map { other.counts[$0.window][$0.part] })
      }
    } while advance(&chosen, rows.map(\.count))
    isComplete = true
  }

  private func advance(_ chosen: inout [Int], _ counts: [Int]) -> Bool {
    for index in chosen.indices {
      chosen[index] += 1
      if chosen[index] < counts[index] { return true }
      chosen[index] = 0
    }
    return false
  }

  /// The rows that a window may have.
  private mutating func possibleRows(_ window: Int, limit: Int) -> [[Int64]]? {
    let parts = hidden[window].indices.filter { hidden[window][$0] }
    guard !parts.isEmpty else { return [site.counts[window]] }
    let sum = parts.reduce(0) { $0 + site.counts[window][$1] }
    var partial: [[Int64]] = [site.counts[window]]
    var rows: [[Int64]] = []
    let lowest: Int64 = site.isCorrection ? -3 * site.threshold.least : 1
    let highest = site.isCorrection ? 3 * site.threshold.least : sum
    for (number, part) in parts.enumerated() {
      let isLast = number == parts.count - 1
      var longer: [[Int64]] = []
      for row in partial {
        let left = sum - parts[..<number].reduce(0) { $0 + row[$1] }
        let end = min(
          highest, left - (site.isCorrection ? -highest : Int64(parts.count - 1 - number)))
        for value in isLast ? left...left : lowest...max(lowest, end) {
          var row = row
          row[part] = value
          if isLast {
            if isRowPossible(window, row) { rows.append(row) }
          } else {
            longer.append(row)
          }
        }
      }
      partial = longer
      if partial.count > limit / 10 { return nil }
    }
    return rows
  }
}
