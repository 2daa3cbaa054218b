public import Hits
public import Traffic

/// Counts that wait until a commit of them tells no single request, as a file: what a process that counts a
/// pipe or a socket leaves to the next one, since nobody can read the lines again.
///
/// No name is in it that a database may not have. A page goes by its tag, and gets its name from the next
/// request for it; a referrer or a campaign that the database does not know is counted as a rare one.
public struct WaitingCounts {
  /// What was counted up to some moment.
  public struct Portion {
    public var counters: TrafficCounters
    /// Who came to which site in which hour: whether it may be committed.
    public var visitors: HourVisitors
    /// Higher than that of what was counted before: a database knows which ones it has.
    public var number: Int64
    /// The hour in which it was begun, by the clock.
    public var begun: Hour

    public init(counters: TrafficCounters, visitors: HourVisitors, number: Int64, begun: Hour) {
      (self.counters, self.visitors, self.number, self.begun) = (counters, visitors, number, begun)
    }
  }

  /// Counts of one worker's numbers.
  public struct Part {
    public var tables: HitTables
    public var portions: [Portion]

    public init(tables: HitTables, portions: [Portion]) {
      (self.tables, self.portions) = (tables, portions)
    }
  }

  public var parts: [Part]

  public init(_ parts: [Part]) { self.parts = parts }

  /// The names in it, each once.
  public var names: (sites: [SiteName], referrers: [ReferrerHost], campaigns: [Campaign]) {
    let tables = parts.map(\.tables)
    return (
      Array(Set(tables.flatMap(\.sites))), Array(Set(tables.flatMap(\.referrers))),
      Array(Set(tables.flatMap(\.campaigns)))
    )
  }

  private static let magic = Array("sporlos waiting 2\n".utf8)
  /// Numbers of portions: there is one in some seconds, and always a next one.
  private static let numbers: ClosedRange<Int64> = 1...1 << 48

  /// All of it as bytes.
  ///
  /// - Complexity: O(*n* log *n*) in the counts.
  public func bytes(keeping names: KeptNames) -> [UInt8] {
    var writer = ByteWriter(WaitingCounts.magic)
    writer.write(parts) { writer, part in
      part.tables.write(to: &writer, keeping: names)
      writer.write(part.portions) { writer, portion in
        writer.write(portion.number)
        writer.write(portion.begun.rawValue)
        portion.counters.write(to: &writer)
        portion.visitors.write(to: &writer)
      }
    }
    writer.write(OpenDay.checksum(of: writer.bytes[...]))
    return writer.bytes
  }

  /// Counts from their bytes; `nil` where they are damaged.
  public init?(bytes: [UInt8]) {
    guard let body = OpenDay.body(of: bytes, behind: WaitingCounts.magic) else { return nil }
    var reader = ByteReader(body)
    do throws(DamagedBytes) {
      parts = try reader.list { reader throws(DamagedBytes) in
        let tables = try HitTables(taking: &reader)
        let portions = try reader.list { reader throws(DamagedBytes) in
          let number = try reader.number(Int64.self)
          guard WaitingCounts.numbers.contains(number) else { throw DamagedBytes() }
          let begun = Hour(rawValue: try reader.hour())
          let counters = try TrafficCounters(taking: &reader, tables)
          let visitors = try HourVisitors(taking: &reader, sites: tables.sites.count)
          return Portion(counters: counters, visitors: visitors, number: number, begun: begun)
        }
        return Part(tables: tables, portions: portions)
      }
    } catch { return nil }
    guard reader.rest.isEmpty else { return nil }
  }
}
