import AccessLog
import Hits
import Traffic

/// A hit with the names that its numbers stand for.
struct NamedHit: Hashable {
  var hour: Int
  var page: String
  var site: String
  var client: Client
  var device: DeviceClass
  var status: Int
  var bytes: Int64
  var kind: HitKind

  init(
    hour: Int, page: String, site: String, client: Client, status: Int, bytes: Int64,
    kind: HitKind
  ) {
    self.hour = hour
    self.page = page
    self.site = site
    self.client = client
    device = client.device
    self.status = status
    self.bytes = bytes
    self.kind = kind
  }

  init(_ hit: Hit, _ tables: HitTables) {
    let page = tables.pages[Int(hit.page)]
    hour = Int(hit.hour)
    self.page = page.path.text
    site = tables.sites[Int(hit.site)].text
    client = tables.clients[Int(hit.client)]
    device = DeviceClass(rawValue: hit.device)!
    status = Int(hit.status)
    bytes = hit.bytes
    kind = HitKind(rawValue: hit.kind)!
    precondition(page.site == hit.site, "a page of another site")
  }
}

/// What became of a log's lines.
struct ReadLog: Equatable {
  var hits: [NamedHit] = []
  var empty = 0
  var lines = 0
  /// By reason: how many, and the first line's number.
  var rejected: [RejectReason: [Int]] = [:]
}

extension ReadLog {
  /// Reads a log with the code under test.
  init(of log: LogBytes, by lines: inout LogLines) {
    var hits: [Hit] = []
    let tally = unsafe log.with { block in
      unsafe lines.read(block) { unsafe hits.append(contentsOf: $0) }
    }
    let tables = lines.tables
    self.hits = hits.map { NamedHit($0, tables) }
    empty = Int(tally.empty)
    self.lines = Int(tally.lines)
    for reject in tally.rejected {
      rejected[reject.reason] = [Int(reject.count), Int(reject.firstLine)]
    }
    precondition(tally.hits == Int64(hits.count), "hits that are not handed over")
  }

  init(of text: String, format: String, site: SiteName? = nil, rules: [PageRule] = []) {
    var lines = LogLines(LogSettings(rules: rules))
    lines.begin(LogFormat(named: format)!, site: site)
    self.init(of: LogBytes(text), by: &lines)
  }
}
