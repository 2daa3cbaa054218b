import Traffic
import TrafficReport

/// Numbers as a language writes them.
struct NumberStyle: Hashable, Sendable {
  let language: Language
  /// What parts thousands.
  private let group: String
  private let point: String

  /// Does not break, and is narrower than a space.
  private static let narrowSpace = "\u{202F}"
  private static let noBreak = "\u{A0}"

  /// - Parameter isPlain: Whether thousands of English are parted by commas, as in plain text.
  init(_ language: Language, isPlain: Bool = false) {
    self.language = language
    group = isPlain && language == .english ? "," : NumberStyle.narrowSpace
    point = language == .english ? "." : ","
  }

  /// `1234567` as `1 234 567`.
  func count(_ number: Int64) -> String {
    (number < 0 ? "−" : "") + DigitGroups.text(ofMagnitude: number.magnitude, separator: group)
  }

  /// `1234567` as `1.2 MB`: decimal units (IEC 80000-13), one digit after the point.
  func bytes(_ number: Int64) -> String {
    let magnitude = Double(number.magnitude)
    guard magnitude >= 1000 else { return "\(number)\(NumberStyle.noBreak)B" }
    var value = magnitude
    var unit = ""
    for name in ["kB", "MB", "GB", "TB", "PB", "EB"] {
      value /= 1000
      unit = name
      // What rounds to 1000.0 is 1.0 of the next unit.
      if value < 999.95 { break }
    }
    return (number < 0 ? "−" : "") + tenths(value) + NumberStyle.noBreak + unit
  }

  /// `0.1234` as `12.3%` or `12,3 %`; a little as `<0.1%`, never as nothing.
  func share(_ share: Double) -> String {
    let sign = language == .english ? "%" : NumberStyle.noBreak + "%"
    if share > 0, share < 0.0005 { return "<0\(point)1" + sign }
    return (share < -0.0005 ? "−" : "") + tenths(share.magnitude * 100) + sign
  }

  /// `0.109` as `0.1 ms`, `131.8` as `132 ms`, `1254` as `1.3 s`, `30140` as `30 s`.
  func milliseconds(_ time: Double) -> String {
    if time < 9.95 { return tenths(time) + NumberStyle.noBreak + "ms" }
    if time < 999.5 { return count(whole(time)) + NumberStyle.noBreak + "ms" }
    if time < 9_950 { return tenths(time / 1000) + NumberStyle.noBreak + "s" }
    return count(whole(time / 1000)) + NumberStyle.noBreak + "s"
  }

  /// A number that is no whole one, with a digit behind the point while it is small.
  func average(_ number: Double) -> String {
    number < 100 ? tenths(number) : count(whole(number))
  }

  /// How much more or less something is: `+12%`, `−3%`, `0%`; `nil` where there was nothing before.
  func change(from before: Double, to now: Double) -> String? {
    guard before > 0 else { return nil }
    let percent = whole((now - before) / before * 100)
    let sign = percent > 0 ? "+" : percent < 0 ? "−" : ""
    return sign + count(Int64(clamping: percent.magnitude))
      + (language == .english ? "%" : "\(NumberStyle.noBreak)%")
  }

  private func tenths(_ number: Double) -> String {
    let tenths = whole(number * 10)
    return "\(count(tenths / 10))\(point)\(tenths % 10)"
  }

  private func whole(_ number: Double) -> Int64 {
    Int64(exactly: number.rounded()) ?? (number > 0 ? .max : 0)
  }
}
