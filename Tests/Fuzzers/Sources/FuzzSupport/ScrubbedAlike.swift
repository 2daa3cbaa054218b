@testable import AccessLog

/// Whether a scrubbed log is what it has to be.
enum ScrubbedAlike {
  static func check(_ log: [UInt8], _ format: LogFormat, _ name: String) {
    var scrubber = LogScrubber(ScrubSettings())
    scrubber.begin(format)
    let once = ScrubbedLog(log, by: &scrubber)
    let known = ScrubbedLog(log, by: &scrubber)
    if known.bytes != once.bytes { fatalError("\(name): \(known.text) was \(once.text)") }
    if !once.bytes.allSatisfy({ $0 == 0x0a || $0 == 0x09 || (0x20...0x7e).contains($0) }) {
      fatalError("\(name): a byte that acts: \(once.bytes)")
    }
    var again = LogScrubber(ScrubSettings())
    again.begin(format)
    let twice = ScrubbedLog(once.bytes, by: &again)
    if twice.bytes != once.bytes { fatalError("\(name): \(twice.text)\nwas \(once.text)") }
    let counted = CountedHit.all(in: once.bytes, as: format)
    let expected = CountedHit.all(in: kept(of: log, format, by: &scrubber), as: format)
    for (hit, wanted) in zip(counted, expected) where hit != wanted {
      fatalError("\(name): \(hit)\nwas \(wanted)\nin\n\(once.text)")
    }
    if counted.count != expected.count || counted.count != once.tally.hits {
      fatalError(
        "\(name): \(counted.count) of \(expected.count) are hits, \(once.tally.hits) written in\n\(once.text)"
      )
    }
  }

  /// The lines that are written: where a value may hold what ends it, those are dropped that would be read
  /// as others.
  private static func kept(
    of log: [UInt8], _ format: LogFormat, by scrubber: inout LogScrubber
  ) -> [UInt8] {
    guard ScrubForm(format.plan).needsCheck else { return log }
    return log.split(separator: 0x0a).reduce(into: []) { kept, line in
      let line = line + [0x0a]
      if !ScrubbedLog(Array(line), by: &scrubber).bytes.isEmpty { kept += line }
    }
  }
}

extension CountedHit {
  /// The hits of a log that is all of one format.
  static func all(in log: [UInt8], as format: LogFormat) -> [CountedHit] {
    var lines = LogLines()
    lines.begin(format, site: nil, isAlone: true)
    return all(in: log, by: &lines)
  }
}
