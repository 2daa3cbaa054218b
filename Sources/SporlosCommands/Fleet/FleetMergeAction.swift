internal import Collecting
internal import Counting
internal import Traffic
internal import TrafficStore

/// The work of `sporlos fleet merge`.
struct FleetMergeAction {
  var shares: [String]
  var database: String
  var forgets: Bool
  var patience: Int
  /// The day that ages are counted from, where the user vouches for it.
  var today: Day?

  func run() throws(CommandFailure) -> FleetMergeSummary {
    do throws(MergeRefusal) {
      return try merge()
    } catch {
      throw CommandFailure(sentence(of: error))
    }
  }

  private func merge() throws(MergeRefusal) -> FleetMergeSummary {
    let (members, store) = try open()
    let clock = Day.today
    let merging = try store.merge(
      members, visitors: SketchUnion(), today: today, clock: clock, forgets: forgets)
    do throws(StoreError) { try store.close() } catch { throw .store(error) }
    return FleetMergeSummary(
      database: database, shares: Array(zip(shares, merging.hits)), merging: merging,
      doubt: today == nil
        ? merging.agedFrom.flatMap { PruneAction.doubt(clock, believing: $0) } : nil)
  }

  /// The shares first, so that no database is made where one of them cannot be read.
  private func open() throws(MergeRefusal) -> ([TrafficArchive], TrafficDatabase) {
    do {
      var members: [TrafficArchive] = []
      for (place, share) in shares.enumerated() {
        members.append(try TrafficArchive(path: share))
        members[place].sayWhetherCountsLack()
        guard try members[place].isShare() else { throw MergeRefusal.noShare(place) }
      }
      let store = try TrafficDatabase(path: database, busyTimeout: Double(patience))
      store.sayWhetherCountsLack()
      return (members, store)
    } catch let error as StoreError {
      throw .store(error)
    } catch let error as MergeRefusal {
      throw error
    } catch {
      throw .store(StoreError(.refused, path: database))
    }
  }

  private func sentence(of refusal: MergeRefusal) -> String {
    switch refusal {
    case .hasOwnCounts:
      "the database \(QuotedText.quoted(database)) has counts of its own, which merging would "
        + "overwrite: name another one for the fleet"
    case .lacksMembers(let count):
      "\(count == 1 ? "a server that was" : "\(count) servers that were") merged before "
        + "\(count == 1 ? "is" : "are") not among the shares named: name the shares of all servers, "
        + "or have what is missing left out with --forget"
    case .noShare(let place):
      "\(QuotedText.quoted(shares[place])) is a database, but no share: "
        + "name what `sporlos fleet share` wrote"
    case .sameMember(let one, let other):
      "\(QuotedText.quoted(shares[one])) and \(QuotedText.quoted(shares[other])) are of the same "
        + "server: name its latest share only"
    case .store(let error): error.sentence
    }
  }
}

/// Puts visitors together that were told apart under the same key.
private final class SketchUnion: VisitorUnion {
  private struct Place: Hashable {
    var place: VisitorPlace
    var key: UInt64
  }

  private var sketches: [Place: VisitorSketch] = [:]

  deinit {
    for var sketch in sketches.values { sketch.free() }
  }

  func add(_ visitors: SharedVisitors) {
    var bytes = visitors.sketch[...]
    guard var sketch = VisitorSketch(taking: &bytes), bytes.isEmpty else { return }
    let place = Place(place: visitors.place, key: visitors.key)
    guard var known = sketches.removeValue(forKey: place) else {
      sketches[place] = sketch
      return
    }
    // A tag that is a site's on one server and a page's on another would be a damaged file.
    if known.precision == sketch.precision { known.merge(sketch) }
    sketch.free()
    sketches[place] = known
  }

  var counts: [(place: VisitorPlace, visitors: Int64)] {
    sketches.map { ($0.key.place, $0.value.estimatedCount) }
  }
}
