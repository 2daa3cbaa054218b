internal import Counting
internal import Publication
internal import TimeZones
package import Traffic
package import TrafficStore

/// Makes one database of the shares of a fleet's servers, in which a visitor of two of them counts once.
package struct FleetMerge {
  private let shares: [String]
  private let database: String
  private let forgets: Bool
  private let patience: Int
  private let today: Day?
  private let shareFile: String?

  /// - Parameters:
  ///   - shares: The paths of what `sporlos fleet share` wrote, one a server.
  ///   - database: The path of the fleet's database; made where it is not there.
  ///   - forgets: Whether servers that were merged before and are not among the shares are left out.
  ///   - patience: Seconds to wait for another process that writes.
  ///   - today: The day that ages are counted from, where somebody vouches for it.
  ///   - shareFile: Where to write what was merged as one share, which another merge can take.
  package init(
    shares: [String], database: String, forgets: Bool, patience: Int, today: Day?,
    shareFile: String? = nil
  ) {
    (self.shares, self.database, self.forgets) = (shares, database, forgets)
    (self.patience, self.today, self.shareFile) = (patience, today, shareFile)
  }

  /// Merges all shares, all or nothing.
  ///
  /// - Parameter lacking: Called for each file that is a copy which may lack counts.
  /// - Returns: What was merged, which pages without a name enough people asked for on all servers, and the day that the
  ///   clock says.
  package func run(
    lacking: (_ path: String) -> Void
  ) throws(MergeRefusal) -> (merging: Merging, nameable: [PageTag], clock: Day) {
    let (members, store) = try open(lacking)
    // Where this machine does not know the zone, it is at most a day from UTC, and ages are of many.
    let zone = try? members.first?.read { try ZoneClock(stored: $0.timeZone()) }
    let clock = zone ?? .utc
    let union = ShareUnion()
    let merging = try store.merge(
      members, visitors: union, today: today, clock: clock.today, forgets: forgets)
    let nameable: [PageTag]
    do throws(StoreError) {
      nameable = try store.nameablePages()
      let whole = merging.lastDay.map { Day(rawValue: $0.rawValue - 1) }
      let horizon = PublicationTime().lastDay(clock, whole: whole, today: today)
      _ = try Publisher(store, upTo: horizon).run()
      if let shareFile { try store.share(to: shareFile, visitors: union.shared) }
      try store.close()
    } catch { throw .store(error) }
    return (merging, nameable, clock.today)
  }

  /// The shares first, so that no database is made where one of them cannot be read.
  private func open(
    _ lacking: (_ path: String) -> Void
  ) throws(MergeRefusal) -> ([TrafficArchive], TrafficDatabase) {
    do {
      var members: [TrafficArchive] = []
      for (place, share) in shares.enumerated() {
        let member = try TrafficArchive(path: share)
        members.append(member)
        if member.mayLackCounts { lacking(member.path) }
        guard try member.isShare() else { throw MergeRefusal.noShare(place) }
      }
      let store = try TrafficDatabase(path: database, busyTimeout: Double(patience))
      if store.mayLackCounts { lacking(store.path) }
      return (members, store)
    } catch let error as StoreError {
      throw .store(error)
    } catch let error as MergeRefusal {
      throw error
    } catch {
      throw .store(StoreError(.refused, path: database))
    }
  }
}

/// Puts the visitors of shares together.
private final class ShareUnion: VisitorUnion {
  private let union = SketchUnion<VisitorPlace>()

  func add(_ visitors: SharedVisitors) {
    union.add(visitors.sketch, under: visitors.key, of: visitors.place)
  }

  /// All of them, as of one server.
  var shared: [SharedVisitors] {
    union.sketches.map { SharedVisitors(place: $0.place, key: $0.key, sketch: $0.bytes) }
  }

  var counts: [UnitedVisitors] {
    union.counts.map {
      UnitedVisitors(place: $0.place, visitors: $0.visitors, people: $0.people)
    }
  }
}
