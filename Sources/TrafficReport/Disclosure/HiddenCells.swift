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
struct HiddenCells {
  /// A hidden number.
  private struct Cell {
    var part: Int32
    /// The portion it was released in; negative as long as it is in none.
    var portion: Int32 = -1
    /// How much it stands for, to be held against the threshold.
    var weight: Int64
  }

  /// Where a hidden number is.
  struct Place: Hashable {
    var whole: Int
    var index: Int
  }

  private struct Portion {
    var part: Int32
    var places: [Place]
  }

  private let threshold: Threshold
  private var wholes: [[Cell]] = []
  /// How many numbers of each whole are in no released portion.
  private var free: [Int] = []
  private var portions: [Portion] = []

  /// How many wholes a search takes in before it gives up, and the sum stays unknown.
  private static let most = 1_000

  init(_ threshold: Threshold) { self.threshold = threshold }

  /// The wholes so far.
  var count: Int { wholes.count }

  /// Begins the next whole.
  mutating func beginWhole() {
    wholes.append([])
    free.append(0)
  }

  /// Adds a hidden number to the last whole.
  ///
  /// - Returns: Where it is.
  mutating func add(part: Int, weight: Int64) -> Place {
    let whole = wholes.count - 1
    wholes[whole].append(Cell(part: Int32(part), weight: weight))
    free[whole] += 1
    return Place(whole: whole, index: wholes[whole].count - 1)
  }

  /// Makes the sum of a part's numbers known, those at these places, whether or not that is safe.
  mutating func release(part: Int, _ places: [Place]) {
    guard !places.isEmpty else { return }
    for place in places {
      wholes[place.whole][place.index].portion = Int32(portions.count)
      free[place.whole] -= 1
    }
    portions.append(Portion(part: Int32(part), places: places))
  }

  /// Takes the last release back.
  mutating func takeBack() {
    guard let last = portions.popLast() else { return }
    for place in last.places {
      wholes[place.whole][place.index].portion = -1
      free[place.whole] += 1
    }
  }

  /// Whether the sum of a part's numbers can be known without giving any other away.
  ///
  /// - Complexity: O(*n*) in the places, where each whole keeps two numbers free; otherwise O(*n* *m*)
  ///   in the wholes that hang together with them, and the parts in those.
  mutating func allows(part: Int, _ places: [Place]) -> Bool {
    guard places.count > 1 else { return places.isEmpty }
    // Take any part away, and each of these wholes still has a number that is free.
    if places.allSatisfy({ free[$0.whole] > 2 }) { return true }
    release(part: part, places)
    defer { takeBack() }
    guard let near = wholes(near: places) else { return false }
    let parts = Set(near.flatMap { wholes[$0].map(\.part) })
    return parts.allSatisfy { keeps($0, in: near) }
  }

  /// The wholes that hang together with these places, but not by way of a whole that keeps two
  /// numbers free, and so reaches an unknown sum in any case; `nil` where those are too many.
  private func wholes(near places: [Place]) -> [Int]? {
    var seen = Set(places.map(\.whole).filter { free[$0] < 2 })
    var open = Array(seen)
    while let whole = open.popLast() {
      for cell in wholes[whole] where cell.portion >= 0 {
        for place in portions[Int(cell.portion)].places
        where free[place.whole] < 2 && seen.insert(place.whole).inserted {
          open.append(place.whole)
        }
      }
      if seen.count > HiddenCells.most { return nil }
    }
    return seen.sorted()
  }

  /// Whether nothing of a part that must stay hidden follows from what hangs together without it.
  private func keeps(_ part: Int32, in near: [Int]) -> Bool {
    // Who hangs together; the last place stands for unknown sums.
    var sets = DisjointSets(count: near.count + 1)
    let numbers = Dictionary(uniqueKeysWithValues: zip(near, 0...))
    for (number, whole) in near.enumerated() {
      for cell in wholes[whole] where cell.part != part {
        guard cell.portion >= 0 else {
          sets.join(number, near.count)
          continue
        }
        for place in portions[Int(cell.portion)].places {
          sets.join(number, numbers[place.whole] ?? near.count)
        }
      }
    }
    var sums: [Int: Int64] = [:]
    for (number, whole) in near.enumerated() {
      let set = sets.leader(of: number)
      guard set != sets.leader(of: near.count) else { continue }
      for cell in wholes[whole] where cell.part == part {
        guard cell.portion >= 0 else {
          // A number that is alone in its whole is as known as that, with or without others.
          if wholes[whole].count > 1 { sums[set, default: 0] += cell.weight }
          continue
        }
        let isWhole = portions[Int(cell.portion)].places.allSatisfy { place in
          numbers[place.whole].map { sets.leader(of: $0) == set } ?? false
        }
        if !isWhole { return false }
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
