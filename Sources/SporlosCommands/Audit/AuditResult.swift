internal import Traffic
internal import TrafficAudit
internal import TrafficStore

/// What `sporlos audit` has to say.
struct AuditResult {
  var database: String
  /// How long the database keeps counts.
  var retention = Retention.standard
  var sealAfter: Int
  /// Seconds since 1970.
  var now: Int
  var identifier: [UInt8] = []
  /// What tells the database's key from others; `nil` where nothing was counted yet.
  var keyCheck: [UInt8]?
  var findings = FindingList()
  var kept: [KeptCounts] = []
  var names: (sites: Int64, named: Int64, unnamed: Int64, sources: Int64) = (0, 0, 0, 0)
  /// Days whose visitors are still counted.
  var days: [Day] = []
  var bytes: Int64 = 0
  var rows: Int64 = 0
  var copies = 0
  /// Lines and values of logs that were compared; `nil` where none were.
  var logLines: Int64?
  var logValues: Int64?
  var seconds = 0.0

  init(database: String, options: AuditOptions, now: Int) {
    self.database = database
    self.now = now
    sealAfter = options.sealAfter
  }

  /// What one reading of the database says.
  struct Part {
    var identifier: [UInt8] = []
    var keyCheck: [UInt8]?
    var findings = FindingList()
    var kept: [KeptCounts] = []
    var names: (sites: Int64, named: Int64, unnamed: Int64, sources: Int64) = (0, 0, 0, 0)
    var retention = Retention.standard
    var bytes: Int64 = 0
    var rows: Int64 = 0
    var copies = 0
  }

  mutating func add(_ part: Part) {
    (identifier, keyCheck) = (part.identifier, part.keyCheck)
    findings.add(part.findings)
    (kept, names, retention) = (part.kept, part.names, part.retention)
    (bytes, rows, copies) = (part.bytes, part.rows, part.copies)
  }

  var isClean: Bool { findings.isEmpty }
}
