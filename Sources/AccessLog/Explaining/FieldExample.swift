internal import LogFormats
internal import Traffic

/// A value of a log line as it may be shown: anonymised, as `sporlos scrub` would write it or further.
///
/// Nobody else can make one of bytes. Each initialiser of this file says why what it writes is safe.
public struct FieldExample: Hashable, Sendable {
  /// Printable text without control characters.
  public let text: String
  /// Whether it is a shape, or has one in it, and not what the value says.
  public let isShape: Bool

  private init(safe text: String, isShape: Bool = false) {
    self.text = text
    self.isShape = isShape
  }

  /// Where the server had nothing to say.
  static let nothing = FieldExample(safe: "-")

  /// An address: safe, since only its first 16 bits of IPv4, or 32 of IPv6, are left.
  init(_ network: KeptNetwork) {
    if network.isVersion6 {
      let groups = [network.bits >> 48, network.bits >> 32 & 0xffff].map { String($0, radix: 16) }
      self.init(safe: groups.joined(separator: ":") + "::/32")
    } else {
      let bits = network.bits
      self.init(safe: "\(bits >> 24 & 0xff).\(bits >> 16 & 0xff).0.0/16")
    }
  }

  /// A time: safe, since the hour is what is kept of times anyway.
  init(_ hour: Hour) {
    let (number, offset) = (hour.ofDay, hour.offset ?? .utc)
    let zone = offset == .utc ? " UTC" : offset.description
    self.init(safe: "\(hour.day) \(number < 10 ? "0" : "")\(number):00\(zone)")
  }

  /// A date: safe for the same reason.
  init(_ day: Day) { self.init(safe: "\(day)") }

  /// A request or its target. Safe, since the method is a member of a closed set, and the path is the
  /// page's, which is redacted; a page that few have asked for is shown by its shape.
  init(_ page: PagePath, _ method: RequestMethod, isNamed: Bool) {
    let isName = isNamed || page.text.hasPrefix("(")
    let path =
      isName ? QuotedText.harmless(page.text) : ValueShape(page.text.utf8, most: 40).text
    self.init(safe: (method == .none ? "" : method.rawValue + " ") + path, isShape: !isName)
  }

  /// A method: safe, since it is a member of a closed set.
  init(_ method: RequestMethod) { self.init(safe: method == .none ? "-" : method.rawValue) }

  /// A protocol: safe, since it is a member of a closed set.
  init(_ version: RequestProtocol) {
    self.init(safe: version == .none ? "-" : String(version.rawValue.dropFirst()))
  }

  /// A status: three digits.
  init(status: UInt16) { self.init(safe: status == 0 ? "-" : "\(status)") }

  /// Bytes: safe, since two digits of them are left.
  init(bytes: Int64) {
    var unit = 0
    var value = Double(bytes)
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    self.init(safe: FieldExample.rounded(value) + " " + units[unit])
  }

  /// A duration: safe, since all of one class are the same.
  init(_ time: ResponseTime) {
    guard time != .none else {
      self = .nothing
      return
    }
    let milliseconds = time.milliseconds
    self.init(
      safe: "up to "
        + (milliseconds < 999.5
          ? FieldExample.rounded(milliseconds) + " ms"
          : FieldExample.rounded(milliseconds / 1000) + " s"))
  }

  /// A number with two digits that count.
  private static func rounded(_ value: Double) -> String {
    if value >= 10 {
      let step = value >= 100 ? 10.0 : 1.0
      return "\(Int((value / step).rounded() * step))"
    }
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
  }

  /// A virtual host: safe, since it is a site's name, redacted; one without a name yet is shown by its
  /// shape.
  init(_ site: SiteName, isNamed: Bool) {
    let isName = isNamed || site.isPlaceholder
    self.init(safe: isName ? site.text : ValueShape(site.text.utf8).text, isShape: !isName)
  }

  /// A referrer: safe for the same reasons.
  init(_ referrer: ReferrerHost, isNamed: Bool) {
    let isName = isNamed || referrer.text.hasPrefix("(")
    self.init(safe: isName ? referrer.text : ValueShape(referrer.text.utf8).text, isShape: !isName)
  }

  /// A user agent: safe, since it is made of names of closed sets and the number of a version.
  init(_ client: Client) {
    if client.bot != .none, client.traffic != .person {
      let kind = client.traffic == .unknown ? "" : " (\(client.traffic.name))"
      self.init(safe: client.bot.name + kind)
      return
    }
    let version = client.browserMajor == 0 ? "" : " \(client.browserMajor)"
    self.init(
      safe: client.browser.name + version + " on " + client.system.name + ", " + client.device.name)
  }

  /// Anything of unknown meaning: safe, since only its shape is left.
  init(_ shape: ValueShape) { self.init(safe: shape.text, isShape: true) }
}
