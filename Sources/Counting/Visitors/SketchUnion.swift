/// Puts visitors together that several servers told apart under the same key.
///
/// - Complexity: O(*n*) in the bytes added; the memory is that of one sketch for each place and key.
public final class SketchUnion<Place: Hashable & Sendable> {
  private struct Key: Hashable {
    var place: Place
    var key: UInt64
  }

  private var united: [Key: VisitorSketch] = [:]

  /// What there is of a place, on all servers.
  public struct Count: Sendable {
    public var place: Place
    /// How many different visitors.
    public var visitors: Int64
    /// How many people they are at least; see ``VisitorSketch/people``.
    public var people: Int64
  }

  public init() {}

  deinit {
    for var sketch in united.values { sketch.free() }
  }

  /// Adds the visitors of a server; bytes that are no sketch are left out.
  ///
  /// - Parameters:
  ///   - key: Which key the visitors are told apart under.
  ///   - place: A site or a page, on a day.
  public func add(_ bytes: [UInt8], under key: UInt64, of place: Place) {
    var bytes = bytes[...]
    guard var sketch = VisitorSketch(taking: &bytes), bytes.isEmpty else { return }
    let key = Key(place: place, key: key)
    guard var known = united.removeValue(forKey: key) else {
      united[key] = sketch
      return
    }
    // A tag that is a site's on one server and a page's on another would be a damaged file.
    if known.precision == sketch.precision { known.merge(sketch) }
    sketch.free()
    united[key] = known
  }

  /// What was put together, as bytes that can be added to another union, in no order.
  public var sketches: [(place: Place, key: UInt64, bytes: [UInt8])] {
    united.map { ($0.key.place, $0.key.key, $0.value.bytes) }
  }

  /// In no order; of a place whose visitors have several keys, one for each of them.
  public var counts: [Count] {
    united.map {
      Count(place: $0.key.place, visitors: $0.value.estimatedCount, people: $0.value.people)
    }
  }
}
