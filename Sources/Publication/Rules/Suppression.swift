import TrafficStore

/// Which parts of a whole may be known, where the whole is.
///
/// What is too little is hidden. What is left of the whole is known, too: it is the sum of what is hidden. So more
/// is hidden beside it, until that sum tells nothing. The reader knows this rule: from what was chosen to be hidden
/// beside he must not learn more than from the sum. Therefore
///
/// - what is hidden beside is so far from the smallest hidden count that he would see the same if the two were
///   exchanged (``HiddenCounts/areFarApart``). Of several parts with the same count none is chosen for that: an
///   exchange would choose another one of them. The smallest that will do is taken;
/// - where counts cannot be exchanged, since one says nothing about people, or the reader knows how much each can
///   be at most, they are taken in an order that tells nothing of them, until they can take up whatever the others
///   are more or less by.
struct Suppression {
  let threshold: Threshold
  /// Whether a part says nothing about people.
  var isNonPersonal: (Cell) -> Bool = { _ in false }
  /// What is shown elsewhere of a part, of which the cell is some: what is left of it is known, too.
  var known: (Cell) -> Int64? = { _ in nil }

  /// Which of the parts of one whole to hide.
  ///
  /// - Complexity: O(*k* *n* + *n* log *n*), *k* being the threshold.
  func hidden(_ cells: [Cell]) -> [Bool] {
    var hidden = cells.map(hides)
    if isTooLittle(cells) { return cells.map { _ in true } }
    guard hidden.contains(true) else { return hidden }
    if cells.contains(where: { known($0) != nil }) {
      hideBound(cells, &hidden)
    } else if !hideSmallest(cells, &hidden) {
      hideNonPersonal(cells, &hidden)
    }
    return hidden
  }

  private func hides(_ cell: Cell) -> Bool {
    if isNonPersonal(cell) { return false }
    // Of what is hidden elsewhere, there would be more here than is known there.
    if let known = known(cell), abs(cell.value) > abs(known) { return true }
    return !threshold.allows(cell.value) || !threshold.allows(cell.visitors)
      || !threshold.allows(remainder(cell))
  }

  /// Whether there are parts that say something about people and others, and too little of all together to hide one
  /// beside the other. That may not depend on how much there is of each.
  private func isTooLittle(_ cells: [Cell]) -> Bool {
    let cells = cells.filter { $0.value != 0 }
    let free = cells.count(where: isNonPersonal)
    return free > 0 && free < cells.count
      && abs(cells.reduce(0) { $0 + $1.value }) < threshold.least * Int64(cells.count)
  }

  private func remainder(_ cell: Cell) -> Int64 { known(cell).map { $0 - cell.value } ?? 0 }

  /// Hides the smallest that will do.
  ///
  /// - Returns: Whether that is enough.
  private func hideSmallest(_ cells: [Cell], _ hidden: inout [Bool]) -> Bool {
    var counts = HiddenCounts(threshold)
    for (cell, isHidden) in zip(cells, hidden) where isHidden { counts.add(cell.value) }
    // A count that is enough, of too few visitors, may be any: that makes up for the others.
    let makesUp = zip(cells, hidden).contains { $1 && threshold.allows($0.value) }
    func isEnough(_ counts: HiddenCounts) -> Bool {
      guard counts.count > 1, counts.sum != 0, threshold.allows(counts.sum) else { return false }
      return makesUp || counts.areOpen || counts.areFarApart
    }
    var others = cells.indices.filter {
      !hidden[$0] && cells[$0].value != 0 && !isNonPersonal(cells[$0])
    }.sorted { precedes(cells[$0], cells[$1]) }[...]
    while !isEnough(counts), let first = others.first {
      let value = cells[first].value
      if let chosen = others.indices.first(where: { place in
        var more = counts
        let isAlone = ![place - 1, place + 1].contains {
          others.indices.contains($0) && cells[others[$0]].value == cells[others[place]].value
        }
        more.add(cells[others[place]].value, isAlone: isAlone)
        return isEnough(more)
      }) {
        hidden[others[chosen]] = true
        return true
      }
      // None will do by itself: all of the smallest ones, and try again.
      while let next = others.first, cells[next].value == value {
        hidden[next] = true
        counts.add(value)
        others.removeFirst()
      }
    }
    return isEnough(counts)
  }

  /// The order of counts.
  private func precedes(_ left: Cell, _ right: Cell) -> Bool {
    if abs(left.value) != abs(right.value) { return abs(left.value) < abs(right.value) }
    if left.value != right.value { return left.value < right.value }
    return left.key > right.key
  }

  /// Hides parts that say nothing about people, where nothing else is left.
  private func hideNonPersonal(_ cells: [Cell], _ hidden: inout [Bool]) {
    var room = Room(threshold)
    for (cell, isHidden) in zip(cells, hidden) where isHidden { room.addHidden(cell.value) }
    for index in cells.indices.sorted(by: { cells[$0].key > cells[$1].key })
    where !hidden[index] && cells[index].value != 0 && !room.isEnough {
      hidden[index] = true
      room.addBeside(cells[index].value, least: 1)
    }
  }

  /// Hides parts of which the reader knows that they cannot be more than something that is shown: those first of
  /// which that is least.
  private func hideBound(_ cells: [Cell], _ hidden: inout [Bool]) {
    var room = Room(threshold)
    var counts = HiddenCounts(threshold)
    for (cell, isHidden) in zip(cells, hidden) where isHidden {
      let remainder = remainder(cell)
      // Of less than twice the threshold, any count is too small or leaves too little.
      let isAnyHidden = known(cell).map { abs($0) < 2 * threshold.least } ?? false
      if !threshold.allows(cell.value) || isAnyHidden {
        room.addHidden(cell.value)
        counts.add(cell.value)
      } else if !threshold.allows(remainder) {
        // One more of the count is one less of the remainder.
        room.addHidden(-remainder)
        counts.add(-remainder)
      } else {
        room.addBeside(cell.value, least: threshold.least)
        counts.add(cell.value)
      }
    }
    var sum = zip(cells, hidden).reduce(0) { $0 + ($1.1 ? $1.0.value : 0) }
    // A correction can make a hidden count negative, so with enough room the sum of all may still be too small.
    func isEnough() -> Bool { room.isEnough && sum != 0 && threshold.allows(sum) }
    if counts.areOpen, sum != 0, threshold.allows(sum) { return }
    let others = cells.indices.filter { !hidden[$0] && cells[$0].value != 0 }.sorted {
      let (left, right) = (cells[$0], cells[$1])
      if isNonPersonal(left) != isNonPersonal(right) { return isNonPersonal(right) }
      let (most, other) = (known(left) ?? 0, known(right) ?? 0)
      return most != other ? most < other : left.key > right.key
    }
    // First those that may be all that is hidden, and still leave enough of what is shown elsewhere.
    for mayBeTight in [false, true] {
      for index in others where !hidden[index] && !isEnough() {
        let (cell, all) = (cells[index], sum + cells[index].value)
        let isTight = known(cell).map { abs($0) < abs(all) + threshold.least } ?? false
        if isTight && !mayBeTight { continue }
        hidden[index] = true
        sum = all
        room.addBeside(cell.value, least: isNonPersonal(cell) ? 1 : threshold.least)
      }
    }
  }
}

/// Whether counts that are hidden beside others can take up whatever those are more or less by.
///
/// That depends on nothing but the sum of all of them, so that it tells the reader nothing.
private struct Room {
  private let threshold: Threshold
  private var hidden: Int64 = 0
  private var beside: Int64 = 0
  private var room: Int64 = 0

  init(_ threshold: Threshold) { self.threshold = threshold }

  mutating func addHidden(_ value: Int64) {
    hidden += 1
    room += HiddenCounts.rank(value, threshold)
  }

  mutating func addBeside(_ value: Int64, least: Int64) {
    beside += 1
    room += abs(value) - least
  }

  var isEnough: Bool { beside > 0 && room > hidden * (threshold.least - 1) }
}
