/// How long responses took, as one of 160 classes on a logarithmic scale: counts of classes can be
/// added up over any span, and percentiles read from the sums.
///
/// Class *n* ends at 2^((*n* - 1)/8) tenths of a millisecond, so a percentile is at most 9 % above the
/// true one. The first class is all up to 0.1 ms, the last all from about 100 s.
public struct ResponseTime: RawRepresentable, Hashable, Comparable, Sendable {
  /// 1 to 160; 0 where no time was logged.
  public var rawValue: UInt8

  public static var none: ResponseTime { ResponseTime(rawValue: 0) }
  /// The number of the last class.
  public static let last: UInt8 = 160

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The class of a time in microseconds.
  ///
  /// - Complexity: O(1).
  public init(microseconds: UInt64) {
    let tenths = Double(microseconds) / 100
    // The binary exponent tells the octave; the ends within it, which eighth of it.
    var rank = tenths > 1 ? min(Int(tenths.exponent), 19) * 8 + 1 : 1
    let ends = ResponseTime.ends
    while rank < Int(ResponseTime.last), ends[rank] * 10 < tenths { rank += 1 }
    rawValue = UInt8(rank)
  }

  /// The upper end of the class, in milliseconds.
  public var milliseconds: Double { ResponseTime.ends[Int(min(rawValue, ResponseTime.last))] }

  /// Ends of the classes in milliseconds: 0.1 ms times the eighth roots of powers of two.
  private static let ends: [Double] = {
    // The eighth root of two, from IEEE 754's correctly rounded square root.
    let eighth = 2.0.squareRoot().squareRoot().squareRoot()
    var ends = [0.0]
    for rank in 1...Int(last) {
      let octave = Double(UInt64(1) << UInt64((rank - 1) / 8))
      var step = 1.0
      for _ in 0..<((rank - 1) % 8) { step *= eighth }
      ends.append(octave * step / 10)
    }
    return ends
  }()

  public static func < (left: ResponseTime, right: ResponseTime) -> Bool {
    left.rawValue < right.rawValue
  }
}
