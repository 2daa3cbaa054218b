import Hits
import Traffic

@testable import AccessLog

/// What scrubbing a log gives.
struct ScrubbedLog {
  var bytes: [UInt8]
  var tally: LineTally

  var text: String { String(decoding: bytes, as: UTF8.self) }

  init(_ log: [UInt8], by scrubber: inout LogScrubber) {
    var output = ScrubbedLines()
    tally = unsafe LogBytes(log).with { unsafe scrubber.scrub($0, into: &output) }
    bytes = unsafe output.withLines { unsafe Array($0) }
  }

  init(_ log: [UInt8], format: String, settings: ScrubSettings = ScrubSettings()) {
    var scrubber = LogScrubber(settings)
    scrubber.begin(LogFormat(named: format)!)
    self.init(log, by: &scrubber)
  }

  init(_ log: String, format: String, settings: ScrubSettings = ScrubSettings()) {
    self.init(Array(log.utf8), format: format, settings: settings)
  }
}

/// All that is counted of a line, by name.
struct CountedHit: Hashable {
  var hit: NamedHit
  var referrer: String
  var campaign: Campaign?
  var time: UInt8

  /// The hits of a log.
  static func all(
    in log: [UInt8], format: String, settings: LogSettings, site: SiteName? = nil
  ) -> [CountedHit] {
    var lines = LogLines(settings)
    lines.begin(LogFormat(named: format)!, site: site)
    return all(in: log, by: &lines)
  }

  /// The hits of a log, read by lines that know its format.
  static func all(in log: [UInt8], by lines: inout LogLines) -> [CountedHit] {
    var hits: [Hit] = []
    _ = unsafe LogBytes(log).with { block in
      unsafe lines.read(block) { unsafe hits.append(contentsOf: $0) }
    }
    let tables = lines.tables
    return hits.map { hit in
      CountedHit(
        hit: NamedHit(hit, tables),
        referrer: hit.referrer == Hit.absent ? "" : tables.referrers[Int(hit.referrer)].text,
        campaign: hit.campaign == Hit.absent ? nil : tables.campaigns[Int(hit.campaign)],
        time: hit.time)
    }
  }
}
