internal import Traffic
internal import UserAgents

/// Text that may stand in a scrubbed log: the only text that ``ScrubbedLines`` takes beside numbers
/// and the literals of a format.
///
/// Nobody else can make one of bytes. Each initialiser of this file says why what it writes is safe:
/// it is made of names that were redacted, of members of closed sets, and of literals.
struct ScrubbedText {
  /// Printable ASCII without quotes; backslashes only in the escapes of servers.
  let bytes: [UInt8]

  private init(safe texts: String...) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count })
    for text in texts { bytes.append(contentsOf: text.utf8) }
    self.bytes = bytes
  }

  /// Where nothing is said.
  static let nothing = ScrubbedText(safe: "-")

  /// What is asked for: method and path, and the protocol where no query follows.
  ///
  /// Safe, since the method and the protocol are members of closed sets, and the path is the page's,
  /// which is redacted; whatever is no page is a literal that is read as the same again.
  ///
  /// - Complexity: O(*n*), with allocations; callers keep the answer for a request seen before.
  init(_ request: RequestedPage, form: RequestForm, endsHere: Bool, rules: [PageRule]) {
    let end = endsHere ? form.version.rawValue : ""
    let method = form.method.rawValue + (form.method == .none ? "" : " ")
    switch request.page.text {
    case PagePath.noRequest.text:
      self.init(safe: "-")
    case PagePath.probe.text:
      self.init(safe: method + "/.env" + end)
    case PagePath.invalidRequest.text:
      // The first bytes of a TLS handshake (RFC 8446, section 5.1), as servers write them.
      self.init(safe: (request.isProbe ? #"\x16\x03\x01"# : method + "invalid") + end)
    case let text where text.utf8.first == UInt8(ascii: "/"):
      let path = RequestText.path(of: request.page, isVerbatim: form.isVerbatim, rules: rules)
      self.init(safe: method, path, end)
    case "*":
      self.init(safe: method + "*" + end)
    default:
      self.init(safe: method + "proxy:443" + end)
    }
  }

  /// What stands between the path and the end of a request: a campaign, or the mark of a probe, and
  /// the protocol.
  ///
  /// Safe, since the values of a campaign are redacted and few, their names and the protocol are
  /// members of closed sets, and the mark is a literal.
  init(_ query: RequestedQuery, form: RequestForm, allowing parameters: Set<CampaignParameter>) {
    if query.isProbe {
      self.init(safe: "?probe=../.." + form.version.rawValue)
    } else {
      let text = query.campaign.map { RequestText.query(of: $0, allowing: parameters) } ?? ""
      self.init(safe: text + form.version.rawValue)
    }
  }

  /// Where a visitor came from.
  ///
  /// Safe, since the host is redacted, the scheme a member of a closed set, and the rest literals.
  init(_ referrer: RedactedReferrer, own: Referrer, site: SiteName) {
    self.init(safe: referrer.text(own: own, site: site))
  }

  /// A virtual host and its port.
  ///
  /// Safe, since a site's name is redacted unless it was given, placeholders become literals, and
  /// whatever is no name is one.
  init(_ site: SiteName, port: SitePort) {
    switch site {
    case .address: self.init(safe: "0.0.0.0" + port.rawValue)
    case .invalid: self.init(safe: "-" + port.rawValue)
    default: self.init(safe: HostRedaction.sample(of: site.text) + port.rawValue)
    }
  }

  /// A user agent of our own for a client.
  ///
  /// Safe, since it is made of names of closed sets. Bytes beyond ASCII, of which some names have a
  /// few, are escaped as both servers do.
  init(_ client: Client) {
    let digits = Array("0123456789ABCDEF")
    self.init(
      safe: UserAgent.canonical(of: client).utf8.reduce(into: "") { text, byte in
        if byte < 0x80 {
          text.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          text += "\\x" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
      })
  }

  /// A time in the zone of the server: the beginning of its hour in UTC, or, only if it is asked for,
  /// the time itself.
  ///
  /// Safe, since the hour is what is kept of times anyway, and all that is written are digits and
  /// the names of months. In zones that are not whole hours from UTC, the beginning of an hour is not
  /// at `:00`; that of the hour in UTC it must be, for the line to count in it again.
  init(hour: Int32, _ time: LoggedTime, keepsTime: Bool) {
    let minute = keepsTime ? ((Int(time.minute) - time.offset) % 60 + 60) % 60 : 0
    let local = Int(hour) * 60 + minute + time.offset
    let day = local >= 0 ? local / 1440 : (local - 1439) / 1440
    let ofDay = local - day * 1440
    let date = Day(rawValue: Int32(day)).date
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let year = String(repeating: "0", count: max(0, 4 - "\(date.year)".count)) + "\(date.year)"
    self.init(
      safe: "\(two(date.day))/\(ScrubbedText.months[date.month - 1])/\(year):"
        + "\(two(ofDay / 60)):\(two(ofDay % 60)):\(two(keepsTime ? Int(time.second) : 0)) "
        + "\(time.isEast ? "+" : "-")\(two(Int(time.zoneHours)))\(two(Int(time.zoneMinutes)))")
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
