public import Hits

/// One worker's counts since the last batch: no locks, since no other thread sees them.
///
/// Counting commutes: any order of hits, over any number of workers, rolls up to the same rows.
@safe
public final class TrafficCounters {
  private(set) var sheets: [Int32: UnsafeMutablePointer<HourSheet>] = unsafe [:]
  private var lastHour = Int32.min
  private var lastSheet: UnsafeMutablePointer<HourSheet>?
  private var countOfOthers = 0

  public init() {}

  deinit {
    unsafe sheets.values.forEach { sheet in
      // SAFETY: each sheet was allocated by `sheet(of:)` and is freed here only.
      unsafe sheet.pointee.free()
      unsafe sheet.deallocate()
    }
  }

  /// The cells in use: what bounds memory.
  public var count: Int {
    unsafe countOfOthers + (lastSheet?.pointee.count ?? 0)
  }

  /// Adds hits.
  ///
  /// - Complexity: O(*n*).
  public func add(_ hits: UnsafeBufferPointer<Hit>) {
    // SAFETY: the index is within the buffer; the sheet lives as long as `self`.
    guard let base = hits.baseAddress else { return }
    var hour = lastHour
    var sheet = unsafe lastSheet
    for index in 0..<hits.count {
      let hit = unsafe base[index]
      if hit.hour != hour {
        unsafe sheet = self.sheet(of: hit.hour)
        hour = hit.hour
      }
      unsafe sheet.unsafelyUnwrapped.pointee.add(hit)
    }
  }

  private func sheet(of hour: Int32) -> UnsafeMutablePointer<HourSheet> {
    countOfOthers += unsafe lastSheet?.pointee.count ?? 0
    let sheet: UnsafeMutablePointer<HourSheet>
    if let known = unsafe sheets[hour] {
      unsafe sheet = known
      countOfOthers -= unsafe known.pointee.count
    } else {
      unsafe sheet = .allocate(capacity: 1)
      unsafe sheet.initialize(to: HourSheet())
      unsafe sheets[hour] = sheet
    }
    lastHour = hour
    unsafe lastSheet = sheet
    return unsafe sheet
  }
}
