public import Traffic

/// The visitors of a batch, day by day, under the batch's numbers of sites and pages.
public final class BatchVisitors {
  /// The visitors of one day.
  public struct DayVisitors {
    /// Which key they have their tokens under; 0 where there was more than one.
    public var key: UInt64
    /// By the batch's numbers; empty sketches for sites without visitors.
    public internal(set) var sites: [VisitorSketch]
    /// By the batch's numbers; empty sketches for pages without visitors.
    public internal(set) var pages: [VisitorSketch]
    /// What they fetched, sorted.
    public internal(set) var fetches: [Fetch] = []
    /// Whether the marks that tell people apart are each page's own already.
    public internal(set) var isKeyed = false

    /// A day without visitors.
    init(key: UInt64, sites: Int, pages: Int) {
      self.key = key
      self.sites = Array(repeating: VisitorSketch(precision: VisitorSketch.ofSite), count: sites)
      self.pages = Array(repeating: VisitorSketch(precision: VisitorSketch.ofPage), count: pages)
    }
  }

  public private(set) var days: [Day: DayVisitors] = [:]

  public init() {}

  deinit {
    for day in days.values {
      for var sketch in day.sites { sketch.free() }
      for var sketch in day.pages { sketch.free() }
    }
  }

  /// Takes over what one worker has of a day.
  ///
  /// - Parameters:
  ///   - sites: The batch's numbers of the worker's sites.
  ///   - pages: The batch's numbers of the worker's pages.
  ///   - counts: How many sites and pages the batch has.
  func take(
    _ sheet: inout VisitorCounters, of day: Day, key: UInt64, sites: [Int32], pages: [Int32],
    counts: (sites: Int, pages: Int)
  ) {
    var known =
      days.removeValue(forKey: day)
      ?? DayVisitors(key: key, sites: counts.sites, pages: counts.pages)
    if known.key != key { known.key = 0 }
    sheet.take { number, sketch in
      BatchVisitors.add(sketch, to: &known.sites[Int(sites[number])])
    } page: { number, sketch in
      BatchVisitors.add(sketch, to: &known.pages[Int(pages[number])])
    }
    days[day] = known
  }

  /// Takes the visitors of a day that none are known of.
  func set(_ visitors: DayVisitors, on day: Day) { days[day] = visitors }

  /// Notes what a day's visitors fetched.
  func note(_ fetches: [Fetch], on day: Day) {
    if !fetches.isEmpty { days[day]?.fetches = fetches }
  }

  private static func add(_ sketch: VisitorSketch, to known: inout VisitorSketch) {
    guard !known.isEmpty else {
      known = sketch
      return
    }
    var sketch = sketch
    known.merge(sketch)
    sketch.free()
  }
}
