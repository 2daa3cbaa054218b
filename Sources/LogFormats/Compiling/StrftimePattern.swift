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
    // ISO 8601: a date, T or a space, a time, perhaps a fraction, perhaps a zone.
    for date in ["%Y-%m-%d", "%F"] {
      for separator in ["T", " "] {
        for time in ["%H:%M:%S", "%T"] where pattern.hasPrefix(date + separator + time) {
          let rest = pattern.dropFirst(date.count + separator.count + time.count)
          if ["", "Z", "%z", "%Ez", "%:z"].contains(rest) { return .iso8601 }
        }
      }
    }
    return .strftime(pattern)
  }
}
