public import Traffic

/// What servers of one fleet share, so that each tells a day's visitors apart under the same key.
///
/// Each day's state follows from that of the day before by a keyed hash, and so does the day's secret.
/// Whoever has a state has all days from then on, and nothing of those before: once every server has
/// gone on to a later day, nobody can tell who came on an earlier one.
public struct DayRatchet: Sendable {
  /// The first day whose secret can be had.
  public let day: Day
  private let state: SecretBytes

  /// Bytes of a state.
  public static let length = 32

  /// The days a ratchet reaches ahead, some ten years: each takes a step of some microseconds,
  /// and a log may claim any time.
  public static let reach: Int32 = 3660

  /// A ratchet from its bytes; `nil` where there are more or fewer.
  public init?(day: Day, state: SecretBytes) {
    guard state.count == DayRatchet.length else { return nil }
    self.day = day
    self.state = state
  }

  /// A new random one that begins with a day.
  public init(from day: Day) {
    self.day = day
    state = SecretBytes(randomCount: DayRatchet.length)
  }

  /// The secret of a day; `nil` for one that is over, or beyond reach.
  ///
  /// - Complexity: O(*n*) in the days between.
  public func secret(of day: Day) -> SecretBytes? {
    guard let there = advanced(to: day), there.day == day else { return nil }
    return SecretBytes(from: there.state, for: "day", count: VisitorKey.length)
  }

  /// The ratchet as it is on a later day, or this one where it is there already; `nil` beyond reach.
  public func advanced(to day: Day) -> DayRatchet? {
    guard day > self.day else { return self }
    // An invitation may be of any day there is a number for.
    let steps = Int64(day.rawValue) - Int64(self.day.rawValue)
    guard steps <= DayRatchet.reach else { return nil }
    var state = state
    for _ in 0..<steps {
      state = SecretBytes(from: state, for: "next day", count: DayRatchet.length)
    }
    return DayRatchet(day: day, state: state)
  }

  /// Lends the bytes of the state, to be written to its file.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    try unsafe state.withBytes(body)
  }
}
