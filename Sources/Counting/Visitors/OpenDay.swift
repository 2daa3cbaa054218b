public import Traffic

/// The visitors of a day that is still open, over all batches: what lies in a state folder until the day
/// is sealed.
///
/// Sites and pages go by their tags. Nothing in here says who anybody is without the day's key, which
/// lies in a file of its own and is destroyed when the day is sealed.
public final class OpenDay {
  /// Which key the tokens are under; see `BatchVisitors.DayVisitors.key`.
  public let key: UInt64
  private var sketches: [PageTag: VisitorSketch] = [:]
  /// Which visitors fetched which files in which hours, by a hash of the three.
  private var fetches: [UInt64: FetchedForms] = [:]
  /// The same of the batch that was counted last, which is in the database if that is at its number.
  private var lastFetches: [UInt64: FetchedForms] = [:]
  private var lastNumber: Int64 = 0

  /// The most fetches that are told apart; parts of files beyond them are no downloads.
  private static let mostFetches = 1 << 20

  /// A day without a visitor.
  public init(key: UInt64) { self.key = key }

  deinit {
    for var sketch in sketches.values { sketch.free() }
  }

  /// Adds visitors of a site or a page.
  ///
  /// - Parameter keyed: What the marks that tell people apart become, so that those of one page tell
  ///   nothing of those of another.
  /// - Returns: The number of different visitors it has on this day so far, and how many people they
  ///   are at least.
  public func add(
    _ visitors: VisitorSketch, of tag: PageTag, keyed: (UInt16) -> UInt16 = { $0 }
  ) -> (visitors: Int64, people: Int64) {
    func add(to known: inout VisitorSketch) -> (Int64, Int64) {
      // A file may give a site the sketch of a page: nothing can be added to that.
      if known.precision != visitors.precision {
        known.free()
        known = VisitorSketch(precision: visitors.precision)
      }
      known.merge(visitors, keyed: keyed)
      return (known.estimatedCount, known.people)
    }
    return add(to: &sketches[tag, default: VisitorSketch(precision: visitors.precision)])
  }

  /// Begins a batch of fetches: what was added for the last one stays if it was committed.
  ///
  /// - Parameter number: The batch's; the database is at the one before it.
  public func beginFetches(number: Int64) {
    if lastNumber < number { fetches.merge(lastFetches) { $0.union($1) } }
    lastFetches = [:]
    lastNumber = number
  }

  /// Adds what a visitor fetched of a file in an hour.
  ///
  /// - Returns: How many downloads the day has more by it; 0 where it is known.
  public func add(_ fetch: Fetch, of tag: PageTag) -> Int64 {
    var hash = tag.rawValue ^ UInt64(fetch.visitor) &* 0x9e37_79b9_7f4a_7c15
    hash ^= UInt64(truncatingIfNeeded: fetch.hour.rawValue) &* 0xbf58_476d_1ce4_e5b9
    // Steele, Lea and Flood, "SplitMix", 2014.
    hash = (hash ^ hash &>> 30) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ hash &>> 27) &* 0x94d0_49bb_1331_11eb
    hash ^= hash &>> 31
    let known = fetches[hash] ?? []
    guard !known.isEmpty || fetches.count < OpenDay.mostFetches else { return 0 }
    let forms = known.union(fetch.forms)
    if forms != known { lastFetches[hash] = forms }
    return forms.downloadsOfParts - known.downloadsOfParts
  }

  /// The number of sites and pages.
  public var count: Int { sketches.count }

  /// The visitors of each site and page as bytes, sorted by tag.
  public var visitors: [(tag: PageTag, sketch: [UInt8])] {
    sorted.map { ($0.key, $0.value.bytes) }
  }

  private var sorted: [(key: PageTag, value: VisitorSketch)] {
    sketches.sorted { $0.key < $1.key }
  }

  // MARK: The form on disk

  private static let magic = Array("sporlos visitors 2\n".utf8)
  /// The form without fetches.
  private static let firstMagic = Array("sporlos visitors 1\n".utf8)

  /// All of it as bytes: each sketch with its tag, precision, kind and values, sorted by tag, and the
  /// fetches, sorted by their hashes.
  ///
  /// - Complexity: O(*n* log *n*) in the sketches.
  public var bytes: [UInt8] {
    var writer = ByteWriter(OpenDay.magic)
    writer.write(key)
    writer.write(UInt64(sketches.count))
    for (tag, sketch) in sorted {
      writer.write(tag.rawValue)
      writer.write(bytes: sketch.bytes)
    }
    writer.write(lastNumber)
    for fetches in [fetches, lastFetches] {
      writer.write(fetches.sorted { $0.key < $1.key }) { writer, fetch in
        writer.write(fetch.key)
        writer.write(fetch.value.rawValue)
      }
    }
    writer.write(OpenDay.checksum(of: writer.bytes[...]))
    return writer.bytes
  }

  /// A day from its bytes; `nil` where they are damaged.
  public init?(bytes: [UInt8]) {
    let isFirst = bytes.starts(with: OpenDay.firstMagic)
    guard
      let body = OpenDay.body(of: bytes, behind: isFirst ? OpenDay.firstMagic : OpenDay.magic)
    else { return nil }
    var reader = ByteReader(body)
    do throws(DamagedBytes) {
      key = try reader.number()
      for _ in 0..<(try reader.number(UInt64.self)) {
        let tag = PageTag(rawValue: try reader.number())
        let sketch = try reader.sketch()
        if var old = sketches.updateValue(sketch, forKey: tag) { old.free() }
      }
      if !isFirst {
        lastNumber = try reader.number()
        fetches = try OpenDay.fetches(taking: &reader)
        lastFetches = try OpenDay.fetches(taking: &reader)
      }
    } catch { return nil }
    guard reader.rest.isEmpty else { return nil }
  }

  private static func fetches(
    taking reader: inout ByteReader
  ) throws(DamagedBytes) -> [UInt64: FetchedForms] {
    let list = try reader.list { reader throws(DamagedBytes) in
      (hash: try reader.number(UInt64.self), forms: try reader.number(UInt8.self))
    }
    var fetches: [UInt64: FetchedForms] = [:]
    for (hash, forms) in list { fetches[hash] = FetchedForms(rawValue: forms & 3) }
    return fetches
  }

  /// What stands between the name of a form and the checksum of it all; `nil` where either is wrong.
  static func body(of bytes: [UInt8], behind magic: [UInt8]) -> ArraySlice<UInt8>? {
    guard bytes.count >= magic.count + 8, bytes.starts(with: magic) else { return nil }
    let body = bytes.dropLast(8)
    var sum = ByteReader(bytes.suffix(8))
    guard (try? sum.number(UInt64.self)) == checksum(of: body) else { return nil }
    return body.dropFirst(magic.count)
  }

  /// What stands behind all else.
  static func checksum(of bytes: ArraySlice<UInt8>) -> UInt64 {
    var sum = ByteSum()
    // SAFETY: the bytes live for the call.
    unsafe bytes.withUnsafeBytes { unsafe sum.add($0) }
    return sum.value
  }
}
