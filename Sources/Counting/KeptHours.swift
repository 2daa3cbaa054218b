internal import Traffic

/// The hours of a batch that are kept, in order, and what there is in the others.
struct KeptHours {
  private(set) var hours: [Int32]
  private(set) var hitsTooOld: Int64 = 0
  /// By worker, the numbers of sites and pages in kept hours; `nil` where all hours are kept.
  private(set) var used: [UsedNumbers]?

  /// Which of a worker's numbers are in use.
  struct UsedNumbers {
    var sites: Set<UInt32> = []
    var pages: Set<UInt32> = []
  }

  /// - Complexity: O(*n* log *n*) in the hours, and O(*n*) in the cells where some are not kept.
  init(of workers: [TrafficCounters], from firstDay: Day) {
    let all = Set(workers.flatMap { unsafe Array($0.sheets.keys) }).sorted()
    hours = all.filter { Hour(rawValue: $0).day >= firstDay }
    guard hours.count < all.count else { return }
    used = workers.map { worker in
      var used = UsedNumbers()
      for hour in unsafe Array(worker.sheets.keys) {
        // SAFETY: the sheets live as long as their counters, which `workers` holds.
        guard let sheet = unsafe worker.sheets[hour].map({ unsafe $0.pointee }) else { continue }
        if Hour(rawValue: hour).day < firstDay {
          sheet.answers.forEach { hitsTooOld += Int64($0.hits) }
        } else {
          sheet.answers.forEach { used.sites.insert($0.key >> 16) }
          sheet.pages.forEach { used.pages.insert($0.key >> 4) }
        }
      }
      return used
    }
  }
}
