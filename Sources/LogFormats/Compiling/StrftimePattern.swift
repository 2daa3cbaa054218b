/// Patterns of strftime(3) that write a time as another notation has it.
enum StrftimePattern {
  /// The notation of times with this pattern: a simpler one where there is one.
  static func notation(of pattern: String) -> FieldNotation {
    switch pattern {
    case "%d/%b/%Y:%H:%M:%S %z", "%d/%b/%Y:%T %z": return .commonLog
    case "%d/%b/%Y:%H:%M:%S", "%d/%b/%Y:%T": return .commonLogLocal
    case "%s": return .epoch(.seconds)
    default: break
    }
    // ISO 8601 with a zone. Without one, somebody has to say which is meant, and with a space in it
    // its length tells where it ends.
    for date in ["%Y-%m-%d", "%F"] {
      for time in ["%H:%M:%S", "%T"] where pattern.hasPrefix(date + "T" + time) {
        var rest = pattern.dropFirst(date.count + 1 + time.count)
        for fraction in [".%3f", ".%6f", ".%f"] where rest.hasPrefix(fraction) {
          rest = rest.dropFirst(fraction.count)
        }
        if ["Z", "%z", "%Ez", "%:z"].contains(rest) { return .iso8601 }
      }
    }
    return .strftime(pattern)
  }
}
