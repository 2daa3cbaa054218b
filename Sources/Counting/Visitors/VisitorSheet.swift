internal import Hits

/// One worker's visitors of one day: a sketch for each site and page, by the worker's own numbers.
final class VisitorSheet {
  private(set) var sites: [VisitorSketch] = []
  private(set) var pages: [VisitorSketch] = []
  /// What the sketches weigh, in cells: they bound memory as cells do.
  private(set) var weight = 0

  /// Cells that take as much memory as a page's registers do, about.
  private static let weightOfEstimate = 64

  deinit {
    for index in sites.indices { sites[index].free() }
    for index in pages.indices { pages[index].free() }
  }

  @inline(__always)
  func add(_ hit: Hit, isPageView: Bool) {
    let page = Int(hit.page)
    if page >= pages.count { growPages(to: page + 1) }
    let isFew = hit.flags.contains(.needsFewVisitors)
    if pages[page].add(hit.visitorOfPage, isFew: isFew) {
      weight += VisitorSheet.weightOfEstimate
    }
    guard isPageView else { return }
    let site = Int(hit.site)
    if site >= sites.count { growSites(to: site + 1) }
    _ = sites[site].add(hit.visitorOfSite)
  }

  @inline(never)
  private func growPages(to count: Int) {
    let new = max(count, pages.count * 2, 64)
    weight += (new - pages.count) / 2
    pages.append(
      contentsOf: repeatElement(
        VisitorSketch(precision: VisitorSketch.ofPage), count: new - pages.count))
  }

  @inline(never)
  private func growSites(to count: Int) {
    sites.append(
      contentsOf: repeatElement(
        VisitorSketch(precision: VisitorSketch.ofSite), count: count - sites.count))
  }

  /// Hands a sketch over, leaving an empty one.
  func takeSite(_ number: Int) -> VisitorSketch {
    let sketch = sites[number]
    sites[number] = VisitorSketch(precision: VisitorSketch.ofSite)
    return sketch
  }

  func takePage(_ number: Int) -> VisitorSketch {
    let sketch = pages[number]
    pages[number] = VisitorSketch(precision: VisitorSketch.ofPage)
    return sketch
  }
}
