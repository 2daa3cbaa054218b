internal import Hits
internal import Traffic

/// One worker's visitors of one day, a sketch for each site and page, by the worker's own numbers; where
/// they came in and what they did not find, for which an hour would be of no use; and which files they
/// fetched, whole or in parts.
///
/// Freed by hand, like ``HourCounters``: no reference is counted on the path of a line.
struct VisitorCounters {
  private var sites = Table(precision: VisitorSketch.ofSite)
  private var pages = Table(precision: VisitorSketch.ofPage)
  /// By page and referrer.
  private(set) var landings = CounterTable<PairCell>()
  private(set) var notFound = CounterTable<PairCell>()
  /// By page, hour and visitor: see `FetchKey`.
  private(set) var parts = CounterTable<PairCell>()
  private(set) var wholes = CounterTable<PairCell>()
  /// What the sketches weigh, in cells: they bound memory as cells do.
  private var sketches = 0

  /// What all of it weighs, in cells.
  var weight: Int {
    sketches + landings.count + notFound.count + parts.count + wholes.count
  }

  /// The sites and pages that there is memory for.
  var places: Int { sites.count + pages.count }

  /// What a page's registers weigh.
  private static let weightOfEstimate = 16

  /// Sketches by number, in memory of its own, so that adding to one needs no check of who else
  /// has it.
  @safe
  private struct Table {
    let precision: UInt8
    private var base: UnsafeMutablePointer<VisitorSketch>?
    private(set) var count = 0

    init(precision: UInt8) { self.precision = precision }

    @inline(__always)
    subscript(_ number: Int) -> VisitorSketch {
      unsafeAddress {
        // SAFETY: callers have made room for the number.
        unsafe UnsafePointer(base.unsafelyUnwrapped + number)
      }
      nonmutating unsafeMutableAddress {
        // SAFETY: as above.
        unsafe base.unsafelyUnwrapped + number
      }
    }

    /// Makes room for a number.
    @inline(never)
    mutating func grow(for number: Int) {
      let grown = max(number + 1, count * 2, 16)
      let room = UnsafeMutablePointer<VisitorSketch>.allocate(capacity: grown)
      // SAFETY: the old sketches move to the new memory; the rest of it is filled with empty ones.
      if let base = unsafe base {
        unsafe room.moveInitialize(from: base, count: count)
        unsafe base.deallocate()
      }
      unsafe (room + count).initialize(
        repeating: VisitorSketch(precision: precision), count: grown - count)
      unsafe base = room
      count = grown
    }

    /// Gives all memory back.
    mutating func free() {
      for number in 0..<count { self[number].free() }
      unsafe base?.deallocate()
      unsafe base = nil
      count = 0
    }
  }

  /// Gives all memory back.
  mutating func free() {
    sites.free()
    pages.free()
    landings.free()
    notFound.free()
    parts.free()
    wholes.free()
  }

  @inline(__always)
  private static func pair(of hit: Hit) -> UInt64 {
    UInt64(hit.page) << 16 | UInt64(hit.referrer)
  }

  /// Adds where a person came from, to the page they came to or asked for in vain.
  @inline(__always)
  mutating func addLink(of hit: Hit) {
    guard hit.referrer != Hit.absent, hit.kind != HitKind.bot.rawValue else { return }
    if hit.kind != HitKind.pageView.rawValue {
      notFound.add(VisitorCounters.pair(of: hit))
    } else if hit.flags.contains(.visit) {
      landings.add(VisitorCounters.pair(of: hit))
    }
  }

  /// Asks for the memory that a hit's visitor will be added to.
  @inline(__always)
  func prefetch(_ hit: Hit) {
    if hit.flags.contains(.visit) { landings.prefetch(VisitorCounters.pair(of: hit)) }
    let page = Int(hit.page)
    guard hit.visitorOfPage != 0, page < pages.count else { return }
    pages[page].prefetch(hit.visitorOfPage)
  }

  @inline(__always)
  mutating func add(_ hit: Hit, isPageView: Bool) {
    let page = Int(hit.page)
    if page >= pages.count {
      let before = pages.count
      pages.grow(for: page)
      sketches += (pages.count - before) / 2
    }
    let isFew = hit.flags.contains(.needsFewVisitors)
    if pages[page].add(hit.visitorOfPage, hit.traits, isFew: isFew) {
      sketches += VisitorCounters.weightOfEstimate
    }
    if hit.kind == HitKind.part.rawValue {
      parts.add(FetchKey(hit).rawValue)
    } else if hit.kind == HitKind.download.rawValue {
      wholes.add(FetchKey(hit).rawValue)
    }
    guard isPageView else { return }
    let site = Int(hit.site)
    if site >= sites.count { sites.grow(for: site) }
    _ = sites[site].add(hit.visitorOfSite, hit.traits)
  }

  /// Whether a page of which a few visitors are enough has them, and people for its name.
  func hasFew(page: Int) -> Bool {
    page < pages.count && pages[page].count >= VisitorSketch.few && pages[page].hasPeople
  }

  /// The sketches that are not empty, by number.
  func sketches(ofSites: Bool) -> [(number: Int, sketch: VisitorSketch)] {
    let table = ofSites ? sites : pages
    return (0..<table.count).filter { !table[$0].isEmpty }.map { ($0, table[$0]) }
  }

  /// Adds the visitors of another sketch to those of a site or a page.
  mutating func merge(_ sketch: VisitorSketch, ofSite isSite: Bool, number: Int) {
    func merge(into table: inout Table) {
      if number >= table.count { table.grow(for: number) }
      table[number].merge(sketch)
    }
    if isSite { merge(into: &sites) } else { merge(into: &pages) }
    sketches += 1
  }

  /// Takes where people came in, what they did not find, and what they fetched.
  mutating func take(
    tables reader: inout ByteReader, isPair: (UInt64) -> Bool, isFetch: (UInt64) -> Bool
  ) throws(DamagedBytes) {
    try reader.take(into: &landings, isPair)
    try reader.take(into: &notFound, isPair)
    try reader.take(into: &parts, isFetch)
    try reader.take(into: &wholes, isFetch)
  }

  /// Hands all sketches over, leaving empty ones.
  func take(
    site: (_ number: Int, VisitorSketch) -> Void, page: (_ number: Int, VisitorSketch) -> Void
  ) {
    for number in 0..<sites.count where !sites[number].isEmpty {
      site(number, sites[number])
      sites[number] = VisitorSketch(precision: VisitorSketch.ofSite)
    }
    for number in 0..<pages.count where !pages[number].isEmpty {
      page(number, pages[number])
      pages[number] = VisitorSketch(precision: VisitorSketch.ofPage)
    }
  }
}
