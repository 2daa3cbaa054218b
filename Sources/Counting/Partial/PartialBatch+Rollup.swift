internal import CountCatalogue
public import Traffic

/// Where the tags of names come from, and what hides their text.
public protocol PartialNames {
  func tag(_ site: SiteName) -> PageTag
  func tag(_ referrer: ReferrerHost) -> PageTag
  func tag(_ campaign: Campaign) -> PageTag
  /// A name that only who puts all parts together can read.
  func seal(_ text: String, of name: PartialKey.Name, _ tag: PageTag) -> [UInt8]
  /// Whether the name of a site may be kept whoever asks for it.
  func isOwn(_ site: SiteName) -> Bool
  /// What a mark that tells people apart becomes, so that those of one page tell nothing of another.
  func mark(_ mark: UInt16, of tag: PageTag, on day: Day) -> UInt16
}

extension Campaign {
  /// Its three values as one text; no value has a zero in it.
  var sealedText: String { [source, medium, name].joined(separator: "\0") }

  /// A campaign of what ``PartialBatch`` seals of one; `nil` where it is none.
  public init?(sealedText: String) {
    let values = sealedText.split(separator: "\0", omittingEmptySubsequences: false)
    guard values.count == 3 else { return nil }
    self.init(source: String(values[0]), medium: String(values[1]), name: String(values[2]))
  }
}

extension PartialBatch {
  /// A batch's counts as records: no name is folded, and no visitors are turned into a number.
  ///
  /// - Complexity: O(*n*) in the batch's rows.
  public init(_ rollup: Rollup, _ visitors: BatchVisitors, names: some PartialNames) {
    self.init()
    let sites = rollup.sites.map { names.tag($0) }
    let referrers = rollup.referrers.map { names.tag($0) }
    let campaigns = rollup.campaigns.map { names.tag($0) }
    var writer = RowWriter(
      batch: self, sites: sites.map(\.rawValue), pages: rollup.pages.map(\.tag.rawValue),
      referrers: referrers.map(\.rawValue), campaigns: campaigns.map(\.rawValue))
    rollup.visit(&writer)
    let isUsed = writer.isUsed
    self = writer.batch
    addVisits(rollup)
    for (day, batch) in visitors.days { add(batch, of: day, rollup, sites: sites, names) }

    for (site, tag) in zip(rollup.sites, sites) {
      add(PartialKey(PartialKey.Name.site.rawValue, tag.rawValue)) { value in
        value.append(names.isOwn(site) ? 1 : 0)
        value += names.seal(site.text, of: .site, tag)
      }
    }
    for (referrer, tag) in zip(rollup.referrers, referrers) {
      add(referrer.text, of: .referrer, tag, names)
    }
    for (campaign, tag) in zip(rollup.campaigns, campaigns) {
      add(campaign.sealedText, of: .campaign, tag, names)
    }
    // Workers remember pages of earlier batches, which nobody need have asked for in this one.
    for (page, isUsed) in zip(rollup.pages, isUsed) where isUsed {
      add(PartialKey(PartialKey.Name.page.rawValue, page.tag.rawValue)) { value in
        value +=
          SealedPage(
            site: sites[Int(page.site)].rawValue, isListed: page.isListed,
            hasVisitors: page.hasVisitors
          ).head
        if !page.path.text.isEmpty { value += names.seal(page.path.text, of: .page, page.tag) }
      }
    }
  }

  private mutating func add(
    _ text: String, of name: PartialKey.Name, _ tag: PageTag, _ names: some PartialNames
  ) {
    add(PartialKey(name.rawValue, tag.rawValue)) { $0 += names.seal(text, of: name, tag) }
  }

  /// Visits of pages; those of a site are theirs together.
  private mutating func addVisits(_ rollup: Rollup) {
    guard let table = CountTable.all.firstIndex(of: .pageDay) else { return }
    for row in rollup.pageDays where row.visits > 0 {
      let section = PartialKey.counts(of: row.day, table: UInt64(table))
      add(PartialKey(section, rollup.pages[Int(row.page)].tag.rawValue)) {
        $0.append(short: UInt64(row.visits))
      }
    }
  }

  private mutating func add(
    _ visitors: BatchVisitors.DayVisitors, of day: Day, _ rollup: Rollup, sites: [PageTag],
    _ names: some PartialNames
  ) {
    func add(_ sketch: VisitorSketch, of counted: PartialKey.Counted, _ tag: PageTag) {
      guard !sketch.isEmpty else { return }
      var keyed = VisitorSketch(precision: sketch.precision)
      defer { keyed.free() }
      keyed.merge(sketch) { names.mark($0, of: tag, on: day) }
      let section = PartialKey.counts(of: day, table: counted.rawValue)
      self.add(PartialKey(section, tag.rawValue)) { keyed.append(to: &$0) }
    }
    for (tag, sketch) in zip(sites, visitors.sites) { add(sketch, of: .site, tag) }
    for (page, sketch) in zip(rollup.pages, visitors.pages) { add(sketch, of: .page, page.tag) }
    for fetch in visitors.fetches {
      let hour = UInt64(fetch.hour.rawValue - day.firstHour.rawValue)
      let section = PartialKey.counts(
        of: day, table: PartialKey.Counted.fetch.rawValue, hour: hour)
      let tag = rollup.pages[Int(fetch.page)].tag
      self.add(PartialKey(section, tag.rawValue, UInt64(fetch.visitor))) {
        $0.append(fetch.forms.rawValue)
      }
    }
  }
}

/// Writes the rows of all tables whose counts add up.
private struct RowWriter: CountedRowVisitor {
  var batch: PartialBatch
  let sites: [UInt64]
  let pages: [UInt64]
  let referrers: [UInt64]
  let campaigns: [UInt64]
  /// Which pages have rows.
  var isUsed: [Bool]
  private var table: UInt64 = 0

  init(
    batch: PartialBatch, sites: [UInt64], pages: [UInt64], referrers: [UInt64], campaigns: [UInt64]
  ) {
    (self.batch, self.sites, self.pages) = (batch, sites, pages)
    (self.referrers, self.campaigns) = (referrers, campaigns)
    isUsed = Array(repeating: false, count: pages.count)
  }

  mutating func visit<Row: CountedRow>(_ rows: [Row]) throws(Never) {
    defer { table += 1 }
    let dimensions = Row.table.dimensions
    let isOfPages = dimensions.first == .page
    if isOfPages { for row in rows { isUsed[Int(row.places[0])] = true } }
    // What is no sum is written as visitors.
    guard Row.self is any AddedRow.Type else { return }
    let isHour = Row.table.grain == .hour
    let owners = isOfPages ? pages : sites
    let names: [UInt64]? =
      dimensions.count < 2
      ? nil : dimensions[1] == .referrer ? referrers : dimensions[1] == .campaign ? campaigns : nil
    let measures = Row.table.measures.count
    for row in rows where row.isCounted {
      let time = Int32(row.hourOrDay)
      let day = isHour ? Hour(rawValue: time).day : Day(rawValue: time)
      let hour = isHour ? UInt64(time - day.firstHour.rawValue) : 0
      let places = row.places
      var second: UInt64 = 0
      if let names {
        second = names[Int(places[1])]
      } else {
        for index in 1..<max(1, dimensions.count) {
          second = second << 16 | UInt64(places[index])
        }
      }
      let section = PartialKey.counts(of: day, table: table, hour: hour)
      batch.add(PartialKey(section, owners[Int(places[0])], second)) { value in
        for index in 0..<measures { value.append(short: UInt64(row.counts[index])) }
      }
    }
  }
}
