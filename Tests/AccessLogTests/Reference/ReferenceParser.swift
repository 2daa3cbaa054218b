import Foundation
import Traffic
import UserAgents

@testable import AccessLog

/// Reads lines the plain way: one regular expression a format, over text in which each byte is one
/// character. It shares nothing with the code it is compared with but redaction, which has tests
/// of its own.
struct ReferenceParser {
  private let expression: NSRegularExpression
  /// The names of the expression's groups, in order.
  private let groups: [String]
  private let site: String?

  init(format: String, site: String? = nil) {
    // Up to a quote that no backslash escapes.
    let quoted = #"((?:[^"\\]|\\.)*+)""#
    // A user may have spaces and brackets; what follows is a time of 26 bytes, if there is one.
    let user = #"(?>.*? \[(?=.{26}\] ")|.*? \[)"#
    // A list has `, ` or ` : ` between its items.
    let list = #"((?:(?:[^ ]*, |[^ ]+ : )(?:: )*)*+[^ ]*)"#
    let client = #"\#(list) [^ ]* \#(user)([^\]]*)\] "\#(quoted) ([^ ]*) "#
    let clientGroups = ["address", "time", "request", "status"]
    let agents = #"([^ ]*) "\#(quoted) "\#(quoted)"#
    let agentGroups = ["bytes", "referrer", "userAgent"]
    let pattern: String
    switch format {
    case "common":
      (pattern, groups) = (client + "(.*)", clientGroups + ["bytes"])
    case "combined":
      (pattern, groups) = (client + agents + #"(?: .*|[ \t]+)?"#, clientGroups + agentGroups)
    case "vhost-common":
      (pattern, groups) = ("([^ ]*) " + client + "(.*)", ["site"] + clientGroups + ["bytes"])
    case "vhost-combined":
      (pattern, groups) = (
        "([^ ]*) " + client + agents + #"(?: .*|[ \t]+)?"#, ["site"] + clientGroups + agentGroups
      )
    case "combined-time":
      (pattern, groups) = (client + agents + " (.*)", clientGroups + agentGroups + ["time taken"])
    case "combined-vhost":
      (pattern, groups) = (client + agents + " (.*)", clientGroups + agentGroups + ["site"])
    case "combined-quoted-vhost":
      (pattern, groups) = (
        client + agents + #" "\#(quoted)"#, clientGroups + agentGroups + ["site"]
      )
    default: fatalError("no format \(format)")
    }
    expression = try! NSRegularExpression(
      pattern: #"\A\#(pattern)\z"#, options: [.dotMatchesLineSeparators])
    self.site = site ?? (groups.contains("site") ? nil : "(unnamed)")
  }

  func read(_ log: [UInt8]) -> ReadLog {
    var result = ReadLog()
    var lines = log.split(separator: 0x0a, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (number, line) in lines.enumerated() {
      switch read(line: Array(line)) {
      case .empty: result.empty += 1
      case .hit(let hit):
        result.lines += 1
        result.hits.append(hit)
      case .rejected where Self.isOther(line):
        result.lines += 1
      case .rejected(let reason):
        result.lines += 1
        result.rejected[reason, default: [0, number + 1]][0] += 1
      }
    }
    return result
  }

  enum Outcome: Equatable {
    case empty
    case hit(NamedHit)
    case rejected(RejectReason)
  }

  func read(line bytes: [UInt8]) -> Outcome {
    var bytes = bytes[...]
    if bytes.last == 0x0d { bytes.removeLast() }
    bytes = bytes.drop { $0 == 0 }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
    if bytes.isEmpty { return .empty }
    if bytes.count > 65_536 { return .rejected(.tooLong) }
    let text = latin(bytes)
    let whole = NSRange(location: 0, length: bytes.count)
    guard let match = expression.firstMatch(in: text, range: whole) else {
      return .rejected(.shape)
    }
    var fields: [String: String] = [:]
    for (index, name) in groups.enumerated() {
      fields[name] = (text as NSString).substring(with: match.range(at: index + 1))
    }
    guard let hour = ReferenceTime.hour(of: fields["time"]!) else { return .rejected(.time) }
    guard let status = Self.status(of: fields["status"]!) else { return .rejected(.status) }
    guard let size = Self.size(of: fields["bytes"]!) else { return .rejected(.bytes) }
    let agent = ReferenceEscapes.undone(fields["userAgent"] ?? "")
    if let taken = fields["time taken"], !Self.isTime(taken) { return .rejected(.shape) }
    var client = unsafe UserAgent.client(of: Self.bytes(agent).span.bytes)
    if let sent = fields["userAgent"], sent == "-" || sent.isEmpty {
      client = Client(
        device: .bot, browser: .other, system: .other, traffic: .unnamed, bot: .noAgent)
    }
    let request = fields["request"]!
    var page = ReferenceRequest.page(of: request)
    // Which text is a probe has tests of its own; here, what becomes of one.
    let beforeQuery = String(request.prefix { $0 != "?" })
    let hasQuery = beforeQuery.unicodeScalars.count < request.unicodeScalars.count
    let query = "GET /" + request.dropFirst(beforeQuery.count)
    if Self.isProbe(beforeQuery, hasProtocol: !hasQuery) || hasQuery && Self.isProbe(query) {
      client = Client(device: .bot, browser: .other, system: .other, traffic: .scanner)
    }
    // Also one whose path is encoded more often than a page's may be.
    if Self.isProbe(beforeQuery, hasProtocol: !hasQuery), ReferenceRequest.isRequest(request),
      !request.hasPrefix("CONNECT ")
    {
      page = .probe
    }
    let site = site ?? HostName.site(of: Self.bytes(fields["site"]!)).text
    // Who asks for another server's page takes this one for a proxy.
    if fields["site"] != nil, page != .probe, ReferenceRequest.isForeign(request, at: site) {
      client = Client(device: .bot, browser: .other, system: .other, traffic: .scanner)
      page = .probe
    }
    let isGet = request.hasPrefix("GET ") && request.count > 4
    let what = kind(of: page, query: hasQuery ? query : nil, isGet: isGet)
    if what == .noRequest { client = .unknown }
    return .hit(
      NamedHit(
        hour: hour, page: page.text, site: site, client: client, status: status, bytes: size,
        kind: kind(
          isBot: client.traffic.isBot, status: status, page: what, isGet: isGet)))
  }

  /// Whether a line that is not read is no access line: a comment, or the names of five columns or more.
  static func isOther(_ line: ArraySlice<UInt8>) -> Bool {
    var line = line.drop { $0 == 0 }
    if line.starts(with: [0xef, 0xbb, 0xbf]) { line = line.dropFirst(3) }
    let text = latin(line.prefix(2048))
    return line.first == UInt8(ascii: "#")
      || text.range(
        of: #"\A[-_A-Za-z" \r]*([,|\t][-_A-Za-z" \r]*){4,}\z"#, options: .regularExpression) != nil
  }

  /// What a request leads to: its path, in the light of its query and method, else its query.
  private func kind(of page: PagePath, query: String?, isGet: Bool) -> PageKind {
    var facts: RequestFacts = isGet ? [] : .posted
    var other: PageKind?
    if let query {
      let text = Self.bytes(ReferenceEscapes.undone(query))
      let said = QueryKind(text.drop { $0 != UInt8(ascii: "?") }.dropFirst())
      facts.formUnion(said.facts)
      other = said.kind
    }
    let kind = page.pathKind.kind(of: facts)
    return kind == .page ? other ?? kind : kind
  }

  private func kind(isBot: Bool, status: Int, page: PageKind, isGet: Bool) -> HitKind {
    if page == .noRequest { return .noRequest }
    if isBot { return .bot }
    if page == .health { return .health }
    if status == 0 || status >= 400 { return .error }
    let isFetched = isGet && (status / 100 == 2 || status == 304)
    switch page {
    case .asset: return .asset
    case .api: return .api
    case .background: return .background
    case .page where isGet && (status == 204 || status == 205): return .background
    case .health, .noRequest: return .other
    case .page: return isFetched ? .pageView : .other
    case .feed: return isFetched ? .feed : .other
    case .download: return isFetched ? .download : .other
    }
  }

  private static func isProbe(_ request: String, hasProtocol: Bool = true) -> Bool {
    ScannerProbe.isProbe(
      requestLine: bytes(ReferenceEscapes.undone(request)), hasProtocol: hasProtocol)
  }

  /// Whole microseconds, or seconds with a point; `-` or nothing for none.
  private static func isTime(_ text: String) -> Bool {
    let number = #"\A[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,2})?\z"#
    return text == "-" || text.isEmpty
      || text.utf8.count <= 32 && text.range(of: number, options: .regularExpression) != nil
  }

  private static func status(of text: String) -> Int? {
    if ["-", "-1", "0", "000"].contains(text) { return 0 }
    guard text.utf8.count == 3, text.allSatisfy({ "0123456789".contains($0) }) else { return nil }
    return Int(text).flatMap { $0 >= 100 ? $0 : nil }
  }

  private static func size(of text: String) -> Int64? {
    if text == "-" { return 0 }
    guard (1...15).contains(text.unicodeScalars.count),
      text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) })
    else { return nil }
    return Int64(text).map { min($0, 1 << 48) }
  }

  /// The bytes of text made by ``latin(_:)``.
  static func bytes(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }
}

/// Text in which each byte is the scalar of its number.
func latin(_ bytes: some Sequence<UInt8>) -> String {
  var text = String.UnicodeScalarView()
  for byte in bytes { text.append(Unicode.Scalar(byte)) }
  return String(text)
}

/// Times, read with Foundation's calendar.
enum ReferenceTime {
  private static let calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0)!
    return calendar
  }()
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func hour(of text: String) -> Int? {
    let isLong = text.unicodeScalars.count == 27
    // One byte more may be a colon in the zone, Squid's second sign, or of a fraction.
    let more = isLong ? (#"(?:\.[0-9]{1,9})? ?"#, #"(?::|(?<=-[0-9]{2})-)?"#) : (" ", "")
    let expression = try! NSRegularExpression(
      pattern: #"\A([0-9]{2})/([A-Za-z]{3})/([0-9]{4}):([0-9]{2}):([0-5][0-9]):(?:[0-5][0-9]|60)"#
        + more.0 + #"([+-])([0-9]{2})"# + more.1 + #"([0-5][0-9])\z"#)
    let whole = NSRange(location: 0, length: text.unicodeScalars.count)
    guard let match = expression.firstMatch(in: text, range: whole) else { return nil }
    let parts = (1..<match.numberOfRanges).map {
      (text as NSString).substring(with: match.range(at: $0))
    }
    guard let month = months.firstIndex(of: parts[1]), let year = Int(parts[2]),
      let day = Int(parts[0]), let hour = Int(parts[3]), hour < 24, let minute = Int(parts[4]),
      let zoneHours = Int(parts[6]), zoneHours < 24, let zoneMinutes = Int(parts[7])
    else { return nil }
    let date = DateComponents(year: year, month: month + 1, day: day, hour: hour, minute: minute)
    guard date.isValidDate(in: calendar), let moment = calendar.date(from: date) else { return nil }
    let zone = (zoneHours * 3600 + zoneMinutes * 60) * (parts[5] == "+" ? 1 : -1)
    let seconds = Int(moment.timeIntervalSince1970) - zone
    return seconds < 0 || seconds >= 60_397_891_200 ? nil : Int(Hour(at: Int64(seconds)).rawValue)
  }
}

/// Escapes of Apache and nginx, undone one after another.
enum ReferenceEscapes {
  static func undone(_ text: String) -> String {
    let plain: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{c}", "v": "\u{b}", "\"": "\"",
      "\\": "\\",
    ]
    var result = String.UnicodeScalarView()
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escape = rest.popFirst() else {
        result.append(scalar)
        continue
      }
      if let character = plain[escape] {
        result.append(character)
      } else if escape == "x", let hex = hexByte(rest.prefix(2)) {
        result.append(Unicode.Scalar(hex))
        rest = rest.dropFirst(2)
      } else {
        result.append(scalar)
        result.append(escape)
      }
    }
    return String(result)
  }

  private static func hexByte(_ digits: ArraySlice<Unicode.Scalar>) -> UInt8? {
    guard digits.count == 2, digits.allSatisfy({ $0.properties.isASCIIHexDigit }) else {
      return nil
    }
    return UInt8(String(String.UnicodeScalarView(digits)), radix: 16)
  }
}

/// Request lines, taken apart as text.
enum ReferenceRequest {
  /// Whether a line has a method and a target.
  static func isRequest(_ line: String) -> Bool {
    let parts = line.unicodeScalars.split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let text = ReferenceEscapes.undone(String(parts[0]))
    return methodAndTarget(of: text, hasQuery: parts.count == 2) != nil
  }

  /// Whether a target is a whole URL of another host than the site, whose name is one.
  static func isForeign(_ line: String, at site: String) -> Bool {
    let parts = line.unicodeScalars.split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let text = ReferenceEscapes.undone(String(parts[0]))
    guard let (method, target) = methodAndTarget(of: text, hasQuery: parts.count == 2),
      method != "CONNECT", site.contains("."),
      let match = target.firstMatch(
        of: /^[A-Za-z]+:\/\/(?:[^\/?#]*@)?([^\/?#:@]*)(?::[0-9]*)?(?:[\/?#]|$)/)
    else { return false }
    func host(_ text: some StringProtocol) -> String {
      text.lowercased().replacing(/^www\./, with: "").replacing(/\.$/, with: "")
    }
    return host(match.1) != host(site)
  }

  static func page(of line: String) -> PagePath {
    let parts = line.unicodeScalars.split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let hasQuery = parts.count == 2
    let path = String(parts[0])
    if !hasQuery, path == "" || path == "-" { return .noRequest }
    let text = ReferenceEscapes.undone(path)
    guard let (method, target) = methodAndTarget(of: text, hasQuery: hasQuery) else {
      return .invalidRequest
    }
    if method == "CONNECT" { return PagePath(redacted: "(proxy request)") }
    if target == "*" { return PagePath(redacted: "*") }
    guard let path = pathOf(target) else { return .invalidRequest }
    return PathRedaction(rules: []).page(of: ReferenceParser.bytes(path)[...])
  }

  private static func methodAndTarget(
    of text: String, hasQuery: Bool
  ) -> (method: String, target: String)? {
    let scalars = Array(text.unicodeScalars)
    guard let space = scalars.firstIndex(of: " "), space > 0,
      scalars[..<space].allSatisfy({ ("A"..."Z").contains($0) })
    else { return nil }
    var target = scalars[(space + 1)...]
    if !hasQuery, let last = target.lastIndex(of: " "),
      target[last...].starts(with: " HTTP/".unicodeScalars)
    {
      target = target[..<last]
    }
    return (
      String(String.UnicodeScalarView(scalars[..<space])),
      String(String.UnicodeScalarView(target))
    )
  }

  /// The path of an origin-form or absolute-form target.
  private static func pathOf(_ target: String) -> String? {
    if target.unicodeScalars.first == "/" { return target }
    let expression = try! NSRegularExpression(
      pattern: #"\A[A-Za-z]+://[^/?#]*(.*)\z"#, options: [.dotMatchesLineSeparators])
    let whole = NSRange(location: 0, length: target.unicodeScalars.count)
    guard let match = expression.firstMatch(in: target, range: whole) else { return nil }
    let rest = (target as NSString).substring(with: match.range(at: 1))
    return rest.unicodeScalars.first == "/" ? rest : "/"
  }
}
