import GRDB
public import Traffic

/// What is published of pages in some windows together, each in a place of its own by its number.
///
/// Of all sites, pages have most of what is published: finding each in a hash table would take longer than to read it.
public struct PublishedPages {
  public struct Sum: Hashable, Sendable {
    public var value: Int64 = 0
    public var visitors: Int64 = 0

    fileprivate mutating func add(_ part: PublishedPart) {
      value = value.addingClamped(part.value)
      visitors = visitors.addingClamped(part.visitors)
    }
  }

  /// Those of each page; only where ``isKnown``.
  public private(set) var sums: [Sum]
  public private(set) var isKnown: [Bool]
  /// Those of the pages of each site that are no more.
  public private(set) var former: [Int64: Sum] = [:]
  /// What is of no page.
  public private(set) var rest = Sum()

  /// The site of each page number; 0 where there is no such page.
  private let sites: [Int64]

  fileprivate init(_ sites: [Int64]) {
    self.sites = sites
    sums = [Sum](repeating: Sum(), count: sites.count)
    isKnown = [Bool](repeating: false, count: sites.count)
  }

  fileprivate mutating func add(_ part: PublishedPart) {
    if let page = Int(exactly: part.key), sites.indices.contains(page), sites[page] != 0 {
      sums[page].add(part)
      isKnown[page] = true
    } else if part.key == Cell.rest {
      rest.add(part)
    } else {
      former[part.site, default: Sum()].add(part)
    }
  }
}

extension TrafficSnapshot {
  /// What is published of pages, over the windows within some days.
  ///
  /// - Parameter breakdown: One whose keys are pages, in one group.
  /// - Complexity: O(*n*) in the parts of these windows, and in the pages; of whole months, quarters and years, in the
  ///   parts of their sums.
  public func publishedPages(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> PublishedPages {
    guard try publishes else { return PublishedPages([]) }
    var pages = PublishedPages(try sitesOfPages())
    let rows = try PartRows(breakdown, in: days, of: db)
    for id in try site.map({ [$0] }) ?? sites().map(\.id) {
      try rows.visit(site: id) { pages.add($0) }
    }
    return pages
  }
}
