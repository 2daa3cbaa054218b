/// A file of the tz database: what a zone's clocks did, and the rule for what they will do
/// ("The Time Zone Information Format (TZif)", RFC 8536 and RFC 9636, versions 1 to 4).
struct TimeZoneFile {
  /// Seconds east of UTC before the first change.
  private(set) var first: Int32 = 0
  /// In order of time.
  private(set) var changes: [ClockChange] = []
  /// What comes after the last change; `nil` where nothing does.
  private(set) var rule: TimeZoneRule?

  /// The latest a change may be, in the year 6325; those of a sound file end in 2037 or soon after.
  private static let latest: Int64 = 1 << 37
  /// The earliest that needs to be told from others: the Big Bang, with which some files begin.
  private static let earliest: Int64 = -1 << 59

  /// Reads a file; `nil` for one that is damaged, or none.
  ///
  /// - Complexity: O(n) for n bytes, however many changes the file says it has.
  init?(_ bytes: [UInt8]) {
    var rest = Rest(bytes[...])
    guard let header = Header(&rest) else { return nil }
    if header.version == 0 {
      guard readBlock(header, &rest, timeSize: 4) else { return nil }
      return
    }
    // Times of 32 bits come first, for readers of long ago.
    guard rest.take(header.length(timeSize: 4)) != nil, let header = Header(&rest),
      readBlock(header, &rest, timeSize: 8), let footer = rest.line()
    else { return nil }
    if !footer.isEmpty {
      guard let rule = TimeZoneRule(footer) else { return nil }
      self.rule = rule
    }
  }

  /// What is left to read.
  private struct Rest {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count <= bytes.count else { return nil }
      defer { bytes = bytes.dropFirst(count) }
      return bytes.prefix(count)
    }

    /// A number of so many bytes, with its sign, its highest byte first.
    mutating func number(_ size: Int) -> Int64? {
      guard let bytes = take(size) else { return nil }
      let isNegative = bytes.first.map { $0 >= 0x80 } ?? false
      return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    }

    /// A line with its end before it and behind it.
    mutating func line() -> ArraySlice<UInt8>? {
      guard bytes.first == 0x0a, let end = bytes.dropFirst().firstIndex(of: 0x0a) else {
        return nil
      }
      return bytes[bytes.startIndex + 1..<end]
    }
  }

  /// What a file says of the block behind it.
  private struct Header {
    let version: UInt8
    private let counts: [Int]

    var leapSeconds: Int { counts[2] }
    var times: Int { counts[3] }
    var types: Int { counts[4] }
    var letters: Int { counts[5] }

    init?(_ rest: inout Rest) {
      guard let start = rest.take(20), start.starts(with: "TZif".utf8) else { return nil }
      version = start[start.startIndex + 4]
      // Versions are written as digits; those to come are read as the last that is known.
      guard version == 0 || version >= UInt8(ascii: "2") else { return nil }
      var counts: [Int] = []
      for _ in 0..<6 {
        guard let count = rest.number(4), count >= 0 else { return nil }
        counts.append(Int(count))
      }
      self.counts = counts
    }

    func length(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + letters + leapSeconds * (timeSize + 4) + counts[1]
        + counts[0]
    }
  }

  /// Reads a block; `false` for one that is damaged.
  private mutating func readBlock(_ header: Header, _ rest: inout Rest, timeSize: Int) -> Bool {
    guard let bytes = rest.take(header.length(timeSize: timeSize)) else { return false }
    var block = Rest(bytes)
    // All that is taken is there: the block is as long as its parts together.
    let times = (0..<header.times).compactMap { _ in block.number(timeSize) }
    let types = Array(block.take(header.times) ?? [])
    var offsets: [Int32] = []
    for _ in 0..<header.types {
      // What a type says beside its offset is whether it is summer time, and its name.
      guard let offset = block.number(4), block.take(2) != nil, (-89_999...93_599).contains(offset)
      else { return false }
      offsets.append(Int32(offset))
    }
    _ = block.take(header.letters)
    let leapSeconds = (0..<header.leapSeconds).compactMap { _ in
      block.number(timeSize).flatMap { time in block.number(4).map { (time: time, count: $0) } }
    }
    guard let first = offsets.first, types.allSatisfy({ $0 < offsets.count }) else { return false }
    self.first = first
    var before = first
    var leaps = leapSeconds[...]
    var leapCount: Int64 = 0
    for (time, type) in zip(times, types) {
      // Files of the folder `right` count leap seconds too, which clocks on the wall do not.
      while let leap = leaps.first, leap.time <= time {
        leapCount = leap.count
        leaps = leaps.dropFirst()
      }
      let time = max(time, TimeZoneFile.earliest) - leapCount
      guard time <= TimeZoneFile.latest, time > changes.last?.time ?? .min else { return false }
      let after = offsets[Int(type)]
      changes.append(ClockChange(time: time, before: before, after: after))
      before = after
    }
    return true
  }
}
