// Apache's `%t`: https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats ("%{format}t").
// Tokens of its own and strftime's cannot stand in one directive, so a time is often made of several.

extension ApacheCompiler {
  /// `%t` is `[18/Sep/2011:19:18:28 -0400]`, `%{…}t` a strftime pattern or one of Apache's own words,
  /// `begin:` and `end:` which of the request's ends is meant.
  mutating func addTime(_ argument: String?, _ range: Range<Int>) throws(FormatProblem) {
    let written = text.string(range)
    var pattern = argument ?? ""
    for word in ["begin", "end"] where pattern == word || pattern.hasPrefix(word + ":") {
      pattern.removeFirst(min(word.count + 1, pattern.count))
    }
    if pattern.isEmpty {
      list.add(UInt8(ascii: "["))
      try add(FormatField(.time, .commonLog, name: written), range)
      list.add(UInt8(ascii: "]"))
      return
    }
    guard dialect != .jetty else { return try addJettyTime(pattern, range) }
    let field: FormatField
    switch pattern {
    case "sec": field = FormatField(.time, .strftime("%s"), name: written)
    case "msec": field = FormatField(.time, .epoch(.milliseconds), name: written)
    case "usec": field = FormatField(.time, .epoch(.microseconds), name: written)
    case "nsec": field = FormatField(.time, .epoch(.nanoseconds), name: written)
    case "msec_frac": field = FormatField(.time, .strftime("%3f"), name: written)
    case "usec_frac": field = FormatField(.time, .strftime("%6f"), name: written)
    case "nsec_frac": field = FormatField(.time, .strftime("%9f"), name: written)
    default:
      if dialect == .tomcat || dialect == .tomcat9 {
        field = FormatField(.time, notation(java: pattern), name: written)
      } else {
        field = FormatField(.time, .strftime(pattern), name: written)
      }
    }
    let dialect = dialect
    let isMerged = list.merge { before, between in
      ApacheCompiler.joined(before, between, field, dialect)
    }
    if !isMerged { try add(field, range) }
  }

  private mutating func add(_ field: FormatField, _ range: Range<Int>) throws(FormatProblem) {
    try list.add(field, text.problem(.nothingBetween, range))
  }

  /// Jetty's `%{FORMAT|ZONE|LOCALE}t` stands in brackets like `%t` (CustomRequestLog.logRequestTime).
  private mutating func addJettyTime(
    _ pattern: String, _ range: Range<Int>
  ) throws(FormatProblem) {
    let format = String(pattern.prefix { $0 != "|" })
    list.add(UInt8(ascii: "["))
    try add(FormatField(.time, notation(java: format), name: text.string(range)), range)
    list.add(UInt8(ascii: "]"))
  }

  private func notation(java pattern: String) -> FieldNotation {
    JavaTimePattern.strftime(pattern).map { .strftime($0) } ?? .anyTime
  }

  /// Two parts of one time as one value, or `nil` where they are two times.
  private static func joined(
    _ before: FormatField, _ between: [UInt8], _ field: FormatField,
    _ dialect: ApacheFormat.Dialect
  ) -> FormatField? {
    guard before.meaning == .time, case .strftime(let start) = before.notation,
      case .strftime(let pattern) = field.notation, isEnd(before, dialect) == isEnd(field, dialect)
    else { return nil }
    let (known, added) = (TimeParts(start), TimeParts(pattern))
    // What says all by itself is a time of its own, as is a second date.
    guard !added.isWhole, !(known.hasDate && added.hasDate), !(known.hasClock && added.hasClock)
    else { return nil }
    // A fraction stands behind its seconds.
    if added.isFraction {
      guard known.hasClock, between.isEmpty || [".", ",", ":"].contains(string(between)) else {
        return nil
      }
    }
    var joined = before.joined(string(between), field)
    joined.notation = .strftime(start + string(between).replacing("%", with: "%%") + pattern)
    return joined
  }

  private static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether a time is when the response ended. Tomcat and lighttpd mean that unless `begin:` says
  /// otherwise.
  private static func isEnd(_ field: FormatField, _ dialect: ApacheFormat.Dialect) -> Bool {
    if field.name.contains("{end") { return true }
    if field.name.contains("{begin") { return false }
    return dialect == .tomcat || dialect == .tomcat9 || dialect == .lighttpd
  }

  /// Gives each time the simplest notation, once all its parts are known.
  mutating func settleTimes() {
    let dialect = dialect
    var hasBegin = false
    list.changeFields { field in
      guard field.meaning == .time else { return }
      if case .strftime(let pattern) = field.notation { settle(pattern, &field) }
      if field.meaning == .time, !ApacheCompiler.isEnd(field, dialect) { hasBegin = true }
    }
    guard hasBegin else { return }
    list.changeFields { field in
      if field.meaning == .time, ApacheCompiler.isEnd(field, dialect) { field.meaning = .end }
    }
  }
}

extension ApacheCompiler {
  /// Makes the lowest rank of a meaning zero where nothing chooses between its values: a rank says
  /// that a value may be missing, too.
  mutating func settleRanks() {
    for meaning: FieldMeaning in [.status, .time] {
      let ranks = list.pieces.compactMap(\.field).filter { $0.meaning == meaning }.map(\.rank)
      guard let lowest = ranks.min(), lowest < ApacheCompiler.conditionalRank else { continue }
      list.changeFields { if $0.meaning == meaning { $0.rank -= lowest } }
    }
  }
}

private func settle(_ pattern: String, _ field: inout FormatField) {
  let parts = TimeParts(pattern)
  guard parts.isWhole else {
    // A date or a time of day whose other half stands elsewhere: nobody says that it is UTC.
    (field.meaning, field.notation) = (.ignored, .plain)
    if pattern.contains(" ") { field.extent = .text }
    return
  }
  switch pattern {
  case "%s", "%s.%3f", "%s.%6f", "%s.%9f": field.notation = .epoch(.seconds)
  case "%s%3f": field.notation = .epoch(.milliseconds)
  case "%s%6f": field.notation = .epoch(.microseconds)
  case "%s%9f": field.notation = .epoch(.nanoseconds)
  default:
    field.notation = StrftimePattern.notation(of: pattern)
    if case .strftime = field.notation {
      field.notation = .strftime(pattern.replacing("%:z", with: "%z"))
    }
    // Of two times, the one that says its zone is worth more.
    if !parts.hasZone { field.rank = 1 }
  }
}

/// Which parts of a time a strftime pattern has.
private struct TimeParts {
  var hasDate = false
  var hasClock = false
  var hasZone = false
  var isFraction = false

  init(_ pattern: String) {
    let parts = TimePattern(pattern.replacing("%:z", with: "%z"))?.parts ?? []
    // The last part is `%z` or seconds since 1970.
    let hasEpoch = parts.contains(.epoch)
    hasDate =
      hasEpoch
      || (parts.contains(.year) || parts.contains(.shortYear))
        && (parts.contains(.month) || parts.contains(.monthName))
        && (parts.contains(.day) || parts.contains(.paddedDay))
    hasClock = hasEpoch || parts.contains(.hour) || parts.contains(.hour12)
    hasZone = hasEpoch || parts.contains(.zone)
    if case .digits? = parts.first, parts.count == 1 { isFraction = true }
  }

  /// Whether nothing is missing.
  var isWhole: Bool { hasDate && hasClock }
}
