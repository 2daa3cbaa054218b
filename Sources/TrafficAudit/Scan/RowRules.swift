import TimeZones
import Traffic
import TrafficStore

/// What is wrong with a value, by the column it stands in.
struct RowRules {
  let detector: any TextDetector
  /// Counts of an hour behind this one are of a log that names it: servers whose clocks are ahead have
  /// a year.
  let latest: Int64
  /// When the present hour began, in seconds since 1970.
  let present: Int64
  /// The first hour that may be kept; none is too old without it.
  let earliest: Int64?

  /// How far hours can say that their clock was ahead of UTC: as the database's time zone ever was.
  private let offsets: Set<UTCOffset>

  init(detector: any TextDetector, now: Hour, earliest: Day?, clock: ZoneClock?) {
    self.detector = detector
    offsets =
      clock?.offsetsEver ?? Set((-48...56 as ClosedRange<Int8>).map(UTCOffset.init(rawValue:)))
    present = now.start
    latest = Int64(now.rawValue) + 366 * Int64(Hour.perDay)
    self.earliest = earliest.map { Int64($0.firstHour.rawValue) }
  }

  /// Whether a record may be a row of a table, so that bytes without an owner are known as its copy.
  func fits(_ values: [StoredRecord.Value], _ rowNumber: Int64?, _ shape: StoredShape) -> Bool {
    guard values.count == shape.columns.count else { return false }
    if let rowNumber, rowNumber < 0 { return false }
    return zip(values, shape.columns).allSatisfy { value, column in
      switch (value, column.content) {
      case (.null, _): column.isRowNumber || column.isNullable
      case (_, _) where column.isRowNumber: false
      case (_, .unknown): true
      case (.integer(let number), .number(let range)): range.contains(number)
      case (.integer(let number), .member(let members)): members.contains(number)
      case (.integer(let number), .hour): RowRules.isPlausible(hour: number)
      case (.integer(let number), .day): RowRules.plausible.contains(number &* Int64(Hour.perDay))
      case (.integer(let number), .pageHour): RowRules.isPlausible(hour: number >> 32)
      case (.integer, .tag): true
      case (.integer, .real), (.real, .real): true
      case (.blob(let place), .digest): place.count == 16
      case (.blob(let place), .marks): RowRules.mayBeMarks(place)
      case (.blob, .packed): true
      case (.text, .name), (.text, .country), (.text, .path), (.text, .referrer), (.text, .site),
        (.text, .campaign), (.text, .annotation), (.text, .format), (.text, .timeZone),
        (.text, .schema):
        true
      case (.integer, .account(let value)): value == .end
      case (.text, .account(let value)): value != .end
      default: false
      }
    }
  }

  /// Whether values are of the types that a table's columns have, whatever they are.
  func haveTypes(_ values: [StoredRecord.Value], _ shape: StoredShape) -> Bool {
    guard values.count == shape.columns.count else { return false }
    return zip(values, shape.columns).allSatisfy { value, column in
      switch (value, column.content) {
      case (.null, _): column.isRowNumber || column.isNullable
      case (_, _) where column.isRowNumber: false
      case (_, .unknown): true
      case (.integer, .number), (.integer, .member), (.integer, .hour), (.integer, .day),
        (.integer, .pageHour), (.integer, .tag), (.integer, .real), (.real, .real):
        true
      case (.blob(let place), .digest): place.count == 16
      case (.blob(let place), .marks): RowRules.mayBeMarks(place)
      case (.blob, .packed): true
      case (.text, .name), (.text, .country), (.text, .path), (.text, .referrer), (.text, .site),
        (.text, .campaign), (.text, .annotation), (.text, .format), (.text, .timeZone),
        (.text, .schema):
        true
      case (.integer, .account(let value)): value == .end
      case (.text, .account(let value)): value != .end
      default: false
      }
    }
  }

  /// Whether bytes may be the hashes of a log's first lines, or of its offsets.
  static func mayBeMarks(_ place: Range<Int>) -> Bool {
    place.count.isMultiple(of: 4) && (4...1024).contains(place.count)
  }

  /// Whether bytes that nothing owns may be a row: its numbers are some that there can be, and its
  /// texts are texts.
  func mayBeRow(
    _ values: [StoredRecord.Value], _ rowNumber: Int64?, _ shape: StoredShape, in bytes: [UInt8]
  ) -> Bool {
    guard fits(values, rowNumber, shape) else { return false }
    if let rowNumber, let column = shape.columns.first(where: \.isRowNumber),
      column.content == .pageHour, !RowRules.isPlausible(hour: rowNumber >> 32)
    {
      return false
    }
    return values.allSatisfy { value in
      guard case .text(let range) = value else { return true }
      let text = bytes[range]
      // The length that a row begins with, and the number of its columns, are bytes that no text has.
      return !text.contains { $0 < 0x20 || $0 == 0x7f }
        && String(validating: text, as: UTF8.self) != nil
    }
  }

  /// Whether nothing is wrong with any value.
  func areSound(
    _ values: [StoredRecord.Value], _ rowNumber: Int64?, _ shape: StoredShape, in bytes: [UInt8]
  ) -> Bool {
    if let rowNumber, let column = shape.columns.first(where: \.isRowNumber),
      !faults(of: rowNumber, in: column.content).isEmpty
    {
      return false
    }
    return zip(values, shape.columns).allSatisfy { value, column in
      switch value {
      case .integer(let number): faults(of: number, in: column.content).isEmpty
      case .text(let range): faults(of: Array(bytes[range]), in: column.content).isEmpty
      case .null, .real, .blob: true
      }
    }
  }

  /// Hours of logs there can be: from the year 1995, when servers began to write them, to 2200.
  private static let plausible: ClosedRange<Int64> = 28_032_000...258_560_000

  private static func isPlausible(hour: Int64) -> Bool { plausible.contains(todays(hour)) }

  /// An hour as it is counted today: databases before version 12 counted hours in UTC, which would be before the
  /// year 1974.
  private static func todays(_ hour: Int64) -> Int64 {
    (0..<1 << 22).contains(hour) ? Int64(Hour(at: hour * 3600).rawValue) : hour
  }

  /// What is wrong with a number.
  func faults(of number: Int64, in content: StoredContent) -> [Finding.Kind] {
    switch content {
    case .number(let range):
      if range == RowRules.any { return isTime(number) ? [.personal(.time)] : [] }
      return range.contains(number) ? [] : [.value]
    case .member(let members): return members.contains(number) ? [] : [.value]
    case .hour: return faults(ofHour: number)
    case .day:
      return (0...(1 << 40)).contains(number)
        ? faults(ofTime: number * Int64(Hour.perDay) + Int64(Hour.perDay) - 1) : [.value]
    case .pageHour: return faults(ofHour: number >> 32)
    case .tag: return HashShape.mayBeHash(number) ? [] : [.notRandom]
    case .real(let members): return members.contains(Double(number)) ? [] : [.value]
    case .account(let value): return faults(of: number, as: value)
    case .unknown: return faults(of: number)
    case .digest, .marks, .packed, .name, .country, .path, .referrer, .site, .campaign, .annotation,
      .format, .timeZone, .schema:
      return [.value]
    }
  }

  /// The last hour that can be counted, in the year 3883.
  private static let last = Int64(Int32.max)

  private func faults(ofHour hour: Int64) -> [Finding.Kind] {
    let hour = RowRules.todays(hour)
    guard (0...RowRules.last).contains(hour) else { return [.value] }
    // What a number has beside the hour must not be minutes.
    let counted = Hour(rawValue: Int32(hour))
    guard counted.offset.map(offsets.contains) ?? (counted.ofDay == 0) else {
      return [.personal(.time)]
    }
    return faults(ofTime: hour)
  }

  private func faults(ofTime hour: Int64) -> [Finding.Kind] {
    guard (0...RowRules.last).contains(hour) else { return [.value] }
    if hour > latest { return [.future] }
    if let earliest, hour < earliest { return [.overdue] }
    return []
  }

  /// What a number may be of which nothing is known: a time since 1970 in seconds or less, an address,
  /// a number that somebody goes by.
  private func faults(of number: Int64) -> [Finding.Kind] {
    var faults: [Finding.Kind] = isTime(number) ? [.personal(.time)] : []
    if (1 << 24..<1 << 32).contains(number) { faults.append(.personal(.address)) }
    if !faults.isEmpty { return faults }
    return number > 99_999 || number < -99_999 ? [.personal(.number)] : []
  }

  /// Whether a number may be a time since 1970, from 2001 to 2096.
  private func isTime(_ number: Int64) -> Bool {
    ([1, 1000, 1_000_000, 1_000_000_000] as [Int64]).contains { unit in
      (1_000_000_000...4_000_000_000).contains(number / unit)
    }
  }

  /// The range of a column of which nothing is known but that it holds numbers.
  private static let any = Int64.min...Int64.max

  /// What is wrong with a text.
  func faults(of text: [UInt8], in content: StoredContent) -> [Finding.Kind] {
    let isRight: Bool
    switch content {
    case .name(let names), .schema(let names):
      isRight = names.contains(String(decoding: text, as: UTF8.self))
    case .country: isRight = text.count == 2 && text.allSatisfy { (0x41...0x5a).contains($0) }
    case .format: isRight = detector.isFormat(text)
    case .timeZone:
      isRight = ZoneClock.isName(text)
    case .path: isRight = detector.isPage(text)
    case .referrer: isRight = detector.isReferrer(text)
    case .site: isRight = detector.isSite(text)
    case .campaign: isRight = detector.isCampaign(text)
    case .annotation: isRight = AnnotationRule(detector: detector).allows(text)
    case .account(let value): return faults(of: text, as: value)
    case .unknown: return detector.shapes(inText: text[...]).sorted().map { .personal($0) }
    default: isRight = false
    }
    if isRight { return [] }
    let shapes = detector.shapes(inText: text[...]).sorted()
    if !shapes.isEmpty { return shapes.map { .personal($0) } }
    switch content {
    case .path, .referrer, .site, .campaign: return [.unredacted]
    case .schema: return []
    default: return [.value]
    }
  }
}
