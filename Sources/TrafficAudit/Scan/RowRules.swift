import Traffic
import TrafficStore

/// What is wrong with a value, by the column it stands in.
struct RowRules {
  let judge: any TextJudge
  /// No counts are of an hour behind this one: logs of servers whose clocks are ahead have a year.
  let latest: Int64
  /// The first hour that may be kept; none is too old without it.
  let earliest: Int64?

  init(judge: any TextJudge, now: Hour, earliest: Day?) {
    self.judge = judge
    latest = Int64(now.rawValue) + 366 * 24
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
      case (.integer(let number), .hour): RowRules.plausible.contains(number)
      case (.integer(let number), .day): RowRules.plausible.contains(number &* 24)
      case (.integer(let number), .pageHour): RowRules.plausible.contains(number >> 32)
      case (.integer, .tag): true
      case (.integer, .real), (.real, .real): true
      case (.blob(let place), .digest): place.count == 16
      case (.text, .name), (.text, .country), (.text, .path), (.text, .referrer), (.text, .site),
        (.text, .campaign), (.text, .format), (.text, .schema):
        true
      default: false
      }
    }
  }

  /// Hours of logs there can be: from the year 1995, when servers began to write them, to 2200.
  private static let plausible: ClosedRange<Int64> = 219_000...2_020_000

  /// What is wrong with a number.
  func faults(of number: Int64, in content: StoredContent) -> [Finding.Kind] {
    switch content {
    case .number(let range):
      if range == RowRules.any { return isTime(number) ? [.personal(.time)] : [] }
      return range.contains(number) ? [] : [.value]
    case .member(let members): return members.contains(number) ? [] : [.value]
    case .hour: return faults(ofHour: number)
    case .day: return (0...(1 << 40)).contains(number) ? faults(ofHour: number * 24 + 23) : [.value]
    case .pageHour: return faults(ofHour: number >> 32)
    case .tag: return []
    case .real(let members): return members.contains(Double(number)) ? [] : [.value]
    case .unknown: return faults(of: number)
    case .digest, .name, .country, .path, .referrer, .site, .campaign, .format, .schema:
      return [.value]
    }
  }

  private func faults(ofHour hour: Int64) -> [Finding.Kind] {
    guard (0...latest).contains(hour) else { return [.value] }
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
    case .format: isRight = judge.isFormat(text)
    case .path: isRight = judge.isPage(text)
    case .referrer: isRight = judge.isReferrer(text)
    case .site: isRight = judge.isSite(text)
    case .campaign: isRight = judge.isCampaign(text)
    case .unknown: return judge.shapes(inText: text[...]).sorted().map { .personal($0) }
    default: isRight = false
    }
    if isRight { return [] }
    let shapes = judge.shapes(inText: text[...]).sorted()
    if !shapes.isEmpty { return shapes.map { .personal($0) } }
    switch content {
    case .path, .referrer, .site, .campaign: return [.unredacted]
    case .schema: return []
    default: return [.value]
    }
  }
}
