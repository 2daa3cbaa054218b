/// The hidden numbers of a breakdown, to tell what follows from the sums that are known.
///
/// Each hidden number stands in two sums: in that of its whole, which is known less the parts that are
/// shown, and in that of its part's portion, which is known once that is released. As a graph, sums
/// are places and numbers are edges between them (Gusfield, "A graph theoretic approach to
/// statistical data security", SIAM J. Comput. 17, 1988). The numbers of a part that are in no
/// released portion end at a place of their own, whose sum is anybody's guess.
///
/// What some places leave of a part follows if all that hangs together with them otherwise is
/// known: take the part away, and look what still hangs together. Where that reaches no unknown
/// sum of another part, the part's numbers in it follow, as one sum. Such a sum must be enough, or
/// be made of whole released portions of the part.
///
/// A cell is a part of a whole, with a number for each column; columns are looked at each by itself,
/// and a cell is in those where its number is not zero. There may be millions of cells, so they are
/// kept as numbers side by side: 21 bytes each with three columns.
struct SuppressionGraph {
  private let threshold: Threshold
  private let columns: Int

  /// Of each cell: its part, its whole, the portion it was released in (negative as long as in none),
  /// and the cell of its part before it that belongs to the same sum (negative for none).
  private var parts: [Int32] = []
  private var wholes: [Int32] = []
  private var portions: [Int32] = []
  private var earlier: [Int32] = []
  /// In which columns it is, a bit each.
  private var bits: [UInt8] = []
  /// How much it stands for in each column, to be held against the threshold; as much as fits,
  /// which is enough for any.
  private var weights: [Int32] = []

  /// Of each whole: its first cell, and in each column how many cells are in no released portion.
  private var begins: [Int32] = []
  private var free: [Int32] = []
  /// The last cell of each released portion.
  private var ends: [Int32] = []

  /// How many wholes a search takes in before it gives up, and the sum stays unknown.
  private static let most = 1_000
  /// How many parts of a whole a way is looked for by.
  private static let maxLooked = 64

  init(_ threshold: Threshold, columns: Int) {
    self.threshold = threshold
    self.columns = columns
  }

  /// Begins the next whole.
  mutating func beginWhole() {
    begins.append(Int32(parts.count))
    for _ in 0..<columns { free.append(0) }
  }

  /// Adds a hidden part of the last whole.
  ///
  /// - Parameters:
  ///   - last: The last cell of the same part that is in no released portion; negative for none.
  ///   - weight: How much it stands for in a column; `nil` where it is not in that.
  /// - Returns: The cell, which is now the last one.
  mutating func add(part: Int32, after last: Int32, weight: (Int) -> Int64?) -> Int32 {
    let whole = begins.count - 1
    var bits: UInt8 = 0
    for column in 0..<columns {
      let weight = weight(column)
      weights.append(Int32(clamping: weight ?? 0))
      guard weight != nil else { continue }
      bits |= 1 << UInt8(column)
      free[whole * columns + column] += 1
    }
    parts.append(part)
    wholes.append(Int32(whole))
    portions.append(-1)
    earlier.append(last)
    self.bits.append(bits)
    return Int32(parts.count - 1)
  }

  /// The wholes of a cell and of those before it in its sum, the last one first.
  func wholes(upTo last: Int32) -> [Int] { cells(upTo: last).map { Int(wholes[$0]) } }

  private func cells(upTo last: Int32) -> Chain { Chain(last: last, earlier: earlier) }

  /// A cell and those before it in its sum.
  private struct Chain: Sequence, IteratorProtocol {
    var last: Int32
    let earlier: [Int32]

    mutating func next() -> Int? {
      guard last >= 0 else { return nil }
      let cell = Int(last)
      last = earlier[cell]
      return cell
    }
  }

  /// Makes the sum of a cell and those before it known, whether or not that is safe.
  mutating func release(upTo last: Int32) {
    let portion = Int32(ends.count)
    ends.append(last)
    move(upTo: last, to: portion, -1)
  }

  /// Takes the last release back.
  private mutating func takeBack() {
    guard let last = ends.popLast() else { return }
    move(upTo: last, to: -1, 1)
  }

  private mutating func move(upTo last: Int32, to portion: Int32, _ step: Int32) {
    var next = last
    while next >= 0 {
      let cell = Int(next)
      portions[cell] = portion
      for column in 0..<columns where isIn(cell, column) {
        free[Int(wholes[cell]) * columns + column] += step
      }
      next = earlier[cell]
    }
  }

  private func isIn(_ cell: Int, _ column: Int) -> Bool { bits[cell] >> UInt8(column) & 1 != 0 }

  private func free(_ whole: Int32, _ column: Int) -> Int32 {
    free[Int(whole) * columns + column]
  }

  /// Whether the sum of a cell and those before it can be known without giving any other away.
  ///
  /// - Complexity: O(*n*) in the cells, where each whole keeps two numbers free; otherwise O(*n* *m*)
  ///   in the wholes that hang together with them, and the parts in those.
  mutating func allows(upTo last: Int32) -> Bool {
    var doubtful: [Int] = []
    for column in 0..<columns {
      var count = 0
      // Take any part away, and each of these wholes still has a number that is free.
      var isSafe = true
      for cell in cells(upTo: last) where isIn(cell, column) {
        count += 1
        if free(wholes[cell], column) <= 2 { isSafe = false }
      }
      if count == 1 { return false }
      if count > 0, !isSafe { doubtful.append(column) }
    }
    if doubtful.isEmpty { return true }
    release(upTo: last)
    defer { takeBack() }
    return doubtful.allSatisfy { column in
      cells(upTo: last).allSatisfy { !isIn($0, column) || isAnchored(wholes[$0], column) }
        || keepsOthers(upTo: last, column)
    }
  }

  /// Whether a whole surely hangs together with an unknown sum, whichever part is taken away: there
  /// are two ways to one, with no part in common.
  ///
  /// Where that is so of all wholes of a sum, its release cuts nothing off: what hung together with
  /// them, and was safe before, still reaches the same unknown sums. That spares a search through all
  /// that hangs together, which is most of the history where there are many parts.
  ///
  /// - Complexity: O(*n*) in the wholes, seldom more than a few; may miss a way, and is `false` then.
  private func isAnchored(_ whole: Int32, _ column: Int) -> Bool {
    if free(whole, column) >= 2 { return true }
    var parts: [Int32] = []
    return (0..<2).allSatisfy { _ in
      guard let way = way(from: whole, column, without: parts) else { return false }
      parts += way
      return true
    }
  }

  /// The parts of a way from a whole to an unknown sum, always on to a later whole, by none of these
  /// parts.
  private func way(from whole: Int32, _ column: Int, without parts: [Int32]) -> [Int32]? {
    var (whole, way) = (whole, [Int32]())
    while free(whole, column) < 2 {
      var best: (whole: Int32, part: Int32)?
      var looked = 0
      for cell in cells(of: whole) where isIn(cell, column) && !parts.contains(self.parts[cell]) {
        guard portions[cell] >= 0 else { return way + [self.parts[cell]] }
        for place in cells(upTo: ends[Int(portions[cell])]) where isIn(place, column) {
          if wholes[place] > best?.whole ?? whole {
            best = (wholes[place], self.parts[cell])
          }
        }
        looked += 1
        if looked == SuppressionGraph.maxLooked, best != nil { break }
      }
      guard let best else { return nil }
      way.append(best.part)
      whole = best.whole
    }
    return way
  }

  /// Whether nothing that must stay hidden follows from the sum that ends here.
  private func keepsOthers(upTo last: Int32, _ column: Int) -> Bool {
    guard let near = wholes(near: last, column) else { return false }
    var seen = Set<Int32>()
    for whole in near {
      for cell in cells(of: whole) where isIn(cell, column) { seen.insert(parts[cell]) }
    }
    return seen.allSatisfy { keeps($0, in: near, column) }
  }

  private func cells(of whole: Int32) -> Range<Int> {
    let end = Int(whole) + 1 < begins.count ? Int(begins[Int(whole) + 1]) : parts.count
    return Int(begins[Int(whole)])..<end
  }

  /// The wholes that hang together with these cells, but not by way of a whole that keeps two
  /// numbers free, and so reaches an unknown sum in any case; `nil` where those are too many.
  private func wholes(near last: Int32, _ column: Int) -> [Int32]? {
    var seen = Set<Int32>()
    var open: [Int32] = []
    func reach(_ last: Int32) {
      for cell in cells(upTo: last) where isIn(cell, column) && free(wholes[cell], column) < 2 {
        if seen.insert(wholes[cell]).inserted { open.append(wholes[cell]) }
      }
    }
    reach(last)
    while let whole = open.popLast() {
      for cell in cells(of: whole) where isIn(cell, column) && portions[cell] >= 0 {
        reach(ends[Int(portions[cell])])
      }
      if seen.count > SuppressionGraph.most { return nil }
    }
    return seen.sorted()
  }

  /// Whether nothing of a part that must stay hidden follows from what hangs together without it.
  private func keeps(_ part: Int32, in near: [Int32], _ column: Int) -> Bool {
    // Who hangs together; the last place stands for unknown sums.
    var sets = DisjointSets(count: near.count + 1)
    let numbers = Dictionary(uniqueKeysWithValues: zip(near, 0...))
    for (number, whole) in near.enumerated() {
      for cell in cells(of: whole) where isIn(cell, column) && parts[cell] != part {
        guard portions[cell] >= 0 else {
          sets.join(number, near.count)
          continue
        }
        for place in cells(upTo: ends[Int(portions[cell])]) where isIn(place, column) {
          sets.join(number, numbers[wholes[place]] ?? near.count)
        }
      }
    }
    var sums: [Int: Int64] = [:]
    for (number, whole) in near.enumerated() {
      let set = sets.leader(of: number)
      guard set != sets.leader(of: near.count) else { continue }
      let cells = cells(of: whole).filter { isIn($0, column) }
      for cell in cells where parts[cell] == part {
        guard portions[cell] >= 0 else {
          // A number that is alone in its whole is as known as that, with or without others.
          if cells.count > 1 {
            sums[set, default: 0] += Int64(weights[cell * columns + column])
          }
          continue
        }
        for place in self.cells(upTo: ends[Int(portions[cell])]) where isIn(place, column) {
          guard let number = numbers[wholes[place]], sets.leader(of: number) == set else {
            return false
          }
        }
      }
    }
    return sums.values.allSatisfy(threshold.allows)
  }
}

/// Which of some numbered things hang together.
private struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func leader(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }

  mutating func join(_ left: Int, _ right: Int) {
    parents[leader(of: left)] = leader(of: right)
  }
}
