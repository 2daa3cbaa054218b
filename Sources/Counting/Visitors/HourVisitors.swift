public import Hits
public import Traffic

/// Which sites had visitors in which hours, and whether there were a few of them: what a follower needs to
/// know before it commits.
///
/// Of each site and hour the tokens of the first few visitors are kept, in memory only.
///
/// - Complexity: Adding is O(*n*); the memory is that of the sites and hours.
public final class HourVisitors {
  /// So many visitors make a commit of which no single one can be told.
  public static let few = 5

  /// One site in one hour, by the worker's number of the site.
  private struct Group: Hashable {
    var site: UInt16
    var hour: Int32
  }

  private var tokens: [Group: [UInt32]] = [:]
  /// The group in hand, if it has its few visitors.
  private var settled: Group?

  public init() {}

  public var isEmpty: Bool { tokens.isEmpty }

  /// Notes the sites, hours and visitors of hits.
  public func add(_ hits: UnsafeBufferPointer<Hit>) {
    for index in 0..<hits.count {
      // SAFETY: the index is within the buffer, which lives for the call.
      let hit = unsafe hits[index]
      let group = Group(site: hit.site, hour: hit.hour)
      if group == settled { continue }
      var known = tokens[group] ?? []
      if hit.visitorOfSite != 0, known.count < HourVisitors.few,
        !known.contains(hit.visitorOfSite)
      {
        known.append(hit.visitorOfSite)
      } else if !known.isEmpty {
        continue
      }
      tokens[group] = known
      if known.count == HourVisitors.few { settled = group }
    }
  }

  func write(to writer: inout ByteWriter) {
    let sorted = tokens.sorted {
      ($0.key.hour, $0.key.site) < ($1.key.hour, $1.key.site)
    }
    writer.write(sorted) { writer, entry in
      writer.write(entry.key.site)
      writer.write(entry.key.hour)
      writer.write(entry.value.sorted()) { writer, token in writer.write(token) }
    }
  }

  /// - Parameter sites: How many sites there are.
  convenience init(taking reader: inout ByteReader, sites: Int) throws(DamagedBytes) {
    self.init()
    let groups = try reader.list { reader throws(DamagedBytes) in
      let site = try reader.number(UInt16.self)
      let hour = try reader.hour()
      guard site < sites else { throw DamagedBytes() }
      let tokens = try reader.list { reader throws(DamagedBytes) in try reader.number(UInt32.self) }
      guard tokens.count <= HourVisitors.few else { throw DamagedBytes() }
      return (group: Group(site: site, hour: hour), tokens: tokens)
    }
    for (group, tokens) in groups { self.tokens[group] = tokens }
  }

  /// Adds what is known here to an audience.
  ///
  /// - Parameter sites: The sites, by the worker's numbers.
  public func add(to audience: inout Audience, sites: [SiteName]) {
    for (group, tokens) in tokens {
      audience.add(tokens, of: sites[Int(group.site)], in: Hour(rawValue: group.hour))
    }
  }
}

/// The sites and hours of some counts, and a few of the visitors of each.
public struct Audience: Sendable {
  private struct Group: Hashable {
    var site: SiteName
    var hour: Hour
  }

  private var visitors: [Group: Set<UInt32>] = [:]

  public init() {}

  public var isEmpty: Bool { visitors.isEmpty }

  public mutating func add(_ tokens: [UInt32], of site: SiteName, in hour: Hour) {
    visitors[Group(site: site, hour: hour), default: []].formUnion(tokens)
  }

  /// This audience and another one as one.
  public func union(_ other: Audience) -> Audience {
    var both = self
    for (group, tokens) in other.visitors { both.visitors[group, default: []].formUnion(tokens) }
    return both
  }

  /// Whether every site had a few visitors in every hour that is not over.
  public func isLarge(isOver: (Hour) -> Bool = { _ in false }) -> Bool {
    visitors.allSatisfy { $0.value.count >= HourVisitors.few || isOver($0.key.hour) }
  }

  /// Whether one of its hours is over.
  public func hasOver(_ isOver: (Hour) -> Bool) -> Bool {
    visitors.keys.contains { isOver($0.hour) }
  }

  /// Whether all its hours are over.
  public func isOver(_ isOver: (Hour) -> Bool) -> Bool {
    visitors.keys.allSatisfy { isOver($0.hour) }
  }
}
