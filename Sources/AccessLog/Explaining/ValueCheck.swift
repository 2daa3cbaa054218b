internal import LogFormats

/// Whether the values of a line are what a format says, as the loop that counts lines has it.
struct ValueCheck {
  private let plan: FormatPlan
  private let clock: LogClock
  private let mayLackValues: Bool

  init(_ format: LogFormat, _ settings: LogSettings) {
    plan = format.plan
    clock = LogClock(plan.field(.time)?.notation ?? .commonLog, zone: settings.timeZone)
    mayLackValues = LineReading(plan, trusted: settings.trustedProxies).mayLackValues
  }

  /// The first value that is there and not what its meaning says.
  func firstWrong(_ values: [Range<Int>?], in line: [UInt8]) -> (field: Int, offset: Int)? {
    let date = plan.fields.firstIndex { $0.meaning == .date }.flatMap { values[$0] }
    for (index, field) in plan.fields.enumerated() {
      guard let range = values[index] else { continue }
      if !isRight(Array(line[range]), field, date: date.map { Array(line[$0]) }) {
        return (index, range.lowerBound)
      }
    }
    return nil
  }

  /// The time, if a line has none: no other value is needed where a key may be missing.
  func missing(_ values: [Range<Int>?]) -> Int? {
    plan.fields.indices.first { plan.fields[$0].meaning == .time && values[$0] == nil }
  }

  private func isRight(_ value: [UInt8], _ field: FormatField, date: [UInt8]?) -> Bool {
    // Numbers are read some bytes at a time.
    let padded = value + [UInt8](repeating: 0, count: LogLines.padding)
    return unsafe padded.withUnsafeBufferPointer { all in
      // SAFETY: the padding stays behind the value.
      let bytes = unsafe UnsafeBufferPointer(rebasing: all.dropLast(LogLines.padding))
      switch field.meaning {
      case .status:
        return unsafe mayLackValues && bytes.count == 0 || LogNumber.status(bytes) != nil
      case .bytes:
        return unsafe mayLackValues && bytes.count == 0 || LogNumber.size(bytes) != nil
      case .duration, .duration2, .duration3:
        return unsafe LoggedDuration(bytes, field.notation) != nil
      case .date: return ValueCheck.day(value) != nil
      case .time:
        let day = date.flatMap(ValueCheck.day)
        return unsafe clock.moment(of: bytes, day: day) != nil
      default: return true
      }
    }
  }

  private static func day(_ value: [UInt8]) -> Int64? {
    unsafe value.withUnsafeBufferPointer { bytes in
      var reader = unsafe TimeReader(bytes)
      return reader.date()
    }
  }
}
