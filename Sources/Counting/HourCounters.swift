internal import Hits
internal import Traffic

/// All counts of one hour. Logs come mostly in order of time, so the sheet in use stays in cache.
struct HourCounters {
  var pages = CounterTable<TrafficCell>()
  var clients = CounterTable<TrafficCell>()
  /// By status and kind at once, since every line has both; see ``answer(status:kind:)``.
  var answers = CounterTable<TrafficCell>()
  // These become rows of days when the hours are rolled up.
  var referrers = CounterTable<TrafficCell>()
  var campaigns = CounterTable<TrafficCell>()
  var countries = CounterTable<TrafficCell>()
  var times = CounterTable<TrafficCell>()

  init() {}

  /// The counters of one more hour, with room for about as many pages as another one has.
  init(expecting other: HourCounters) {
    pages = CounterTable(expecting: other.pages.count)
    clients = CounterTable(expecting: other.clients.count)
  }

  /// CounterTable in use.
  var count: Int {
    pages.count + clients.count + answers.count + referrers.count + campaigns.count
      + countries.count + times.count
  }

  /// Asks for the memory that a hit will be added to, where there is much of it.
  @inline(__always)
  func prefetch(_ hit: Hit) {
    pages.prefetch(HourCounters.pageKey(of: hit))
    clients.prefetch(HourCounters.clientKey(of: hit))
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
    pages.add(HourCounters.pageKey(of: hit)) {
      $0.add(pageViews: pageViews, visits: visits, bytes: hit.bytes)
    }
    clients.add(HourCounters.clientKey(of: hit)) { $0.add(pageViews: pageViews) }
    answers.add(site | HourCounters.answer(status: hit.status, kind: hit.kind)) {
      $0.add(pageViews: 0, bytes: hit.bytes)
    }
    if hit.time != 0 { times.add(hit.page << 8 | UInt32(hit.time)) }
    // Where programs come from, and which links they follow, tells nothing about visitors.
    guard hit.kind != HitKind.bot.rawValue else { return }
    if hit.country != Hit.absent {
      countries.add(site | UInt32(hit.country)) { $0.add(pageViews: pageViews) }
    }
    guard pageViews == 1 else { return }
    if hit.referrer != Hit.absent {
      referrers.add(site | UInt32(hit.referrer)) { $0.add(pageViews: 1) }
    }
    if hit.campaign != Hit.absent {
      campaigns.add(site | UInt32(hit.campaign)) { $0.add(pageViews: 1) }
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
