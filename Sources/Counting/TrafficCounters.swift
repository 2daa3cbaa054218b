public import Hits
internal import Traffic

/// One worker's counts since the last batch: no locks, since no other thread sees them.
///
/// Counting commutes: any order of hits, over any number of workers, rolls up to the same rows.
@safe
public final class TrafficCounters {
  private(set) var sheets: [Int32: UnsafeMutablePointer<HourCounters>] = unsafe [:]
  private var lastHour = Int32.min
  private var lastSheet: UnsafeMutablePointer<HourCounters>?
  /// The sheet that was opened last: what the next one is like. If any sheet served, lines that come back to a
  /// full one could give each of many hours of a single line its size.
  private var newestSheet: UnsafeMutablePointer<HourCounters>?
  private var countOfOthers = 0
  /// Visitors, by days since 1970-01-01.
  private(set) var days: [Int32: UnsafeMutablePointer<VisitorCounters>] = unsafe [:]
  private var lastDay: UnsafeMutablePointer<VisitorCounters>?
  private var weightOfOtherDays = 0

  public init() {}

  deinit {
    unsafe sheets.values.forEach { sheet in
      // SAFETY: each sheet was allocated by `sheet(of:)` and is freed here only.
      unsafe sheet.pointee.free()
      unsafe sheet.deallocate()
    }
    unsafe days.values.forEach { sheet in
      // SAFETY: as above; allocated by `open(_:)`.
      unsafe sheet.pointee.free()
      unsafe sheet.deallocate()
    }
  }

  /// The cells in use: what bounds memory.
  public var count: Int {
    unsafe countOfOthers + (lastSheet?.pointee.count ?? 0) + weightOfOtherDays
      + (lastDay?.pointee.weight ?? 0)
  }

  /// Adds hits.
  ///
  /// - Complexity: O(*n*).
  public func add(_ hits: UnsafeBufferPointer<Hit>) {
    // SAFETY: the index is within the buffer; the sheet lives as long as `self`.
    guard let base = hits.baseAddress else { return }
    var hour = lastHour
    var sheet = unsafe lastSheet
    var visitors = unsafe lastDay
    // What is of the hour and the day in hand, as nearly all is.
    for index in 0..<hits.count {
      unsafe sheet?.pointee.prefetch(base[index])
      unsafe visitors?.pointee.prefetch(base[index])
    }
    for index in 0..<hits.count {
      let hit = unsafe base[index]
      if hit.hour != hour {
        unsafe sheet = self.sheet(of: hit.hour)
        hour = hit.hour
        unsafe visitors = lastDay
      }
      unsafe sheet.unsafelyUnwrapped.pointee.add(hit)
      unsafe visitors.unsafelyUnwrapped.pointee.addLink(of: hit)
      if hit.visitorOfPage != 0 {
        unsafe visitors.unsafelyUnwrapped.pointee.add(
          hit, isPageView: hit.kind == HitKind.pageView.rawValue)
      }
    }
  }

  /// Whether one more visitor of a page would change nothing in an hour, as far as is known at once,
  /// where enough of them is ``VisitorSketch/few``.
  public func hasFewVisitors(page: UInt32, hour: Int32) -> Bool {
    // The hour in hand is of the day in hand.
    guard hour == lastHour, let day = unsafe lastDay else { return false }
    return unsafe day.pointee.hasFew(page: Int(page))
  }

  /// Lends the sheets of an hour and of its day.
  func withSheets<Failure: Error>(
    of hour: Int32,
    _ body: (inout HourCounters, inout VisitorCounters) throws(Failure) -> Void
  ) throws(Failure) {
    let sheet = unsafe sheet(of: hour)
    // SAFETY: both live as long as `self`; the day in hand is the hour's.
    try unsafe body(&sheet.pointee, &lastDay.unsafelyUnwrapped.pointee)
  }

  private func sheet(of hour: Int32) -> UnsafeMutablePointer<HourCounters> {
    countOfOthers += unsafe lastSheet?.pointee.count ?? 0
    let sheet: UnsafeMutablePointer<HourCounters>
    if let known = unsafe sheets[hour] {
      unsafe sheet = known
      countOfOthers -= unsafe known.pointee.count
    } else {
      unsafe sheet = .allocate(capacity: 1)
      // SAFETY: sheets live as long as `self`.
      let like = unsafe newestSheet?.pointee
      unsafe sheet.initialize(to: like.map(HourCounters.init(expecting:)) ?? HourCounters())
      unsafe sheets[hour] = sheet
      unsafe newestSheet = sheet
    }
    let day = Hour(rawValue: hour).day
    if unsafe lastDay == nil || Hour(rawValue: lastHour).day != day { open(day) }
    lastHour = hour
    unsafe lastSheet = sheet
    return unsafe sheet
  }

  private func open(_ day: Day) {
    weightOfOtherDays += unsafe lastDay?.pointee.weight ?? 0
    let sheet: UnsafeMutablePointer<VisitorCounters>
    if let known = unsafe days[day.rawValue] {
      unsafe sheet = known
      weightOfOtherDays -= unsafe known.pointee.weight
    } else {
      unsafe sheet = .allocate(capacity: 1)
      unsafe sheet.initialize(to: VisitorCounters())
      unsafe days[day.rawValue] = sheet
    }
    unsafe lastDay = sheet
  }
}
