internal import CountCatalogue
internal import Hits
public import Traffic

/// What is known of the names in partial counts, once all parts are put together.
public protocol OpenedNames {
  func site(_ tag: UInt64) -> SiteName?
  func referrer(_ tag: UInt64) -> ReferrerHost?
  func campaign(_ tag: UInt64) -> Campaign?
  /// A page, with its path where it is listed, and without where it is not.
  func page(_ tag: UInt64) throws(DamagedPart) -> (page: SealedPage, path: PagePath)
}

/// That records are not what they should be.
public struct DamagedPart: Error {
  public init() {}
}

/// Some whole days of partial counts, on their way to a batch.
public struct PartialPortion {
  fileprivate struct Row {
    /// The hour or the day.
    var time: Int32
    var first: UInt64
    var second: UInt64
    var counts: InlineArray<3, Int64>
  }

  private struct Visitors {
    var day: Day
    var tag: UInt64
    var sketch: VisitorSketch
  }

  private struct Fetched {
    var day: Day
    var hour: Int32
    var page: UInt64
    var visitor: UInt32
    var forms: FetchedForms
  }

  /// Whether the rows of each table are of an hour, and how many counts their records have: of days of pages, visits
  /// only.
  private static let forms = CountTable.all.map { table in
    (isHour: table.grain == .hour, counts: table == .pageDay ? 1 : table.measures.count)
  }

  private var rows = [[Row]](repeating: [], count: CountTable.all.count)
  private var pages: [Visitors] = []
  private var sites: [Visitors] = []
  private var fetches: [Fetched] = []
  /// The days in it, in order.
  public private(set) var days: [Day] = []
  /// How many records there are.
  public private(set) var count = 0

  public init() {}

  /// Gives the memory of what was not made a batch back.
  public mutating func free() {
    for index in pages.indices { pages[index].sketch.free() }
    for index in sites.indices { sites[index].sketch.free() }
    self = PartialPortion()
  }

  /// Adds a record of a day. Records come in the order of their keys.
  public mutating func add(
    _ key: PartialKey, _ value: ArraySlice<UInt8>
  ) throws(DamagedPart) {
    guard let day = key.day else { throw DamagedPart() }
    count += 1
    if days.last != day { days.append(day) }
    var rest = value
    switch PartialKey.Counted(rawValue: key.table) {
    case .page, .site:
      guard let sketch = VisitorSketch(taking: &rest), rest.isEmpty, !sketch.isEmpty else {
        throw DamagedPart()
      }
      let visitors = Visitors(day: day, tag: key.first, sketch: sketch)
      let isPage = key.table == PartialKey.Counted.page.rawValue
      guard sketch.precision == (isPage ? VisitorSketch.ofPage : VisitorSketch.ofSite) else {
        var sketch = sketch
        sketch.free()
        throw DamagedPart()
      }
      if isPage { pages.append(visitors) } else { sites.append(visitors) }
    case .fetch:
      guard let forms = rest.popFirst(), rest.isEmpty, key.hour < Hour.perDay,
        let visitor = UInt32(exactly: key.second)
      else { throw DamagedPart() }
      fetches.append(
        Fetched(
          day: day, hour: key.hour, page: key.first, visitor: visitor,
          forms: FetchedForms(rawValue: forms & 3)))
    case nil:
      let table = Int(key.table)
      guard PartialPortion.forms.indices.contains(table), key.hour < Hour.perDay else {
        throw DamagedPart()
      }
      let form = PartialPortion.forms[table]
      var row = Row(
        time: form.isHour ? day.firstHour.rawValue &+ key.hour : day.rawValue, first: key.first,
        second: key.second, counts: [0, 0, 0])
      for index in 0..<form.counts {
        guard let count = rest.takeShort().flatMap({ Int64(exactly: $0) }) else {
          throw DamagedPart()
        }
        row.counts[index] = count
      }
      guard rest.isEmpty else { throw DamagedPart() }
      rows[table].append(row)
    }
  }

  /// Makes a batch of what was added; nothing is left then.
  ///
  /// - Parameter keys: Which key the tokens of a day are under; 0 where it is none that others have.
  /// - Complexity: O(*n* log *n*).
  public mutating func batch(
    names: some OpenedNames, keys: (Day) -> UInt64
  ) throws(DamagedPart) -> (Rollup, BatchVisitors) {
    defer { free() }
    var rollup = Rollup()
    let numbers = try PortionNumbers(tags(), names, &rollup)
    var source = RowSource(rows: rows, numbers: numbers)
    try rollup.setRows(from: &source)
    let visitors = BatchVisitors()
    try setVisitors(&rollup, visitors, numbers, keys)
    return (rollup, visitors)
  }

  /// The tags of all names in it.
  private func tags() -> PortionTags {
    var tags = PortionTags()
    for (table, rows) in zip(CountTable.all, rows) {
      let isOfPages = table.dimensions.first == .page
      for row in rows {
        if isOfPages { tags.pages.insert(row.first) } else { tags.sites.insert(row.first) }
      }
      guard table.dimensions.count > 1 else { continue }
      if table.dimensions[1] == .referrer { tags.referrers.formUnion(rows.lazy.map(\.second)) }
      if table.dimensions[1] == .campaign { tags.campaigns.formUnion(rows.lazy.map(\.second)) }
    }
    tags.pages.formUnion(pages.lazy.map(\.tag))
    tags.pages.formUnion(fetches.lazy.map(\.page))
    tags.sites.formUnion(sites.lazy.map(\.tag))
    return tags
  }

  /// Sets the rows of visitors and visits, as `Rollup(merging:)` does, and hands the visitors over.
  private mutating func setVisitors(
    _ rollup: inout Rollup, _ all: BatchVisitors, _ numbers: PortionNumbers,
    _ keys: (Day) -> UInt64
  ) throws(DamagedPart) {
    let visits = rows[CountTable.all.firstIndex(of: .pageDay) ?? 0]
    var (visit, page, site, fetch) = (0, 0, 0, 0)
    for day in days {
      var ofDay = BatchVisitors.DayVisitors(
        key: keys(day), sites: rollup.sites.count, pages: rollup.pages.count)
      var count = [Int64](repeating: 0, count: rollup.pages.count)
      while visit < visits.count, visits[visit].time == day.rawValue {
        count[Int(try numbers.page(visits[visit].first))] = visits[visit].counts[0]
        visit += 1
      }
      while page < pages.count, pages[page].day == day {
        ofDay.pages[Int(try numbers.page(pages[page].tag))] = pages[page].sketch
        pages[page].sketch = VisitorSketch(precision: VisitorSketch.ofPage)
        page += 1
      }
      while site < sites.count, sites[site].day == day {
        ofDay.sites[Int(try numbers.site(sites[site].tag))] = sites[site].sketch
        sites[site].sketch = VisitorSketch(precision: VisitorSketch.ofSite)
        site += 1
      }
      while fetch < fetches.count, fetches[fetch].day == day {
        let fetched = fetches[fetch]
        ofDay.fetches.append(
          Fetch(
            hour: Hour(rawValue: day.firstHour.rawValue &+ fetched.hour),
            page: try numbers.page(fetched.page), visitor: fetched.visitor, forms: fetched.forms))
        fetch += 1
      }
      ofDay.isKeyed = true
      rollup.addVisitors(of: day, ofDay, visits: &count)
      all.set(ofDay, on: day)
    }
  }
}

/// The tags of the names in some partial counts.
private struct PortionTags {
  var sites: Set<UInt64> = []
  var pages: Set<UInt64> = []
  var referrers: Set<UInt64> = []
  var campaigns: Set<UInt64> = []
}

/// The numbers that names have in a batch, by their tags.
private struct PortionNumbers {
  private var sites: [UInt64: Int32] = [:]
  private var pages: [UInt64: Int32] = [:]
  private var referrers: [UInt64: Int32] = [:]
  private var campaigns: [UInt64: Int32] = [:]

  /// Puts the names into a batch, in its order.
  init(
    _ tags: PortionTags, _ names: some OpenedNames, _ rollup: inout Rollup
  ) throws(DamagedPart) {
    var known: [(tag: UInt64, page: SealedPage, path: PagePath)] = []
    var ofSites = tags.sites
    for tag in tags.pages.sorted() {
      let (page, path) = try names.page(tag)
      known.append((tag, page, path))
      ofSites.insert(page.site)
    }
    (rollup.sites, sites) = try PortionNumbers.number(ofSites) { names.site($0) }
    (rollup.referrers, referrers) = try PortionNumbers.number(tags.referrers) {
      names.referrer($0)
    }
    (rollup.campaigns, campaigns) = try PortionNumbers.number(tags.campaigns) {
      names.campaign($0)
    }
    pages.reserveCapacity(known.count)
    for (number, (tag, page, path)) in known.enumerated() {
      pages[tag] = Int32(number)
      rollup.pages.append(
        Rollup.Page(
          site: try site(page.site), tag: PageTag(rawValue: tag), path: path,
          isListed: page.isListed, hasVisitors: page.hasVisitors))
    }
  }

  private static func number<Name: Comparable>(
    _ tags: Set<UInt64>, _ name: (UInt64) -> Name?
  ) throws(DamagedPart) -> ([Name], [UInt64: Int32]) {
    var named: [(tag: UInt64, name: Name)] = []
    for tag in tags {
      guard let name = name(tag) else { throw DamagedPart() }
      named.append((tag, name))
    }
    named.sort { $0.name < $1.name }
    var numbers: [UInt64: Int32] = [:]
    for (number, (tag, _)) in named.enumerated() { numbers[tag] = Int32(number) }
    return (named.map(\.name), numbers)
  }

  func site(_ tag: UInt64) throws(DamagedPart) -> Int32 { try known(sites[tag]) }
  func page(_ tag: UInt64) throws(DamagedPart) -> Int32 { try known(pages[tag]) }
  func referrer(_ tag: UInt64) throws(DamagedPart) -> Int32 { try known(referrers[tag]) }
  func campaign(_ tag: UInt64) throws(DamagedPart) -> Int32 { try known(campaigns[tag]) }

  private func known(_ number: Int32?) throws(DamagedPart) -> Int32 {
    guard let number else { throw DamagedPart() }
    return number
  }
}

/// Makes typed rows of records, table by table.
private struct RowSource: AddedRowSource {
  let rows: [[PartialPortion.Row]]
  let numbers: PortionNumbers
  private var table = 0

  init(rows: [[PartialPortion.Row]], numbers: PortionNumbers) {
    (self.rows, self.numbers) = (rows, numbers)
  }

  mutating func rows<Typed: AddedRow>(of type: Typed.Type) throws(DamagedPart) -> [Typed] {
    defer { table += 1 }
    let dimensions = Typed.table.dimensions
    var placed: [(time: Int32, places: InlineArray<4, Int64>, counts: InlineArray<3, Int64>)] = []
    placed.reserveCapacity(rows[table].count)
    for row in rows[table] {
      var places: InlineArray<4, Int64> = [0, 0, 0, 0]
      places[0] = Int64(
        dimensions[0] == .page ? try numbers.page(row.first) : try numbers.site(row.first))
      switch dimensions.count > 1 ? dimensions[1] : .site {
      case .referrer: places[1] = Int64(try numbers.referrer(row.second))
      case .campaign: places[1] = Int64(try numbers.campaign(row.second))
      default:
        for index in 1..<max(1, dimensions.count) {
          places[index] = Int64(row.second >> UInt64(16 * (dimensions.count - 1 - index)) & 0xffff)
        }
      }
      placed.append((row.time, places, row.counts))
    }
    // Pages are in the order of their tags already; other names are not.
    placed.sort { left, right in
      if left.time != right.time { return left.time < right.time }
      for index in 0..<4 where left.places[index] != right.places[index] {
        return left.places[index] < right.places[index]
      }
      return false
    }
    var typed: [Typed] = []
    typed.reserveCapacity(placed.count)
    for row in placed {
      guard let row = Typed(Int64(row.time), row.places, row.counts) else { throw DamagedPart() }
      typed.append(row)
    }
    return typed
  }
}
