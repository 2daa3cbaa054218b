// Field names of W3C extended logs: W3C Working Draft WD-logfile-960323
// (https://www.w3.org/TR/WD-logfile.html), IIS
// (https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging), IIS Advanced Logging
// (https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-server-2008-R2-and-2008/ee791933(v=ws.10)),
// CloudFront
// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html),
// and the relatives that streaming servers and proxies (ISA, Blue Coat) write.

enum W3CVariables {
  /// Which server's habits a list of names has, for what the names alone do not tell.
  enum Kind {
    /// Durations in milliseconds, `+` for blanks.
    case iis
    /// Durations in seconds, percent-encoded values, tabs between them.
    case cloudFront
    /// Durations in milliseconds, values in quotes: proxies, IIS Advanced Logging.
    case quoted
    /// The draft itself: durations in seconds with a fraction.
    case draft

    init(names: [String]) {
      let kinds = names.compactMap { W3CVariables.sign(of: $0)?.kind }
      self = [.cloudFront, .quoted, .iis].first(where: kinds.contains) ?? .draft
    }

    /// How `time-taken` is written. Whose names are like IIS's may write the draft's seconds.
    var timeTaken: FieldNotation {
      switch self {
      case .iis, .quoted: .secondsOrMilliseconds
      case .cloudFront, .draft: .duration(.seconds)
      }
    }

    var encoding: FieldEncoding {
      switch self {
      case .iis: .plusForSpace
      case .cloudFront: .percent
      case .quoted, .draft: .doubledQuote
      }
    }
  }

  /// Names that only one kind of server writes; those with a star begin so.
  private static let signs: [(name: String, kind: Kind)] = [
    ("x-edge-*", .cloudFront),
    ("x-bluecoat*", .quoted), ("sc-filter-*", .quoted), ("cs-categories", .quoted),
    ("s-action", .quoted), ("rs(content-type)", .quoted),
    ("timetakenms", .quoted), ("date-local", .quoted), ("time-local", .quoted),
    ("sc-win32*", .iis), ("sc-substatus", .iis), ("s-sitename", .iis), ("s-port", .iis),
    ("s-computername", .iis), ("cs-username", .iis), ("s-ip", .iis), ("c-agent", .iis),
    ("cs-referred", .iis), ("s-object-source", .iis),
  ]

  /// The sign that a name is, without its star, and the kind of server that it tells.
  private static func sign(of lowercased: String) -> (name: String, kind: Kind)? {
    for (name, kind) in signs {
      guard name.hasSuffix("*") else {
        if lowercased == name { return (name, kind) }
        continue
      }
      let beginning = String(name.dropLast())
      if lowercased.hasPrefix(beginning) { return (beginning, kind) }
    }
    return nil
  }

  /// A name that tells the kind of server as well as the given one does; `nil` where that tells nothing.
  static func telling(_ lowercased: String) -> String? { sign(of: lowercased)?.name }

  /// What a field's value means, by its name in lower case.
  static func field(_ lowercased: String, kind: Kind, written name: String) -> FormatField {
    if let header = header(lowercased) {
      var field = HeaderVariables.field(header: header, written: name, encoding: kind.encoding)
      field.extent = .word
      // CloudFront's is that of the distribution; what the viewer asked for is `x-host-header`.
      if kind == .cloudFront, field.meaning == .host { field.rank = 2 }
      return field
    }
    return switch lowercased {
    case "date":
      FormatField(.date, .isoDate, name: name)
    case "time":
      FormatField(.time, .timeOfDay, name: name)
    // IIS Advanced Logging writes both kinds, or either.
    case "date-local":
      FormatField(.date, .isoDate, name: name, rank: 1)
    case "time-local":
      FormatField(.time, .localTimeOfDay, name: name, rank: 1)
    case "timestamp", "x-timestamp-unix":
      FormatField(.time, .epoch(.seconds), name: name, rank: 1)
    case "timestamp(ms)", "x-timestamp-unix-ms":
      FormatField(.time, .epoch(.milliseconds), name: name, rank: 1)
    case "c-ip":
      FormatField(.client, name: name, mayBeClient: true)
    case "x-forwarded-for":
      FormatField(
        .client, encoding: kind.encoding, name: name, rank: 2, mayBeClient: true)
    case "cs-ip":
      FormatField(.client, name: name, rank: 3, mayBeClient: true)
    case "c-dns":
      FormatField(.client, name: name, rank: 4, mayBeClient: true)
    case "x-host-header":
      FormatField(.host, name: name)
    case "cs-host":
      FormatField(.host, name: name, rank: 1)
    case "cs-uri-host":
      FormatField(.host, name: name, rank: 3)
    case "cs-method":
      FormatField(.method, name: name)
    case "cs-uri":
      FormatField(.target, name: name)
    case "cs-uri-stem", "cs-uri-path":
      FormatField(.target, name: name, rank: 1)
    case "cs-uri-query":
      FormatField(.query, name: name)
    case "cs-version", "cs-protocol-version":
      FormatField(.version, name: name)
    case "sc-status", "c-status":
      FormatField(.status, name: name, rank: lowercased == "sc-status" ? 0 : 1)
    case "sc-bytes":
      FormatField(.bytes, name: name)
    case "bytes":
      FormatField(.bytes, name: name, rank: 1)
    case "time-taken":
      FormatField(.duration, kind.timeTaken, name: name)
    case "timetakenms":
      FormatField(.duration, .duration(.milliseconds), name: name)
    case "x-duration":
      FormatField(.duration, .duration(.seconds), name: name, rank: 1)
    case "c-agent", "cs-user-agent":
      FormatField(.userAgent, encoding: kind.encoding, name: name, rank: 1)
    case "cs-referred", "cs-referer", "cs-referrer":
      FormatField(.referrer, encoding: kind.encoding, name: name, rank: 1)
    default:
      FormatField(.ignored, encoding: kind.encoding, name: name)
    }
  }

  /// The name in `cs(Name)`, a header of the request.
  private static func header(_ name: String) -> String? {
    guard name.hasPrefix("cs("), name.hasSuffix(")") else { return nil }
    return String(name.dropFirst(3).dropLast())
  }
}
