import TrafficStore

/// Some hidden counts of which the sum is known: what a reader can tell of each of them.
///
/// The reader knows the rules, which of the counts there are, and all that is published. He may run the rules on each
/// world that may be, and drop those of which something else would be published. What holds against him: a hidden
/// count that is too small, from 1 to one less than the threshold, may be one of so many that the least and the most
/// of them are ``Threshold/width`` apart. What does not:
///
/// - where all parts of a whole together have hardly more than one each, the whole tells what they are;
/// - with a threshold of 2, only 1 is too small, so that what is hidden for that is 1. What is hidden beside it may
///   be exchanged with it, but not where that says nothing about people (``Suppression/isNonPersonal``), or where the
///   reader knows more of the parts (``Suppression/known``);
/// - where the reader knows how much each part can be at most, as entries are some of a page's views, that and the order
///   in which more is hidden can tell: of 24,000 numbers of made-up sites seven in ten thousand, some of them exactly;
/// - who knows by other means which of the hidden counts are large may find a narrower interval.
struct HiddenCounts {
  private(set) var count: Int64 = 0
  private(set) var sum: Int64 = 0
  /// The sum of their ranks.
  private var ranks: Int64 = 0
  private var smallest = Int64.max
  private var largest = Int64.min
  private let threshold: Threshold

  init(_ threshold: Threshold) { self.threshold = threshold }

  init(_ counts: some Sequence<Int64>, _ threshold: Threshold) {
    self.init(threshold)
    for count in counts { add(count) }
  }

  /// Counts, too small each, of which no more than the sum is known.
  init(count: Int64, sum: Int64, _ threshold: Threshold) {
    self.init(threshold)
    (self.count, self.sum, ranks) = (count, sum, sum)
  }

  /// Which of the counts that are too small one is, from 1 on; one that is not too small goes on from there.
  static func rank(_ value: Int64, _ threshold: Threshold) -> Int64 {
    value < 0 ? value + threshold.least : value
  }

  /// Adds a count; nothing is none.
  ///
  /// - Parameter isAlone: Whether no part that is shown has the same count.
  mutating func add(_ value: Int64, isAlone: Bool = true) {
    guard value != 0 else { return }
    change(value, by: 1)
    if isAlone { (smallest, largest) = (min(smallest, value), max(largest, value)) }
  }

  /// Takes a count out again.
  mutating func remove(_ value: Int64) {
    if value != 0 { change(value, by: -1) }
  }

  private mutating func change(_ value: Int64, by step: Int64) {
    count += step
    sum += step * value
    ranks += step * HiddenCounts.rank(value, threshold)
  }

  /// Whether all of them may be too small, each of them this or that.
  ///
  /// Each is at least the sum less the most that the others can be, and at most the sum less one for each of them.
  var areOpen: Bool { areOpen(with: 0) }

  /// Whether they are open, and would be with so much more or less.
  func areOpen(with margin: Int64) -> Bool {
    isOpen(ranks - margin) && isOpen(ranks + margin)
  }

  private func isOpen(_ sum: Int64) -> Bool {
    let mostEach = threshold.least - 1
    let least = max(1, sum - (count - 1) * mostEach)
    let most = min(mostEach, sum - (count - 1))
    return most - least >= threshold.width
  }

  /// Whether the smallest and the largest of them are so far apart that nothing is known of either, where any two may be
  /// exchanged.
  var areFarApart: Bool { largest > smallest && largest - smallest >= threshold.width }

  /// Whether the mean is less than that of others, each when something is taken away.
  func mean(without less: Int64, isLessThan other: HiddenCounts, without otherLess: Int64) -> Bool {
    (ranks - less) * other.count < (other.ranks - otherLess) * count
  }
}
