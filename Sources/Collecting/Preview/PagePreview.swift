internal import AccessLog
internal import Counting
package import Traffic
internal import TrafficStore

/// What would become of pages if their logs were collected: the same rules as those of a database,
/// applied in memory, and forgotten with the process.
package final class PagePreview {
  /// A page that would have a row of its own.
  package struct Page {
    package var site: Int
    package var path: PagePath
    package var hasVisitors: Bool
    package var hits: Int64 = 0
    /// The people of each day, added up.
    package var peopleDays: Int64 = 0
    /// Those of the day that has the most.
    package var maxPeople: Int64 = 0
    /// The first day it was asked for.
    package var firstDay: Int64
    /// Why its name would be kept; `nil` where it would not.
    package var reason: NameReason?
    /// Whether several people asked for it when it was first met.
    package var isShared = false
  }

  /// Pages that no row of their own would be spent on, of which only numbers are known.
  package struct Unfollowed {
    package private(set) var hits: Int64 = 0
    private var tags = VisitorSketch(precision: VisitorSketch.ofSite)

    /// How many pages there are: exact up to 64, else an estimate.
    package var pages: Int64 { tags.estimatedCount }

    mutating func add(_ tag: PageTag, hits: Int64) {
      self.hits += hits
      // Tags are as good as random, as the tokens of visitors are; 0 is none of those.
      _ = tags.add(max(1, UInt32(truncatingIfNeeded: tag.rawValue)))
    }

    mutating func free() { tags.free() }
  }

  /// What is known before the first line.
  struct Known {
    /// The sites whose names may be kept whoever asks for them.
    var sites: Set<SiteName> = []
    /// The pages that have their names.
    var pages: Set<PageTag> = []
    /// The first day whose counts are kept.
    var firstDay: Day
  }

  /// The most pages that are told apart, whatever a log has.
  private static let maxPages = 300_000

  let known: Known
  private let key: SourceKey
  private let policy: PagePolicy
  private let listing: NameListing
  private var days: PreviewDays
  private var namedSites: Set<SiteName>
  private var numbers: [SiteName: Int] = [:]
  /// The most visitors and people that each site had in a batch of a day.
  private var audiences: [SiteName: (visitors: Int64, people: Int64)] = [:]
  private var unnamedOfDay: [[Int64]: Int64] = [:]
  private var unnamedOfSite: [[Int64]: Int64] = [:]

  package private(set) var sites: [SiteName] = []
  package private(set) var pages: [PageTag: Page] = [:]
  /// Pages of sites that would have no name either.
  package private(set) var ofRareSites = Unfollowed()
  /// Pages beyond those without a name that a day has room for.
  package private(set) var beyondRoom = Unfollowed()
  /// Whether there were more pages than are told apart.
  package private(set) var isFull = false
  package private(set) var hours: ClosedRange<Hour>?
  package private(set) var hitsTooOld: Int64 = 0
  /// Sites whose pages get no names by themselves, since nobody can be told from another person.
  package var loneSites: [String] {
    audiences.filter { $1.people == 1 && $1.visitors >= PagePolicy.loneVisitors }.map(\.key.text)
      .sorted()
  }
  /// Whether visitors of some days were not counted, since too many days were open at once.
  package var lacksVisitors: Bool { days.lacksVisitors }

  init(
    known: Known, key: SourceKey, listing: NameListing, keyring: VisitorKeyring,
    policy: PagePolicy = .standard
  ) {
    self.known = known
    self.key = key
    self.listing = listing
    self.policy = policy
    days = PreviewDays(keyring: keyring)
    namedSites = known.sites
  }

  deinit {
    ofRareSites.free()
    beyondRoom.free()
  }

  /// Adds the counts of a batch, as a database would.
  ///
  /// - Complexity: O(*n* log *n*) in the batch's rows.
  func add(_ rollup: Rollup, _ visitors: BatchVisitors) {
    hitsTooOld += rollup.hitsTooOld
    if let first = rollup.kindHours.first?.hour, let last = rollup.kindHours.last?.hour {
      hours = min(hours?.lowerBound ?? first, first)...max(hours?.upperBound ?? last, last)
    }
    let siteNumbers = rollup.sites.map(number)
    let rareSites = nameSites(of: rollup)
    let demand = PageDemand.all(of: rollup)
    admit(rollup, demand, sites: siteNumbers, rareSites)
    for (index, page) in rollup.pages.enumerated() { pages[page.tag]?.hits += demand[index].hits }
    addVisitors(visitors, of: rollup, rareSites)
    for page in rollup.pages { nameIfAllowed(page.tag) }
  }

  private func number(of site: SiteName) -> Int {
    if let number = numbers[site] { return number }
    numbers[site] = sites.count
    sites.append(site)
    return sites.count - 1
  }

  /// Names the sites of a batch that may have their names, and says which ones may not.
  private func nameSites(of rollup: Rollup) -> Set<Int32> {
    let asked = policy.allowedSites(of: rollup)
    var rare: Set<Int32> = []
    for (index, site) in rollup.sites.enumerated() where !namedSites.contains(site) {
      if site.isPlaceholder || asked.contains(Int32(index)) {
        namedSites.insert(site)
      } else {
        rare.insert(Int32(index))
      }
    }
    return rare
  }

  /// Takes up the pages of a batch that are new, where there is room for them.
  private func admit(
    _ rollup: Rollup, _ demand: [PageDemand], sites: [Int], _ rareSites: Set<Int32>
  ) {
    var listed = rollup.pages
    var new: [Int32] = []
    for (index, page) in rollup.pages.enumerated() {
      // Workers remember pages of the batch before, which nobody need have asked for in this one.
      guard demand[index].firstDay != nil else { continue }
      if known.pages.contains(page.tag) { listed[index].isListed = true }
      if let before = pages[page.tag] {
        guard let first = demand[index].firstDay, first < before.firstDay else { continue }
        if before.reason == nil { note(before, -1) }
        pages[page.tag]?.firstDay = first
        if before.reason == nil, let moved = pages[page.tag] { note(moved, 1) }
      } else if rareSites.contains(page.site) {
        ofRareSites.add(page.tag, hits: demand[index].hits)
      } else {
        new.append(Int32(index))
      }
    }
    let admission = PageAdmission(
      of: new, listed, demand, sites: sites.map(Int64.init), policy: policy
    ) { site, day, isShared in
      let all = [day, isShared ? 1 : 0]
      return .init(ofDay: unnamedOfDay[all] ?? 0, ofSite: unnamedOfSite[all + [site]] ?? 0)
    }
    let room = max(0, PagePreview.maxPages - pages.count)
    isFull = isFull || admission.admitted.count > room
    for index in admission.admitted.prefix(room).map(Int.init) {
      let page = rollup.pages[index]
      let added = Page(
        site: sites[Int(page.site)], path: page.path, hasVisitors: page.hasVisitors,
        firstDay: demand[index].firstDay ?? 0,
        reason: known.pages.contains(page.tag)
          ? .database : page.isListed ? listing.reason(for: page.path) : nil,
        isShared: demand[index].maxPeople >= policy.minShared)
      pages[page.tag] = added
      if added.reason == nil { note(added, 1) }
    }
    for index in admission.refused + admission.admitted.dropFirst(room) {
      beyondRoom.add(rollup.pages[Int(index)].tag, hits: demand[Int(index)].hits)
    }
  }

  /// Keeps count of the pages without a name by their first day and site.
  private func note(_ page: Page, _ change: Int64) {
    let all = [page.firstDay, page.isShared ? 1 : 0]
    unnamedOfDay[all, default: 0] += change
    unnamedOfSite[all + [Int64(page.site)], default: 0] += change
  }

  private func addVisitors(
    _ visitors: BatchVisitors, of rollup: Rollup, _ rareSites: Set<Int32>
  ) {
    var whole = Rollup()
    for (day, batch) in visitors.days.sorted(by: { $0.key < $1.key }) {
      days.open(day, key: batch.key) { counts in
        for (index, sketch) in batch.pages.enumerated() where !sketch.isEmpty {
          let tag = rollup.pages[index].tag
          guard let page = pages[tag], page.reason == nil || page.hasVisitors else { continue }
          let (before, now) = counts.add(sketch, of: tag)
          pages[tag]?.peopleDays += now - before
          pages[tag]?.maxPeople = max(page.maxPeople, now)
        }
        // What the name of a site takes, which pages in later batches then have.
        for (index, sketch) in batch.sites.enumerated() where !sketch.isEmpty {
          note(sketch, of: rollup.sites[index])
          guard rareSites.contains(Int32(index)) else { continue }
          let (_, now) = counts.add(sketch, of: key.tag(site: rollup.sites[index]))
          whole.siteDays.append(.init(day: day, site: Int32(index), people: now, visits: 0))
        }
      }
    }
    for index in policy.allowedSites(of: whole) { namedSites.insert(rollup.sites[Int(index)]) }
  }

  /// Notes how many people a site had in a batch of a day.
  private func note(_ sketch: VisitorSketch, of site: SiteName) {
    let known = audiences[site] ?? (0, 0)
    audiences[site] = (max(known.visitors, sketch.minCount), max(known.people, sketch.people))
  }

  private func nameIfAllowed(_ tag: PageTag) {
    guard let page = pages[tag], page.reason == nil,
      policy.allowsName(peopleDays: page.peopleDays, maxPeople: page.maxPeople)
    else { return }
    note(page, -1)
    pages[tag]?.reason = .people
  }
}
