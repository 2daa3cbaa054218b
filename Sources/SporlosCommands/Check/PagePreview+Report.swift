internal import AccessLog
internal import Collecting
internal import Traffic
internal import TrafficReport

extension PagePreview {
  /// The preview as tables. Of pages whose names would not be kept there are numbers only.
  ///
  /// - Parameters:
  ///   - database: The database whose names are known, as it was named.
  ///   - limit: The most rows of a table; `nil` for all.
  /// - Complexity: O(*n* log *n*) in the pages.
  func report(rules: [PageRule], database: String?, limit: Int?) -> Report {
    let listing = NameListing(rules: rules)
    let named = pages.values.filter { $0.reason != nil }.sorted {
      $0.hits != $1.hits
        ? $0.hits > $1.hits
        : $0.site != $1.site ? sites[$0.site] < sites[$1.site] : $0.path < $1.path
    }
    let unnamed = pages.values.filter { $0.reason == nil }
    let tables = [
      namedTable(named, limit), templateTable(named, unnamed, listing, limit),
      foldedTable(unnamed, listing), ruleTable(named, unnamed, limit),
    ]
    return Report(
      name: "check-pages", title: "Pages as they would be stored", period: hours, tables: tables,
      notes: notes(tables, database))
  }

  private func namedTable(_ named: [Page], _ limit: Int?) -> Report.Table {
    let rows = named.map { page -> [Report.Cell] in
      // Of a style sheet, no more people are counted than its name takes.
      let people: [Report.Cell] =
        page.hasVisitors
        ? [.number(page.peopleDays), .number(page.maxPeople)] : [.none, .none]
      return [
        .text(page.path.text), .text(sites[page.site].text),
        .text(page.reason?.rawValue ?? ""), .number(page.hits),
      ] + people
    }
    return Report.Table(
      name: "named",
      columns: [
        .init("page", "Named page", .text), .init("site", "Site", .text),
        .init("reason", "Because of", .text), .init("hits", "Hits", .count),
        .init("people_days", "People-days", .count),
        .init("most_people", "Most on a day", .count),
      ], rows: rows
    ).limited(to: limit)
  }

  /// Named templates one by one, and what of each kind has no name.
  private func templateTable(
    _ named: [Page], _ unnamed: [Page], _ listing: NameListing, _ limit: Int?
  ) -> Report.Table {
    var rows = named.compactMap { page -> [Report.Cell]? in
      guard let template = listing.template(of: page.path) else { return nil }
      return [
        .text(page.path.text), .text(sites[page.site].text), .text(template), .number(1),
        .number(page.hits),
      ]
    }
    var folded: [String: (pages: Int64, hits: Int64)] = [:]
    for page in unnamed {
      guard let template = listing.template(of: page.path) else { continue }
      folded[template, default: (0, 0)].pages += 1
      folded[template, default: (0, 0)].hits += page.hits
    }
    let table = Report.Table(
      name: "templated",
      columns: [
        .init("page", "Template", .text), .init("site", "Site", .text),
        .init("placeholder", "With", .text), .init("pages", "Pages", .count),
        .init("hits", "Hits", .count),
      ], rows: rows)
    var limited = table.limited(to: limit)
    rows = folded.sorted { $0.key < $1.key }.map { template, count in
      [
        .text("(rare pages)"), .none, .text(template), .number(count.pages),
        .number(count.hits),
      ]
    }
    limited.rows += rows
    return limited
  }

  private func foldedTable(_ unnamed: [Page], _ listing: NameListing) -> Report.Table {
    let last = PagePolicy.standard.minPeopleDays
    var groups = Array(
      repeating: (pages: Int64(0), templates: Int64(0), hits: Int64(0)), count: Int(last) + 1)
    for page in unnamed {
      let group = Int(min(page.peopleDays, last))
      groups[group].pages += 1
      groups[group].templates += listing.template(of: page.path) == nil ? 0 : 1
      groups[group].hits += page.hits
    }
    var rows = groups.enumerated().compactMap { days, group -> [Report.Cell]? in
      guard group.pages > 0 else { return nil }
      let name = days < last ? "\(days)" : "\(days) and more, too few on a day"
      return [
        .text(name), .number(group.pages), .number(group.templates), .number(group.hits),
      ]
    }
    for (name, pages) in [
      ("of sites without a name", ofRareSites), ("beyond a day's room", beyondRoom),
    ]
    where pages.hits > 0 {
      rows.append([.text(name), .number(pages.pages), .none, .number(pages.hits)])
    }
    func sum(_ column: Int) -> Report.Cell {
      .number(
        rows.reduce(0) { sum, row in
          if case .number(let number) = row[column] { return sum + number }
          return sum
        })
    }
    return Report.Table(
      name: "folded",
      columns: [
        .init("people_days", "Rare, by people-days", .text), .init("pages", "Pages", .count),
        .init("templated", "Templated", .count), .init("hits", "Hits", .count),
      ], rows: rows, totals: rows.isEmpty ? nil : [.none, sum(1), sum(2), sum(3)])
  }

  private func notes(_ tables: [Report.Table], _ database: String?) -> [String] {
    let policy = PagePolicy.standard
    var notes = [
      "Nothing was stored. A page is stored by name after \(policy.minPeopleDays) people-days, "
        + "at least \(policy.minPeople) of them on one day, or if a sitemap or page rule "
        + "lists it. People differ in network and in kind of client; a day counts at most "
        + "\(PagePolicy.mostPeople). Rare pages are shown in numbers only."
    ]
    if let database {
      notes.append(
        "Names that \(QuotedText.quoted(database)) has count as known; its counts are not included."
      )
    }
    let most = tables.filter { $0.rowsLeftOut > 0 }.map { $0.rows.count + $0.rowsLeftOut }.max()
    if let most { notes.append("More rows are not shown; --limit \(most) shows all.") }
    if tables.contains(where: { $0.name == "page_rules" && !$0.rows.isEmpty }) {
      notes.append(
        "A page rule would count all pages below a part of the site as one page, including the named ones. "
          + "It has its name from the first hit.")
    }
    if hitsTooOld > 0 {
      notes.append(
        "\(grouped(hitsTooOld)) hits are older than the retention time, and were left out.")
    }
    if isFull {
      notes.append(
        "There are too many pages to distinguish here: some rare ones may be named by collect.")
    }
    if let note = Report.note(ofLoneSites: loneSites) { notes.append(note) }
    if lacksVisitors {
      notes.append(
        "The logs go back and forth over too many days: visitors of some days were left out, so "
          + "collect may name more pages.")
    }
    return notes
  }
}

extension Report.Table {
  /// The table with no more rows than this.
  func limited(to limit: Int?) -> Report.Table {
    guard let limit, rows.count > limit else { return self }
    var table = self
    table.rowsLeftOut += rows.count - limit
    table.rows = Array(rows.prefix(limit))
    return table
  }
}
