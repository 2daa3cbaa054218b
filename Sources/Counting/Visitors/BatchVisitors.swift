public import Traffic

/// The visitors of a batch, day by day, under the batch's numbers of sites and pages.
public final class BatchVisitors {
  /// The visitors of one day.
  public struct DayVisitors {
    /// Which key they have their tokens under; 0 where there was more than one.
    public var key: UInt64
    public fileprivate(set) var sites: [Int32: VisitorSketch] = [:]
    public fileprivate(set) var pages: [Int32: VisitorSketch] = [:]
  }

  public private(set) var days: [Day: DayVisitors] = [:]

  public init() {}

  deinit {
    for day in days.values {
      for var sketch in day.sites.values { sketch.free() }
      for var sketch in day.pages.values { sketch.free() }
    }
  }

  /// Takes over what one worker has of a day.
  func take(
    _ sheet: inout VisitorSheet, of day: Day, key: UInt64, sites: [Int32], pages: [Int32]
  ) {
    var known = days.removeValue(forKey: day) ?? DayVisitors(key: key)
    if known.key != key { known.key = 0 }
    sheet.take { number, sketch in
      BatchVisitors.add(sketch, to: &known.sites, at: sites[number])
    } page: { number, sketch in
      BatchVisitors.add(sketch, to: &known.pages, at: pages[number])
    }
    days[day] = known
  }

  private static func add(
    _ sketch: VisitorSketch, to sketches: inout [Int32: VisitorSketch], at number: Int32
  ) {
    var sketch = sketch
    guard let known = sketches[number] else {
      sketches[number] = sketch
      return
    }
    var merged = known
    merged.merge(sketch)
    sketch.free()
    sketches[number] = merged
  }
}
