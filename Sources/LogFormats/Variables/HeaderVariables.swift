// Request headers by their names: RFC 9110 (Host, Referer, User-Agent), RFC 7239 (Forwarded), the
// de facto X-Forwarded-For and its relatives, and RFC 9113's `:authority`, `:method` and `:path`.

enum HeaderVariables {
  /// What a request header means that a format string names, whatever way it names it.
  ///
  /// Header names ignore case (RFC 9110, section 5.1).
  static func field(
    header: String, written name: String, encoding: FieldEncoding = .none
  ) -> FormatField {
    switch header.lowercased() {
    case "user-agent":
      FormatField(.userAgent, encoding: encoding, extent: .text, name: name)
    case "referer", "referrer":
      FormatField(.referrer, encoding: encoding, name: name)
    case "host", ":authority":
      FormatField(.host, encoding: encoding, name: name)
    case "x-forwarded-host", "x-original-host", "fastly-orig-host":
      FormatField(.host, encoding: encoding, extent: .list, name: name, rank: 2)
    case ":path":
      FormatField(.target, encoding: encoding, name: name)
    case ":method":
      FormatField(.method, encoding: encoding, name: name)
    case "x-envoy-original-path", "x-original-uri", "x-original-url":
      FormatField(.target, encoding: encoding, name: name, rank: 1)
    case "x-forwarded-for", "x-original-forwarded-for", "forwarded-for":
      FormatField(
        .client, encoding: encoding, extent: .list, name: name, rank: 2, mayBeClient: true)
    case "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip",
      "cf-connecting-ipv6", "cf-pseudo-ipv4", "fastly-client-ip", "client-ip",
      "x-envoy-external-address", "x-azure-clientip", "x-azure-socketip", "fly-client-ip",
      "cloudfront-viewer-address", "x-appengine-user-ip", "x-nf-client-connection-ip",
      "x-vercel-forwarded-for":
      FormatField(.client, encoding: encoding, name: name, rank: 3, mayBeClient: true)
    default:
      FormatField(.ignored, encoding: encoding, extent: .text, name: name)
    }
  }
}
