internal import Traffic

/// Writes pages and campaigns as targets of requests that are read as the same page and campaign.
enum RequestText {
  /// A page's path as the path of a target.
  ///
  /// What is written is read back, and another way is taken where it would not be the same page: a
  /// path that was encoded so often that it passes for no probe must be so again; and a rule that
  /// ends in `**` may be read by an earlier rule.
  ///
  /// - Parameter isVerbatim: Whether the page was read from just this text. It need not be read again
  ///   then, where it is written as it stands.
  static func path(of page: PagePath, isVerbatim: Bool, rules: [PageRule]) -> String {
    let text = Array(page.text.utf8)
    if isVerbatim, text.allSatisfy({ $0 == UInt8(ascii: "/") || isPlain($0) }) { return page.text }
    let plain = encoded(text, passes: 1, all: false)
    let ways: [() -> String] = [
      { plain },
      { encoded(text, passes: 5, all: true) },
      { plain + "/**" },
      { plain.hasSuffix("/**") ? String(plain.dropLast(3)) : plain },
    ]
    for way in ways {
      let path = way()
      // What is written has neither spaces nor a `?`, so a protocol or a query behind it makes no
      // difference.
      let read = RequestLine.page(
        of: Array("GET \(path)".utf8)[...], isEscaped: false, rules: rules)
      if !read.isProbe, Array(read.page.text.utf8) == text { return path }
    }
    return "invalid"
  }

  /// A campaign as a query, empty where it would not be read as the same campaign: where its value
  /// looks like an attack once what cannot be seen is gone.
  static func query(of campaign: Campaign, allowing parameters: Set<CampaignParameter>) -> String {
    let pairs = CampaignPart.allCases.compactMap { part -> String? in
      let value = campaign[part]
      let name = CampaignParameter.allCases.first { $0.part == part && parameters.contains($0) }
      guard let name, !value.isEmpty else { return nil }
      // Values are decoded twice.
      return name.rawValue + "=" + encoded(Array(value.utf8), passes: 2, all: false)
    }
    let query = "?" + pairs.joined(separator: "&")
    let read = RequestLine.query(of: Array("GET /\(query)".utf8), allowing: parameters)
    return read.campaign == campaign && !read.isProbe ? query : ""
  }

  /// Text percent-encoded (RFC 3986, section 2.1) so many times.
  ///
  /// - Parameter all: Whether letters and digits are encoded too; slashes never are.
  private static func encoded(_ text: [UInt8], passes: Int, all: Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    // A `%` that is encoded again becomes `%25`.
    let sign = Array(("%" + String(repeating: "25", count: passes - 1)).utf8)
    var result: [UInt8] = []
    for byte in text {
      if byte == UInt8(ascii: "/") || (!all && isPlain(byte)) {
        result.append(byte)
      } else {
        result += sign + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Bytes that stand for themselves in a path: unreserved ones, and those that placeholders and
  /// rules have.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
      UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: ","):
      true
    default: ASCII.isAlphanumeric(byte)
    }
  }

  /// All bytes but unreserved ones percent-encoded.
  static func percentEncoded(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for byte in bytes {
      if ASCII.isAlphanumeric(byte) || "-._~/:".utf8.contains(byte) {
        result.append(byte)
      } else {
        result += [
          UInt8(ascii: "%"), HexDigit.digit(byte >> 4), HexDigit.digit(byte & 15),
        ]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
