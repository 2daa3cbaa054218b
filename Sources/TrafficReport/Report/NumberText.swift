import Traffic

/// Numbers as people read them in plain text, and as machines do.
struct NumberText: Hashable, Sendable {
  /// What parts thousands, and in Norwegian a number from its sign.
  private let (group, space): (String, String)
  private let isEnglish: Bool

  /// - Parameter isUnicode: Whether there are spaces beside that of ASCII, at which no line is broken.
  init(_ language: Language, isUnicode: Bool = true) {
    isEnglish = language == .english
    (group, space) = isEnglish ? (",", "") : isUnicode ? ("\u{202F}", "\u{A0}") : (" ", " ")
  }

  /// `1234567` as `1,234,567` or `1 234 567`.
  func count(_ number: Int64) -> String {
    DigitGroups.text(number, separator: group)
  }

  private var point: String { isEnglish ? "." : "," }

  /// `1234567` as `1.2 MB`: decimal units (IEC 80000-13), one digit after the point.
  func bytes(_ number: Int64) -> String {
    let magnitude = number.magnitude
    guard magnitude >= 1000 else { return "\(number) B" }
    var unit: UInt64 = 1000
    for name in ["kB", "MB", "GB", "TB", "PB", "EB"] {
      let tenths = magnitude / (unit / 10) + (magnitude % (unit / 10) * 2 >= unit / 10 ? 1 : 0)
      // What rounds to 1000.0 is 1.0 of the next unit.
      if tenths < 10_000 || name == "EB" {
        return "\(number < 0 ? "-" : "")\(tenths / 10)\(point)\(tenths % 10) \(name)"
      }
      unit *= 1000
    }
    return "\(number) B"
  }

  /// `0.1234` as `12.3%`; a little as `<0.1%`, never as nothing.
  func share(_ share: Double) -> String {
    let tenths = Int((share.magnitude * 1000).rounded())
    let sign = space + "%"
    if tenths == 0, share > 0 { return "<0\(point)1" + sign }
    return "\(tenths > 0 && share < 0 ? "-" : "")\(tenths / 10)\(point)\(tenths % 10)" + sign
  }

  /// What comes to a hundred of something, with one digit after the point: 157 of 1234 as `12.7`.
  func perHundred(_ part: Int64, of whole: Int64) -> String {
    let tenths = Int((Double(part) / Double(max(whole, 1)) * 1000).rounded())
    return tenths == 0 && part > 0
      ? "<0\(point)1" : "\(count(Int64(tenths / 10)))\(point)\(tenths % 10)"
  }

  /// `0.109` as `0.1 ms`, `131.8` as `132 ms`, `1254` as `1.3 s`, `30140` as `30 s`.
  func milliseconds(_ time: Double) -> String {
    let tenths = Int((time * 10).rounded())
    if tenths < 100 { return "\(tenths / 10)\(point)\(tenths % 10) ms" }
    let whole = Int(time.rounded())
    if whole < 1000 { return "\(whole) ms" }
    let seconds = (whole + 50) / 100
    return seconds < 100 ? "\(seconds / 10)\(point)\(seconds % 10) s" : "\((whole + 500) / 1000) s"
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
