internal import LogFormats

/// What a value of a format is called where that may be shown.
///
/// Names of a server's own format are the server's. A format that was recognised by its values has names
/// that stand in the log: of these only words that are known to be names are shown, since anybody can
/// write anything into a log.
public enum ValueName: Hashable, Sendable {
  /// What the server calls it.
  case said(String)
  /// The value at this place of a line, from 1; 0 where it is not known which.
  case place(Int)

  init(_ field: FormatField, at index: Int, of format: LogFormat) {
    let isSaid = format.name != LogFormat.recognisedName || ValueName.isKnown(field.name)
    self = isSaid ? .said(field.name) : .place(index + 1)
  }

  /// The value that a note of recognition names.
  init(noted name: String, of format: LogFormat) {
    let fields = format.plan.fields
    if let index = fields.firstIndex(where: { $0.name == name }) {
      self.init(fields[index], at: index, of: format)
    } else if name.hasPrefix("field"), let place = Int(name.dropFirst(5)) {
      self = .place(place)
    } else {
      self = ValueName.isKnown(name) ? .said(name) : .place(0)
    }
  }

  /// Whether a name found in a log is one of those that servers and people use for a value.
  private static func isKnown(_ name: String) -> Bool {
    guard name.utf8.count <= 64 else { return false }
    if ofPresets.contains(name) { return true }
    // The name of a value without a label is its place.
    if name.hasPrefix("field"), Int(name.dropFirst(5)) != nil { return true }
    // `request.headers.User-Agent`: each part is a name of its own.
    return name.split(separator: ".").allSatisfy {
      LabelName(String($0)) != nil || others.contains(LabelName.key(String($0)))
    }
  }

  /// Names of values in formats that have a name: servers' and services' own, from their manuals.
  private static let ofPresets: Set<String> = Set(
    FormatPlan.known.flatMap { $0.fields.map { $0.name.replacing(">", with: ".") } })

  /// Names of objects around values, and of values that nobody counts.
  private static let others: Set<String> = [
    "response", "res", "resp", "headers", "header", "log", "access", "event", "message", "fields",
    "properties", "nginx", "apache", "jsonpayload", "original", "source", "user", "upstream",
    "uct", "uht", "urt", "us", "ut", "cs", "ul", "upstreamaddr", "upstreamstatus",
    "upstreamresponsetime", "upstreamconnecttime", "upstreamheadertime", "upstreamcachestatus",
    "requestlength", "remoteuser", "pipe", "gzipratio", "requestid", "connection",
    "connectionrequests", "scheme", "xcache", "cache", "pid",
  ]
}
