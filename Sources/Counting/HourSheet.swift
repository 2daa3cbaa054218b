internal import Hits
internal import Traffic

/// All counts of one hour. Logs come mostly in order of time, so the sheet in use stays in cache.
struct HourSheet {
  var pages = Cells()
  var clients = Cells()
  var statuses = Cells()
  var kinds = Cells()

  var count: Int { pages.count + clients.count + statuses.count + kinds.count }

  @inline(__always)
  mutating func add(_ hit: Hit) {
    let pageViews: UInt32 = hit.kind == HitKind.pageView.rawValue ? 1 : 0
    let site = UInt32(hit.site) << 16
    pages.add(hit.page << 4 | UInt32(hit.device), pageViews: pageViews, bytes: hit.bytes)
    clients.add(site | UInt32(hit.client), pageViews: pageViews, bytes: 0)
    statuses.add(site | UInt32(hit.status), pageViews: 0, bytes: 0)
    kinds.add(site | UInt32(hit.kind), pageViews: 0, bytes: hit.bytes)
  }

  mutating func free() {
    pages.free()
    clients.free()
    statuses.free()
    kinds.free()
  }
}
