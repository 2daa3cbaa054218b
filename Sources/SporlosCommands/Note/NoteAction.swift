internal import Collecting
internal import FileSystem
internal import TimeZones
internal import Traffic
internal import TrafficAudit
internal import TrafficReport
internal import TrafficStore

/// The work of `sporlos note`: keeps texts on days of a database, removes and lists them.
struct NoteAction {
  var database: String
  var site: String?
  /// Seconds to wait for another process that writes.
  var patience: Int

  /// A log's time may be as far ahead, and no count's day further.
  private static let mostDaysAhead: Int32 = 365

  /// Keeps a text, and says so.
  ///
  /// - Throws: ``CommandFailure``; nothing was changed then.
  func add(_ text: String, on typed: NoteDay) throws(CommandFailure) -> String {
    let shapes = AnnotationRule(redaction: ShapeDetector()).shapes(in: text)
    guard shapes.isEmpty else {
      throw CommandFailure(
        "the note has \(shapes.sorted().map(\.what).joined(separator: ", and ")), and everyone who sees reports sees "
          + "notes: write it without")
    }
    return try changing { store, today in
      let day = typed.day(today: today)
      guard day.rawValue <= today.rawValue + NoteAction.mostDaysAhead else {
        throw CommandFailure(
          "\(day) is more than a year ahead: counts of that day are not accepted yet")
      }
      let ageingDay = try store.believedDay(clock: today)
      let annotation = Annotation(day: day, site: site, text: text)
      switch try store.annotate(annotation, today: ageingDay) {
      case .added: return "noted on \(day)\(ofSite): \(QuotedText.quoted(text))"
      case .alreadyThere: return "noted on \(day)\(ofSite) already: \(QuotedText.quoted(text))"
      case .unknownSite(let known): throw unknownSite(known)
      case .tooOld(let first):
        throw CommandFailure(
          "\(day) is too long ago: counts and notes of days before \(first) are not kept")
      }
    }
  }

  /// Removes a text, or all of a day, and says so.
  ///
  /// - Throws: ``CommandFailure`` where there was nothing to remove, or it could not be removed.
  func remove(_ text: String?, on typed: NoteDay) throws(CommandFailure) -> String {
    try changing { store, today in
      let day = typed.day(today: today)
      let removal = try store.removeAnnotations(on: day, site: site, text: text)
      guard try store.emptyLog(waits: true) else {
        throw CommandFailure(
          "\(QuotedText.quoted(database)) is being read: until that ends, its -wal file still has the notes"
        )
      }
      guard removal.removed > 0 else {
        throw CommandFailure(
          removal.merged > 0
            ? "that note came from a server of the fleet: remove it there, and merge again"
            : "there is no such note on \(day)\(ofSite): see `sporlos note --list`")
      }
      return removal.removed == 1
        ? "removed the note on \(day)\(ofSite)"
        : "removed \(removal.removed) notes on \(day)\(ofSite)"
    }
  }

  /// All notes, a line each.
  func list() throws(CommandFailure) -> String {
    let annotations = try all()
    guard !annotations.isEmpty else { return "There are no notes.\n" }
    return annotations.map { annotation in
      let place = annotation.site ?? "(all sites)"
      return
        "\(annotation.day)  \(QuotedText.harmless(place))  \(QuotedText.harmless(annotation.text))\n"
    }.joined()
  }

  func listAsJSON() throws(CommandFailure) -> String {
    "{\n  \(Report.json(of: try all()))\n}\n"
  }

  private func all() throws(CommandFailure) -> [Annotation] {
    let sites: [StoredSite]
    let annotations: [Annotation]?
    do throws(StoreError) {
      let archive = try TrafficArchive(path: database)
      archive.sayWhetherCountsLack()
      (sites, annotations) = try archive.read { snapshot -> ([StoredSite], [Annotation]?) in
        let sites = try snapshot.sites()
        guard let site else { return (sites, try snapshot.annotations()) }
        let known = sites.first { [site, site.lowercased()].contains($0.name) }
        return (sites, try known.map { try snapshot.annotations(site: $0.id) })
      }
    } catch { throw CommandFailure(error) }
    guard let annotations else { throw unknownSite(sites.map(\.name)) }
    return annotations
  }

  private func changing(
    _ change: (TrafficDatabase, _ today: Day) throws -> String
  ) throws(CommandFailure) -> String {
    do {
      guard FileStatus(path: database) != nil else { throw StoreError(.missing, path: database) }
      let store = try TrafficDatabase(path: database, busyTimeout: Double(patience))
      store.sayWhetherCountsLack()
      let sentence = try change(store, try store.clock().today)
      try store.close()
      return sentence
    } catch let failure as CommandFailure {
      throw failure
    } catch { throw CommandFailure(error) }
  }

  private var ofSite: String { site.map { " of \(QuotedText.harmless($0))" } ?? "" }

  private func unknownSite(_ known: [String]) -> CommandFailure {
    .unknownSite(site ?? "", among: known, in: database)
  }
}
