internal import LogFormats
internal import Traffic

/// What is gathered of the lines of one format while they are explained.
struct FormatRecord {
  let format: LogFormat
  let check: ValueCheck
  var lines: Int64 = 0
  /// The number of the first of them, from 1.
  var firstLine: Int64 = 0
  var linesWithoutClient: Int64 = 0
  /// Whether a client's address is of a public network.
  private(set) var hasPublicClient = false
  /// What stands behind the last value, where a line may go on.
  private(set) var rest = ExampleTally()

  private struct Asked: Hashable {
    var page: String
    var method: RequestMethod
  }

  private var tallies: [ExampleTally]
  private var pages: [NameTally<Asked>]
  private var sites: [NameTally<SiteName>]
  private var referrers: [NameTally<ReferrerHost>]
  private var recorded = 0

  /// Lines whose values are looked at for examples.
  private static let maxLines = 20_000

  init(_ format: LogFormat, _ settings: LogSettings) {
    self.format = format
    check = ValueCheck(format, settings)
    let count = format.plan.fields.count
    tallies = .init(repeating: ExampleTally(), count: count)
    pages = .init(repeating: NameTally(), count: count)
    sites = .init(repeating: NameTally(), count: count)
    referrers = .init(repeating: NameTally(), count: count)
  }

  /// Whether more lines are worth their time.
  var wantsMore: Bool { recorded < FormatRecord.maxLines }

  /// Adds a line that is of the format.
  ///
  /// - Parameter line: The same line, for values that are not read: they give their shape only.
  mutating func add(
    _ entry: borrowing LogEntry, line: [UInt8], hour: Int32, _ reading: LineReading,
    own: Referrer, rules: [PageRule]
  ) {
    recorded += 1
    let network = reading.hasClient ? entry.network(reading.clients) : nil
    let site =
      reading.hasHost
      ? entry.site(own, reading)
      : reading.targetNamesHost ? entry.targetSite(own, reading) : .unnamed
    let page = entry.request(rules: rules, reading).page
    if let network, !network.isPrivate { hasPublicClient = true }
    let walk = LineWalk(line, of: format.plan)
    if let place = walk.rest { rest.add(FieldExample(ValueShape(line[place]))) }
    for (index, field) in format.plan.fields.enumerated() where isUsed(index, walk.values) {
      switch field.meaning {
      case .host: sites[index].add(site, from: network)
      case .request, .target:
        let method = entry.requestForm(reading).method
        pages[index].add(
          Asked(page: page.text, method: field.meaning == .target ? .none : method),
          from: network)
      case .referrer:
        referrers[index].add(entry.referrer(own, site: site, reading), from: network)
      default:
        let value = walk.values[index].map { line[$0] }
        tallies[index].add(example(field, entry, value, hour, reading))
      }
    }
  }

  /// Whether a value is the one that counts: of several keys with one meaning, the first by rank that
  /// says something.
  private func isUsed(_ index: Int, _ values: [Range<Int>?]) -> Bool {
    let fields = format.plan.fields
    let meaning = fields[index].meaning
    guard meaning != .ignored else { return true }
    let others = fields.indices.filter { fields[$0].meaning == meaning }
    guard others.count > 1 else { return true }
    let said = others.filter { !(values[$0]?.isEmpty ?? true) }
    return index == (said.min { fields[$0].rank < fields[$1].rank } ?? others[0])
  }

  private func example(
    _ field: FormatField, _ entry: borrowing LogEntry, _ value: ArraySlice<UInt8>?, _ hour: Int32,
    _ reading: LineReading
  ) -> FieldExample {
    switch field.meaning {
    case .client:
      let network = entry.network(
        reading.clients, version4Bits: FormatRecord.version4Bits,
        version6Bits: FormatRecord.version6Bits)
      if let network { return FieldExample(network) }
    case .time: return FieldExample(Hour(rawValue: hour))
    case .date: return FieldExample(Hour(rawValue: hour).day)
    case .method: return FieldExample(entry.requestForm(reading).method)
    case .version: return FieldExample(entry.version)
    case .status: return FieldExample(status: entry.status(mayBeMissing: true) ?? 0)
    case .bytes: return FieldExample(bytes: entry.byteCount(mayBeMissing: true) ?? 0)
    case .duration, .duration2, .duration3:
      return FieldExample(entry.responseTime(of: field))
    case .userAgent: return FieldExample(entry.client(reading))
    default: break
    }
    guard let value, !value.isEmpty, !value.elementsEqual("-".utf8) else { return .nothing }
    return FieldExample(ValueShape(value))
  }

  private static let version4Bits = 16
  private static let version6Bits = 32

  /// The examples of each value.
  func examples(_ settings: LogSettings) -> [[FieldExample]] {
    let sitemap = settings.sitemap
    return format.plan.fields.indices.map { index in
      switch format.plan.fields[index].meaning {
      case .host:
        sites[index].examples { site, isNamed in
          FieldExample(site, isNamed: isNamed || settings.ownHosts.contains(site))
        }
      case .request, .target:
        pages[index].examples { asked, isNamed in
          let page = PagePath(redacted: asked.page)
          return FieldExample(page, asked.method, isNamed: isNamed || sitemap.lists(page))
        }
      case .referrer: referrers[index].examples { FieldExample($0, isNamed: $1) }
      default: tallies[index].examples
      }
    }
  }
}

extension LogEntry {
  /// The class of one of the durations.
  fileprivate func responseTime(of field: FormatField) -> ResponseTime {
    let notation = field.notation
    let duration: LoggedDuration? = unsafe declassify(field.meaning) { bytes, _ in
      unsafe LoggedDuration(bytes, notation)
    }
    guard let nanoseconds = duration?.nanoseconds else { return .none }
    return ResponseTime(microseconds: UInt64(nanoseconds / 1000))
  }
}

extension ClientNetwork {
  /// Whether it is of a private network (RFC 1918, RFC 4193), or of one that never leaves a machine, a
  /// link or a provider (RFC 1122, RFC 3927, RFC 4291, RFC 6598).
  fileprivate var isPrivate: Bool {
    guard family == .version4 else {
      return upper >> 57 == 0x7e || upper >> 54 == 0x3fa || upper == 0
    }
    switch (version4 >> 24, version4 >> 16 & 0xff) {
    case (10, _), (127, _), (192, 168), (169, 254), (172, 16...31), (100, 64...127): return true
    default: return false
    }
  }
}
