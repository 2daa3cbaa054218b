import Traffic
import TrafficStore

extension ReportBuilder {
  /// What stands in a table for pages without a name.
  static let namelessPage = "(rare pages)"

  /// Whether pages need the name of their site.
  var namesSite: Bool { selection.site == nil && siteNames.count > 1 }

  /// The columns that name a page.
  var pageColumns: [Report.Column] {
    (namesSite ? [Report.Column("site", "Site", .text)] : [])
      + [Report.Column("page", "Page", .text)]
  }

  func pageLabels(_ name: PageName) -> [Report.Cell] {
    (namesSite ? [.text(name.site)] : []) + [.text(name.path ?? ReportBuilder.namelessPage)]
  }

  /// What people asked for, by the number of the page, and the visits that began there. A page that was published
  /// and is no more has its site's number, less than nothing.
  private func pageParts() throws -> (pages: Parts<Int>, entries: Parts<Int>) {
    if !isPrivate {
      return (
        try publishedPages(.pages, of: \.pageViews), try publishedPages(.entries, of: \.visits)
      )
    }
    var (pages, entries) = (Parts<Int>(), Parts<Int>())
    try snapshot.pages(selection) { count in
      pages.rows[count.key, default: TrafficTotals()] += count.totals
      pages.total += count.totals
      guard count.totals.visits > 0 else { return }
      let visits = Counted.views.totals(count.totals.visits)
      entries.rows[count.key, default: TrafficTotals()] += visits
      entries.total += visits
    }
    return (pages, entries)
  }

  private func publishedPages(
    _ breakdown: Breakdown, of whole: (TrafficTotals) -> Int64
  ) throws -> Parts<Int> {
    let question = PagesQuestion(breakdown: breakdown, span: span, days: wholeSpan, site: site)
    return try snapshot.remembered(question) {
      let pages = try snapshot.publishedPages(breakdown, in: wholeSpan, site: site)
      var parts = Parts<Int>()
      parts.rows.reserveCapacity(pages.isKnown.count { $0 } + pages.former.count)
      for page in pages.isKnown.indices where pages.isKnown[page] {
        parts.rows[page] = Counted.views.totals(pages.sums[page])
      }
      for (site, sum) in pages.former { parts.rows[-Int(site)] = Counted.views.totals(sum) }
      parts.rest = Counted.views.totals(pages.rest)
      setTotal(of: &parts, whole, .views)
      return parts
    }
  }

  /// What the parts of a breakdown by page hang on.
  private struct PagesQuestion: Hashable {
    var breakdown: Breakdown
    var span: ClosedRange<Day>
    var days: ClosedRange<Day>
    var site: Int64?
  }

  /// The pages people asked for most; with the site where there are several.
  func pages(limit: Int?) throws -> Report.Table {
    let (parts, entries) = try pageParts()
    let nameless = try snapshot.namelessPages()
    func isNameless(_ page: Int) -> Bool { page < 0 || nameless[page] != nil }
    let wanted = Array(parts.rows.lazy.filter { !isNameless($0.key) && isWanted($0.key) })
    let ranked = wanted.greatest(limit, by: \.value.pageViews).sorted { left, right in
      (left.value.pageViews, left.value.hits) > (right.value.pageViews, right.value.hits)
    }
    let end = self.end(of: ranked)
    shownPages.numbers.formUnion(ranked[..<end].lazy.map(\.key))
    let names = try snapshot.names(ofPages: ranked[..<end].map(\.key))
    let rare = try rarePages(
      parts.rows.filter { isNameless($0.key) }, entries.rows, nameless)
    let named = ranked[..<end].map { page, totals in
      (name: names[page]!, totals: totals, visits: entries.rows[page]?.pageViews)
    }
    let rows = (named + rare).sorted {
      ranksAlike($0.totals, $1.totals)
        ? PageName.precedes($0.name, $1.name)
        : ($0.totals.pageViews, $0.totals.hits) > ($1.totals.pageViews, $1.totals.hits)
    }
    let knownVisits = parts.rows.keys.reduce(Int64(0)) {
      $0 + (entries.rows[$1]?.pageViews ?? 0)
    }
    let all = isPrivate ? whole : windowTotals
    let shown = rows.prefix(limit ?? Int.max)
    return Ranking(
      name: "pages", labels: pageColumns, values: peopleValues + (isPrivate ? [.bytes] : []),
      more: days.hasVisitors
        ? [
          // Who views two pages is a visitor of both: these do not add up.
          (.visitors, .none, visitorCells(all)[0]),
          (
            .visits, .number(entries.total.pageViews - knownVisits),
            .number(max(all.visits, entries.total.pageViews))
          ),
        ] : [],
      otherLabel: pageColumns.count - 1
    ).table(
      shown.map { row in
        Ranking.Row(
          labels: pageLabels(row.name), totals: row.totals,
          more: days.hasVisitors
            ? [visitorCells(row.totals)[0], row.visits.map { .number($0) } ?? .none] : [])
      },
      of: (parts.total, parts.other), limit: limit,
      leftOut: wanted.count + rare.count - shown.count)
  }

  /// The pages without a name, all those of a site as one.
  private func rarePages(
    _ rows: [Int: TrafficTotals], _ entries: [Int: TrafficTotals], _ nameless: [Int: Int64]
  ) throws -> [(name: PageName, totals: TrafficTotals, visits: Int64?)] {
    let names = try names(ofPages: rows.keys, nameless)
    var sites: [String: (totals: TrafficTotals, visits: Int64?)] = [:]
    for (page, totals) in rows {
      var site = sites[names[page]!.site] ?? (TrafficTotals(), nil)
      site.totals += totals
      if let visits = entries[page]?.pageViews { site.visits = (site.visits ?? 0) + visits }
      sites[names[page]!.site] = site
    }
    return sites.map { (PageName(site: $0, path: nil), $1.totals, $1.visits) }
  }

  private func names(
    ofPages pages: some Sequence<Int>, _ nameless: [Int: Int64]
  ) throws -> [Int: PageName] {
    var (names, others): ([Int: PageName], [Int]) = ([:], [])
    for page in pages {
      if page < 0 {
        names[page] = PageName(site: siteNames[Int64(-page)] ?? "", path: nil)
      } else if let site = nameless[page].flatMap({ siteNames[$0] }) {
        names[page] = PageName(site: site, path: nil)
      } else {
        others.append(page)
      }
    }
    return names.merging(try snapshot.names(ofPages: others)) { $1 }
  }

  func isWanted(_ page: Int) -> Bool { wantedPages?.contains(page) ?? true }

  /// How many rows have to be named for the wanted ones: those on a par with the last of them are ordered by name.
  private func end(of ranked: [(key: Int, value: TrafficTotals)]) -> Int {
    var end = min(limit ?? Int.max, ranked.count)
    while end > 0, end < ranked.count, ranksAlike(ranked[end].value, ranked[end - 1].value) {
      end += 1
    }
    return end
  }

  private func ranksAlike(_ left: TrafficTotals, _ right: TrafficTotals) -> Bool {
    left.pageViews == right.pageViews && left.hits == right.hits
  }

  /// The pages on which people came in.
  func entries(limit: Int?) throws -> (tables: [Report.Table], notes: [Note]) {
    let parts = try isPrivate ? pageParts().entries : publishedPages(.entries, of: \.visits)
    let nameless = try snapshot.namelessPages()
    let ranked = Array(
      parts.rows.lazy.filter { $0.key > 0 && nameless[$0.key] == nil && isWanted($0.key) }
    ).greatest(limit, by: \.value.pageViews).sorted { $0.value.pageViews > $1.value.pageViews }
    // Pages without a name are one row a site.
    var shown = Parts<Int>()
    shown.rows = parts.rows.filter { $0.key < 0 || nameless[$0.key] != nil }
    for (page, totals) in ranked[..<end(of: ranked)] { shown.rows[page] = totals }
    shownPages.numbers.formUnion(shown.rows.keys)
    let names = try names(ofPages: shown.rows.keys, nameless)
    let named = shown.named { names[$0].map(pageLabels) }
    var table = Ranking(
      name: "entries", labels: pageColumns, values: [.pageViews, .shareOfViews],
      otherLabel: pageColumns.count - 1
    ).table(
      named.rows.map { Ranking.Row(labels: $0.key, totals: $0.value) }
        .sorted(by: Ranking.precedes),
      of: (parts.total, parts.other), limit: limit, leftOut: parts.rows.count - shown.rows.count)
    table.columns[pageColumns.count] = .visits
    return (
      [table],
      table.rows.isEmpty
        ? [.noVisits] : [.visits]
    )
  }

  /// What the columns of visitors mean.
  var visitorNotes: [Note] {
    guard days.hasVisitors else { return [] }
    return [.visitors] + (splitsDays ? [.visitorsOfWholeDays] : [])
  }

  /// Visitors and visits, where they are counted.
  func visitorCells(_ totals: TrafficTotals) -> [Report.Cell] {
    // Where something was viewed by nobody, visitors were not counted.
    let isCounted = totals.visitors > 0 || totals.pageViews == 0
    return days.hasVisitors
      ? [isCounted ? .number(totals.visitors) : .none, .number(totals.visits)] : []
  }

  /// The columns of those.
  var visitorColumns: [Report.Column] { days.hasVisitors ? [.visitors, .visits] : [] }
}
