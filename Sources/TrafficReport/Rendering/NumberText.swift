/// Numbers as people read them.
enum NumberText {
  /// `1234567` as `1,234,567`.
  static func count(_ number: Int64) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `1234567` as `1.2 MB`: decimal units (IEC 80000-13), one digit after the point.
  static func bytes(_ number: Int64) -> String {
    let magnitude = number.magnitude
    guard magnitude >= 1000 else { return "\(number) B" }
    var unit: UInt64 = 1000
    for name in ["kB", "MB", "GB", "TB", "PB", "EB"] {
      let tenths = magnitude / (unit / 10) + (magnitude % (unit / 10) * 2 >= unit / 10 ? 1 : 0)
      // What rounds to 1000.0 is 1.0 of the next unit.
      if tenths < 10_000 || name == "EB" {
        return "\(number < 0 ? "-" : "")\(tenths / 10).\(tenths % 10) \(name)"
      }
      unit *= 1000
    }
    return "\(number) B"
  }

  /// `0.1234` as `12.3%`; a little as `<0.1%`, never as nothing.
  static func share(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    if tenths == 0, share > 0 { return "<0.1%" }
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// `0.12345` as `0.1235`, for machines.
  static func fraction(_ share: Double) -> String {
    let parts = Int((share * 10_000).rounded())
    let digits = String(parts % 10_000)
    return "\(parts / 10_000).\(String(repeating: "0", count: 4 - digits.count))\(digits)"
  }
}
