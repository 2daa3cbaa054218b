internal import Hits
internal import Traffic

/// All counts of one hour. Logs come mostly in order of time, so the sheet in use stays in cache.
struct HourSheet {
  var pages = Cells<UInt32>()
  var clients = Cells<UInt32>()
  /// By status and kind at once, since every line has both; see ``answer(status:kind:)``.
  var answers = Cells<UInt32>()
  // These become rows of days when the hours are rolled up.
  var referrers = Cells<UInt32>()
  var campaigns = Cells<UInt32>()
  var countries = Cells<UInt32>()
  var times = Cells<UInt32>()

  /// Cells in use.
  var count: Int {
    pages.count + clients.count + answers.count + referrers.count + campaigns.count
      + countries.count + times.count
  }

  /// Asks for the memory that a hit will be added to, where there is much of it.
  @inline(__always)
  func prefetch(_ hit: Hit) {
    pages.prefetch(HourSheet.pageKey(of: hit))
    clients.prefetch(HourSheet.clientKey(of: hit))
  }

  @inline(__always)
  private static func pageKey(of hit: Hit) -> UInt32 { hit.page << 4 | UInt32(hit.device) }

  @inline(__always)
  private static func clientKey(of hit: Hit) -> UInt32 {
    UInt32(hit.site) << 16 | UInt32(hit.client)
  }

  @inline(__always)
  mutating func add(_ hit: Hit) {
    let pageViews: UInt32 = hit.kind == HitKind.pageView.rawValue ? 1 : 0
    let site = UInt32(hit.site) << 16
    let visits: UInt32 = hit.flags.contains(.visit) ? 1 : 0
    pages.add(
      HourSheet.pageKey(of: hit), pageViews: pageViews, visits: visits, bytes: hit.bytes)
    clients.add(HourSheet.clientKey(of: hit), pageViews: pageViews, bytes: 0)
    answers.add(
      site | HourSheet.answer(status: hit.status, kind: hit.kind), pageViews: 0, bytes: hit.bytes)
    if hit.time != 0 {
      times.add(hit.page << 8 | UInt32(hit.time), pageViews: 0, bytes: 0)
    }
    // Where programs come from, and which links they follow, tells nothing about visitors.
    guard hit.kind != HitKind.bot.rawValue else { return }
    if hit.country != Hit.unasked {
      countries.add(site | UInt32(hit.country), pageViews: pageViews, bytes: 0)
    }
    guard pageViews == 1 else { return }
    if hit.referrer != Hit.unasked {
      referrers.add(site | UInt32(hit.referrer), pageViews: 1, bytes: 0)
    }
    if hit.campaign != Hit.unasked {
      campaigns.add(site | UInt32(hit.campaign), pageViews: 1, bytes: 0)
    }
  }

  /// A status of three digits and a kind as one number of 16 bits.
  @inline(__always)
  private static func answer(status: UInt16, kind: UInt8) -> UInt32 {
    UInt32(status & 0xfff) << 4 | UInt32(kind & 15)
  }

  /// The status in the number of an answer.
  static func status(ofAnswer number: Int) -> StatusCode {
    StatusCode(rawValue: UInt16(truncatingIfNeeded: number >> 4))
  }

  /// The kind in the number of an answer.
  static func kind(ofAnswer number: Int) -> HitKind {
    HitKind(rawValue: UInt8(truncatingIfNeeded: number & 15)) ?? .other
  }

  mutating func free() {
    pages.free()
    clients.free()
    answers.free()
    referrers.free()
    campaigns.free()
    countries.free()
    times.free()
  }
}
