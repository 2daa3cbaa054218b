internal import LogFormats

/// The values that stand at one place of each line, and what they look like.
struct SniffedColumn {
  /// What encloses a value.
  enum Enclosure: Equatable { case none, quotes, brackets }

  /// `nil` for a line that has nothing at this place.
  var values: [ArraySlice<UInt8>?]
  /// The words before the value in each line, as `rt` in `rt=0.250`; empty without any.
  var label: String
  var enclosure: Enclosure
  /// Whether it is a part of a word, as the status in `TCP_MISS/200`.
  var isPart: Bool
  /// Whether blanks may stand before it.
  var isPadded = false
  private(set) var traits: [ValueTraits]
  /// Values that are not empty.
  private(set) var filled: Int

  /// - Parameter asked: What the values are looked at for, besides whether they are empty.
  init(
    values: [ArraySlice<UInt8>?], label: String = "", enclosure: Enclosure = .none,
    isPart: Bool = false, asked: ValueTraits = .all
  ) {
    self.values = values
    self.label = label
    self.enclosure = enclosure
    self.isPart = isPart
    traits = values.map { value in
      guard let value, !ValueTraits.isEmpty(value) else { return .empty }
      return asked.isEmpty ? [] : ValueTraits(of: value, asked: asked)
    }
    filled = traits.count { !$0.contains(.empty) }
  }

  /// How many values have one of these traits.
  func count(_ some: ValueTraits) -> Int { traits.count { !$0.isDisjoint(with: some) } }

  /// The share of values with one of these traits among those that are not empty.
  func share(_ some: ValueTraits) -> Double {
    filled == 0 ? 0 : Double(count(some)) / Double(filled)
  }

  /// The share of lines that have a value.
  var fullness: Double { values.isEmpty ? 0 : Double(filled) / Double(values.count) }

  /// Whether nearly all values have one of these traits, and there are some.
  func isNearly(_ some: ValueTraits) -> Bool { share(some) >= 0.9 }

  /// How many different values there are, not counting empty ones.
  func distinct() -> Int {
    var seen: Set<[UInt8]> = []
    for (value, traits) in zip(values, traits) where !traits.contains(.empty) {
      seen.insert(Array(value ?? []))
    }
    return seen.count
  }

  /// The notation of nearly all times; the second is `true` where day and month are numbers that
  /// cannot be distinguished.
  func time() -> (SniffedTime, isUncertain: Bool)? {
    guard filled > 0, share(.time) >= 0.8 else { return nil }
    var counts: [(SniffedTime, Int)] = []
    var most = (0, 0)
    for value in values {
      guard let value, let time = SniffedTime.read(value) else { continue }
      if let leading = time.leading { most = (max(most.0, leading.0), max(most.1, leading.1)) }
      if let known = counts.firstIndex(where: { $0.0 == time }) {
        counts[known].1 += 1
      } else {
        counts.append((time, 1))
      }
    }
    guard var best = counts.max(by: { $0.1 < $1.1 }), best.1 * 10 >= filled * 8 else { return nil }
    guard best.0.leading != nil, case .strftime(let pattern) = best.0.notation else {
      return (best.0, false)
    }
    if most.0 > 12, most.1 > 12 { return nil }
    if most.1 > 12 {
      // `%d/%m` is `%m/%d` then: the first two letters change places.
      var signs = Array(pattern)
      signs.swapAt(1, 4)
      best.0.notation = .strftime(String(signs))
    }
    return (best.0, most.0 <= 12 && most.1 <= 12)
  }
}
