/// What is to be unusual enough to be said.
struct AlertRules: Hashable {
  /// So many hours without a page view.
  var hoursWithoutTraffic: Int?
  /// So many times as many page views in an hour as usual.
  var spike: Double?
  /// So many of a hundred hits answered with a server error.
  var errorPercent: Double?

  var isEmpty: Bool { self == AlertRules() }

  /// `24h` or `2d` as hours, up to 31 days; `nil` for anything else.
  static func hours(_ text: String) -> Int? {
    guard let unit = text.last, let number = Int(text.dropLast()), (1...744).contains(number),
      text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") })
    else { return nil }
    switch unit {
    case "h": return number
    case "d" where number <= 31: return number * 24
    default: return nil
    }
  }

  /// `3` or `2.5`, from 1.5 to 1000; `nil` for anything else.
  static func times(_ text: String) -> Double? { number(text, 1.5...1000) }

  /// `5%`, `5` or `0.5%`, from 0.1 to 100; `nil` for anything else.
  static func percent(_ text: String) -> Double? {
    number(text.hasSuffix("%") ? String(text.dropLast()) : text, 0.1...100)
  }

  private static func number(_ text: String, _ range: ClosedRange<Double>) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }),
      let number = Double(text), range.contains(number)
    else { return nil }
    return number
  }
}
