import Traffic
import TrafficStore

/// The windows of a period, and what is known of the days of each: what its parts are parts of.
struct KnownWindows {
  /// A window, and so much of its totals as is asked for of one.
  struct Window {
    var window: PublishedWindow
    var pageViews: Int64
    var others: Int64
  }

  /// In the order of sites and days.
  private(set) var windows: [Window] = []
  /// What all of them have together.
  private(set) var total = TrafficTotals()
  /// How many days they have.
  private(set) var lengths: Set<Int> = []

  /// Adds a window that follows all others.
  mutating func add(_ window: PublishedWindow, _ totals: TrafficTotals) {
    windows.append(
      Window(window: window, pageViews: totals.pageViews, others: totals.others))
    total += totals
    lengths.insert(window.days.dayCount)
  }

  /// How much of the period is known.
  var share: KnownShare {
    windows.reduce(into: KnownShare()) {
      $0.add($1.window.site, days: $1.window.days.dayCount, views: $1.pageViews)
    }
  }

  /// The place of a window; `nil` where it is none of them.
  ///
  /// - Parameter last: The place of one that was asked for before: it is often the same, or the next one.
  /// - Complexity: O(log *n*).
  func place(of window: PublishedWindow, after last: Int) -> Int? {
    for place in last...last + 1 where place < windows.count && windows[place].window == window {
      return place
    }
    var (low, high) = (0, windows.count)
    while low < high {
      let middle = (low + high) / 2
      if windows[middle].window.precedes(window) { low = middle + 1 } else { high = middle }
    }
    return low < windows.count && windows[low].window == window ? low : nil
  }
}

extension PublishedWindow {
  /// Whether it is of a site before another's, or ends before another of the same one.
  fileprivate func precedes(_ other: PublishedWindow) -> Bool {
    (site, days.upperBound) < (other.site, other.days.upperBound)
  }
}
