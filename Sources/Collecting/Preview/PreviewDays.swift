internal import AccessLog
internal import Counting
internal import Traffic

/// The visitors of the days that a preview has seen, in memory only; too many days at once, and
/// those that were not asked for the longest time are closed.
struct PreviewDays {
  /// The visitors of one day.
  final class Counts {
    fileprivate let visitors: OpenDay
    private var reached: [PageTag: Int64] = [:]

    fileprivate init(key: UInt64) { visitors = OpenDay(key: key) }

    /// Adds visitors of a site or a page, and says how many people it had on this day, and has now.
    func add(_ sketch: VisitorSketch, of tag: PageTag) -> (before: Int64, now: Int64) {
      let before = reached[tag] ?? 0
      let now = max(before, visitors.add(sketch, of: tag).people)
      reached[tag] = now
      return (before, now)
    }
  }

  /// The most days that are open at once.
  private static let maxDays = 40
  /// The most pages' visitors, over all days, that are kept while there is more than one.
  private static let maxSketches = 500_000

  private let keyring: VisitorKeyring
  /// The open days, the latest used last.
  private var open: [(day: Day, counts: Counts)] = []
  private var closed: Set<Day> = []
  /// Whether there were visitors of a day that was closed.
  private(set) var lacksVisitors = false

  init(keyring: VisitorKeyring) { self.keyring = keyring }

  /// Lends the visitors of a day, unless it is closed: who came later cannot be told from those who
  /// came before, and so is left out.
  mutating func open(_ day: Day, key: UInt64, _ body: (Counts) -> Void) {
    let known = open.firstIndex { $0.day == day }.map { open.remove(at: $0).counts }
    guard key != 0, !closed.contains(day), known.map({ $0.visitors.key == key }) ?? true else {
      lacksVisitors = true
      return
    }
    let counts = known ?? Counts(key: key)
    body(counts)
    open.append((day, counts))
    while open.count > 1,
      open.count > PreviewDays.maxDays
        || open.reduce(0, { $0 + $1.counts.visitors.count }) > PreviewDays.maxSketches
    {
      let (day, _) = open.removeFirst()
      closed.insert(day)
      keyring.forget(day)
    }
  }
}
