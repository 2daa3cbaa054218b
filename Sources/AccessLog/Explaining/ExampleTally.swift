internal import Traffic

/// Counts what a value was, so that the most frequent few can be shown.
///
/// Examples are counted for each value by itself and shown by how frequent they are, so that nobody can
/// tell which of them stood in one line.
struct ExampleTally {
  private var counts: [FieldExample: Int] = [:]

  /// Examples of one value.
  static let shown = 3
  /// More different ones are not kept.
  private static let most = 512

  mutating func add(_ example: FieldExample, times: Int = 1) {
    guard counts[example] != nil || counts.count < ExampleTally.most else { return }
    counts[example, default: 0] += times
  }

  /// The most frequent ones.
  var examples: [FieldExample] {
    counts.sorted { ($1.value, $0.key.text) < ($0.value, $1.key.text) }
      .prefix(ExampleTally.shown).map(\.key)
  }
}

/// Counts names that a client can make up, with the networks they came from: a name that few have asked
/// for may be somebody's.
struct NameTally<Name: Hashable> {
  private struct Seen {
    var count = 0
    var networks: Set<UInt64> = []
  }

  private var seen: [Name: Seen] = [:]

  /// Networks that a name is shown from: as many as a site needs people (``PagePolicy``).
  private static var minNetworks: Int { Int(PagePolicy.standard.minPeopleOfSite) }
  private static var most: Int { 4096 }

  mutating func add(_ name: Name, from network: ClientNetwork?) {
    guard seen[name] != nil || seen.count < NameTally.most else { return }
    seen[name, default: Seen()].count += 1
    guard let network, seen[name]?.networks.count ?? 0 < NameTally.minNetworks else { return }
    seen[name]?.networks.insert(network.packed)
  }

  /// The most frequent ones; those that may be shown by name come first.
  ///
  /// - Parameter example: The example of a name, and whether it is shown by name.
  func examples(_ example: (Name, _ isNamed: Bool) -> FieldExample) -> [FieldExample] {
    var (named, others) = (ExampleTally(), ExampleTally())
    for (name, seen) in seen {
      let isNamed = seen.networks.count >= NameTally.minNetworks
      let text = example(name, isNamed)
      if text == example(name, true) {
        named.add(text, times: seen.count)
      } else {
        others.add(text, times: seen.count)
      }
    }
    return Array((named.examples + others.examples).prefix(ExampleTally.shown))
  }
}
