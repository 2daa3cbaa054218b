/// Parts of a site at different times, added up.
///
/// What SQLite hands out of one time is in order, so it is merged into the parts of other times: with the hundreds of
/// thousands of parts that response times have, a hash table of them costs several times as much.
struct PartSums {
  /// In the order of groups and keys.
  private var parts: [PublishedPart] = []
  /// Parts in that order, not merged yet.
  private var run: [PublishedPart] = []

  /// Adds a part, at best one that follows the last one.
  ///
  /// - Complexity: O(1), and O(*n*) in all parts for each time that one does not follow.
  mutating func add(_ part: PublishedPart) {
    if let last = run.last, !last.isBefore(part) { merge() }
    run.append(part)
  }

  /// All parts, each once, in the order of groups and keys.
  mutating func sum() -> [PublishedPart] {
    merge()
    return parts
  }

  private mutating func merge() {
    let count = parts.count
    var place = 0
    for part in run {
      while place < count, parts[place].isBefore(part) { place += 1 }
      if place < count, !part.isBefore(parts[place]) {
        parts[place].value = parts[place].value.addingClamped(part.value)
        parts[place].visitors = parts[place].visitors.addingClamped(part.visitors)
      } else {
        parts.append(part)
      }
    }
    run.removeAll(keepingCapacity: true)
    // Two runs in order, which a sort of Swift's finds and merges.
    if count > 0, parts.count > count { parts.sort { $0.isBefore($1) } }
  }
}

extension PublishedPart {
  /// Whether it comes before another one of its site.
  func isBefore(_ other: PublishedPart) -> Bool {
    group == other.group ? key < other.key : group < other.group
  }
}
