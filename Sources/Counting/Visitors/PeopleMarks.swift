internal import Hits

/// The first few networks and kinds of client of some visitors: of how many people they are at least.
///
/// One person has IPv4 and IPv6 at once, several browsers, a telephone that goes from one network to the
/// next. So people are no more than there are networks, of that family of addresses which has more of
/// them, and no more than there are kinds of client.
///
/// - Complexity: all of it O(1): a few marks of each are kept.
struct PeopleMarks: BitwiseCopyable {
  /// The most people that are told apart.
  static let most = 8

  /// Networks of IPv4, of IPv6, and kinds of client; 0 where there is none, and none behind it.
  private var networks4 = SIMD8<UInt16>()
  private var networks6 = SIMD8<UInt16>()
  private var clients = SIMD8<UInt16>()

  /// What stands for ``most`` people: who they are does not matter any more, and is not kept.
  static let full: PeopleMarks = {
    var marks = PeopleMarks()
    for index in marks.clients.indices {
      marks.networks4[index] = UInt16(2 * index + 2)
      marks.clients[index] = UInt16(index + 1)
    }
    return marks
  }()

  /// How many people there are at least, up to ``most``.
  var people: Int {
    func count(_ marks: SIMD8<UInt16>) -> Int {
      marks.indices.count { marks[$0] != 0 }
    }
    return min(max(count(networks4), count(networks6)), count(clients))
  }

  private static func insert(_ mark: UInt16, into marks: inout SIMD8<UInt16>) {
    guard mark != 0 else { return }
    for index in marks.indices {
      if marks[index] == mark { return }
      if marks[index] == 0 {
        marks[index] = mark
        return
      }
    }
  }

  private mutating func insert(network: UInt16) {
    if network & 1 == 1 {
      PeopleMarks.insert(network, into: &networks6)
    } else {
      PeopleMarks.insert(network, into: &networks4)
    }
  }

  /// Adds what is known of one more visitor.
  mutating func insert(_ traits: VisitorTraits) {
    insert(network: traits.network)
    PeopleMarks.insert(traits.client, into: &clients)
  }

  /// Adds the marks of others. Of too many, the smallest stay, so that their order changes nothing.
  ///
  /// - Parameter keyed: What a mark becomes here, so that marks of two places tell nothing of each
  ///   other. The lowest bit stays.
  mutating func formUnion(_ other: PeopleMarks, keyed: (UInt16) -> UInt16) {
    func union(_ mine: SIMD8<UInt16>, _ theirs: SIMD8<UInt16>) -> SIMD8<UInt16> {
      var all = Set(mine.indices.lazy.map { mine[$0] })
      all.formUnion(theirs.indices.lazy.map { theirs[$0] }.filter { $0 != 0 }.map(keyed))
      all.remove(0)
      var kept = SIMD8<UInt16>()
      for (index, mark) in all.sorted().prefix(PeopleMarks.most).enumerated() { kept[index] = mark }
      return kept
    }
    networks4 = union(networks4, other.networks4)
    networks6 = union(networks6, other.networks6)
    clients = union(clients, other.clients)
  }

  // MARK: The form on disk

  /// The marks as bytes: of each kind how many there are, and these, sorted.
  func append(to bytes: inout [UInt8]) {
    for marks in [networks4, networks6, clients] {
      // Sorted, so that nothing tells who came first.
      let sorted = marks.indices.map { marks[$0] }.filter { $0 != 0 }.sorted()
      bytes.append(UInt8(sorted.count))
      for mark in sorted { bytes += [UInt8(truncatingIfNeeded: mark), UInt8(mark >> 8)] }
    }
  }

  init() {}

  /// Takes marks from the front of some bytes; `nil` where they do not begin with any.
  init?(taking bytes: inout ArraySlice<UInt8>) {
    for part in [\PeopleMarks.networks4, \.networks6, \.clients] {
      guard let count = bytes.popFirst(), count <= PeopleMarks.most, bytes.count >= 2 * Int(count)
      else { return nil }
      for _ in 0..<count {
        let mark = UInt16(bytes.removeFirst()) | UInt16(bytes.removeFirst()) << 8
        // The lowest bit tells the networks apart.
        guard mark != 0, part == \.clients || mark & 1 == (part == \.networks6 ? 1 : 0) else {
          return nil
        }
        PeopleMarks.insert(mark, into: &self[keyPath: part])
      }
    }
  }
}
