import Traffic

/// Numbers as a language writes them, and as machines do.
///
/// All forms of reports have their numbers from here, so that those in sentences read like those in tables.
public struct NumberText: Hashable, Sendable {
  /// What numbers are written on.
  public enum Medium: Sendable {
    /// A terminal without letters and signs beyond ASCII.
    case ascii
    case terminal
    /// A page or a mail, whose lines are broken by others.
    case page
  }

  private let language: Language
  /// What parts thousands; what parts a number from its percent sign, and from its unit.
  private let (group, space, unitSpace): (String, String, String)
  private let minus: String

  public init(_ language: Language, on medium: Medium = .terminal) {
    self.language = language
    let (narrow, wide) = medium == .ascii ? (" ", " ") : ("\u{202F}", "\u{A0}")
    (group, space) = language == .english ? (",", "") : (narrow, wide)
    (unitSpace, minus) = medium == .page ? (wide, "−") : (" ", "-")
  }

  private var point: String { language == .english ? "." : "," }

  private func signed(_ isLess: Bool, _ text: String) -> String { (isLess ? minus : "") + text }

  /// `1234567` as `1,234,567` or `1 234 567`.
  public func count(_ number: Int64) -> String {
    signed(number < 0, DigitGroups.text(ofMagnitude: number.magnitude, separator: group))
  }

  private func tenths(_ tenths: UInt64) -> String {
    DigitGroups.text(ofMagnitude: tenths / 10, separator: group) + "\(point)\(tenths % 10)"
  }

  private func tenths(_ number: Double) -> String {
    tenths(UInt64(exactly: (number.magnitude * 10).rounded()) ?? .max)
  }

  /// `1234567` as `1.2 MB`: decimal units (IEC 80000-13), one digit after the point.
  public func bytes(_ number: Int64) -> String {
    let magnitude = number.magnitude
    var unit: UInt64 = 1000
    if magnitude >= unit {
      for name in ["kB", "MB", "GB", "TB", "PB", "EB"] {
        let tenth = unit / 10
        let tenths = magnitude / tenth + (magnitude % tenth * 2 >= tenth ? 1 : 0)
        // What rounds to 1000.0 is 1.0 of the next unit.
        if tenths < 10_000 || name == "EB" {
          return signed(number < 0, self.tenths(tenths) + unitSpace + name)
        }
        unit *= 1000
      }
    }
    return count(number) + unitSpace + "B"
  }

  /// `0.1234` as `12.3%` or `12,3 %`; a little as `<0.1%`, never as nothing.
  public func share(_ share: Double) -> String {
    let sign = space + "%"
    let isNothing = (share.magnitude * 1000).rounded() == 0
    if isNothing, share > 0 { return "<0\(point)1" + sign }
    return signed(share < 0 && !isNothing, tenths(share * 100) + sign)
  }

  /// By how much something is more or less, as whole percents: `+12%`, `−3%`, `0%`; `nil` where there was nothing
  /// before.
  public func change(from before: Double, to now: Double) -> String? {
    guard before > 0 else { return nil }
    let percent = Int64(exactly: ((now - before) / before * 100).rounded()) ?? .max
    return (percent > 0 ? "+" : "") + count(percent) + space + "%"
  }

  /// What comes to a hundred of something, with one digit after the point: 157 of 1234 as `12.7`.
  func perHundred(_ part: Int64, of whole: Int64) -> String {
    let share = Double(part) / Double(max(whole, 1))
    return (share * 1000).rounded() == 0 && part > 0 ? "<0\(point)1" : tenths(share * 100)
  }

  /// A number that is not whole, with a digit after the point while it is small.
  public func average(_ number: Double) -> String {
    number < 100 ? tenths(number) : count(Int64(exactly: number.rounded()) ?? .max)
  }

  /// `0.109` as `0.1 ms`, `131.8` as `132 ms`, `1254` as `1.3 s`, `30140` as `30 s`.
  public func milliseconds(_ time: Double) -> String {
    let tenths = Int((time * 10).rounded())
    if tenths < 100 { return self.tenths(time) + unitSpace + "ms" }
    let whole = Int64(time.rounded())
    if whole < 1000 { return count(whole) + unitSpace + "ms" }
    let seconds = (whole + 50) / 100
    return (seconds < 100 ? self.tenths(UInt64(seconds)) : count((whole + 500) / 1000))
      + unitSpace + "s"
  }

  /// `0.1090508` as `0.109`, for machines.
  static func exactMilliseconds(_ time: Double) -> String {
    let thousandths = Int((time * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }

  /// `0.12345` as `0.1235`, for machines.
  static func fraction(_ share: Double) -> String {
    let parts = Int((share.magnitude * 10_000).rounded())
    let digits = String(parts % 10_000)
    return
      "\(parts > 0 && share < 0 ? "-" : "")\(parts / 10_000).\(String(repeating: "0", count: 4 - digits.count))\(digits)"
  }
}
