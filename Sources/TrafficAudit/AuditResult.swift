package import TimeZones
package import Traffic
package import TrafficStore

/// What was read of all that is at rest, and what was found in it.
package struct AuditResult {
  package var database: String
  /// How long the database keeps counts.
  package var retention = Retention.standard
  package var sealAfter: Int
  /// The least count that is published; `nil` where nothing is published yet.
  package var leastPublished: Int64?
  /// Seconds since 1970.
  package var now: Int
  /// The clock whose days are counted.
  package var clock = ZoneClock.utc
  package var identifier: [UInt8] = []
  /// What tells the database's key from others; `nil` where nothing was counted yet.
  package var keyCheck: [UInt8]?
  package var findings = FindingList()
  package var kept: [KeptCounts] = []
  package var names: (sites: Int64, named: Int64, unnamed: Int64, sources: Int64) = (0, 0, 0, 0)
  /// Days whose visitors are still counted.
  package var days: [Day] = []
  /// Whether their keys lie in memory; `nil` where there are none, or nobody knows.
  package var keysAreInMemory: Bool?
  package var bytes: Int64 = 0
  package var rows: Int64 = 0
  package var copies = 0
  /// Lines and values of logs that were compared; `nil` where none were.
  package var logLines: Int64?
  package var logValues: Int64?
  /// Rows of the server's file; `nil` where none was named.
  package var serverRows: Int64?
  package var seconds = 0.0

  init(_ options: AuditScope, now: Int) {
    database = options.database
    self.now = now
    sealAfter = options.sealAfter
  }

  /// What one reading of the database says.
  struct Part {
    var clock = ZoneClock.utc
    var identifier: [UInt8] = []
    var keyCheck: [UInt8]?
    var findings = FindingList()
    var kept: [KeptCounts] = []
    var names: (sites: Int64, named: Int64, unnamed: Int64, sources: Int64) = (0, 0, 0, 0)
    var retention = Retention.standard
    var leastPublished: Int64?
    var bytes: Int64 = 0
    var rows: Int64 = 0
    var copies = 0
  }

  mutating func add(_ part: Part) {
    (identifier, keyCheck, clock) = (part.identifier, part.keyCheck, part.clock)
    findings.add(part.findings)
    (kept, names, retention) = (part.kept, part.names, part.retention)
    leastPublished = part.leastPublished
    (bytes, rows, copies) = (part.bytes, part.rows, part.copies)
  }

  package var isClean: Bool { findings.isEmpty }
}
