/// A table of counts, described once: what it counts, by what, and what may be known of it.
///
/// Whoever does something with all tables - schema, commit, merge, roll-up by age, audit, notice -
/// goes over ``CountTable/all`` and asks these facts, so that none can be forgotten.
public struct CountTable: Hashable, Sendable {
  /// Its name in the database, as `country_day`.
  public let name: String
  /// The view of it that is promised to those who ask with SQL of their own.
  public let view: String
  public let grain: Grain
  /// What tells apart its rows of one hour or day.
  public let dimensions: [CountDimension]
  public let measures: [CountMeasure]
  public let storage: Storage
  /// How its sums are to those of the whole: for each measure, in their order.
  public let bounds: [Bound]

  /// The time that a row is of.
  public enum Grain: Hashable, Sendable {
    case hour
    case day

    /// The column that has it.
    public var column: String { self == .hour ? "hour" : "day" }
  }

  /// How rows are kept.
  public enum Storage: Hashable, Sendable {
    /// A column a dimension, all of them together the key.
    case columns
    /// Hour, page and device in one number: for the largest table (<doc:Schema>).
    case packedKey
  }

  /// How the sum of a measure is to the whole, which `client_hour` has, or `kind_hour` for bytes.
  public enum Bound: Hashable, Sendable {
    /// Every hit is counted once.
    case whole
    /// Some of the hits are.
    case partOf(CountMeasure)
    /// Visitors are estimates, of no more people than there are hits.
    case visitors
  }

  public init(
    _ name: String, view: String, by grain: Grain, _ dimensions: [CountDimension],
    _ measures: [CountMeasure], bounds: [Bound], storage: Storage = .columns
  ) {
    precondition(bounds.count == measures.count)
    (self.name, self.view, self.grain) = (name, view, grain)
    (self.dimensions, self.measures) = (dimensions, measures)
    (self.bounds, self.storage) = (bounds, storage)
  }

  public func has(_ dimension: CountDimension) -> Bool { dimensions.contains(dimension) }

  /// The dimensions that are members of closed sets, or values: those without names of their own.
  public var numbered: [CountDimension] {
    dimensions.filter { ![.site, .page, .referrer, .campaign].contains($0) }
  }
}
