/// How far a clock on the wall is ahead of UTC, in quarters of an hour: all that zones have been since October 1979.
public struct UTCOffset: RawRepresentable, Hashable, Sendable {
  /// Quarters of an hour east of UTC: from -63 to 64, where zones have from -48 to 56.
  public var rawValue: Int8

  public init(rawValue: Int8) { self.rawValue = max(-63, min(64, rawValue)) }

  /// The nearest to some seconds east of UTC: those of before can be any.
  public init(_ seconds: Int32) {
    let quarters = (Double(seconds) / 900).rounded()
    self.init(rawValue: Int8(max(-63, min(64, quarters))))
  }

  public static let utc = UTCOffset(rawValue: 0)

  /// Seconds east of UTC.
  public var seconds: Int64 { Int64(rawValue) * 900 }
}

extension UTCOffset: LosslessStringConvertible {
  /// `Z` or `+02:00`, as RFC 3339, section 5.6, has it.
  public init?(_ description: String) {
    if description == "Z" {
      self = .utc
      return
    }
    let digits = Array(description.utf8)
    guard digits.count == 6, digits[3] == UInt8(ascii: ":"), description != "-00:00",
      digits[0] == UInt8(ascii: "+") || digits[0] == UInt8(ascii: "-"),
      [1, 2, 4, 5].allSatisfy({ (0x30...0x39).contains(digits[$0]) })
    else { return nil }
    func number(_ index: Int) -> Int {
      Int(digits[index] - 0x30) * 10 + Int(digits[index + 1] - 0x30)
    }
    let minutes = number(1) * 60 + number(4)
    guard number(4) <= 59, minutes % 15 == 0, minutes <= 945 else { return nil }
    self.init(rawValue: Int8(digits[0] == UInt8(ascii: "+") ? minutes / 15 : -minutes / 15))
  }

  public var description: String {
    if rawValue == 0 { return "Z" }
    let minutes = abs(Int(rawValue)) * 15
    return
      "\(rawValue < 0 ? "-" : "+")\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))"
  }
}
