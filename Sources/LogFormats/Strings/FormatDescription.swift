/// A format that somebody describes in words, as `ALB: type time elb …` or `Caddy default JSON`.
enum FormatDescription {
  /// The definition of the preset that the words mean; `nil` where they mean none.
  static func definition(of text: String) throws(FormatProblem) -> FormatDefinition? {
    if let range = text.lowercased().firstRange(of: "#fields:") {
      let start = text.lowercased().distance(
        from: text.lowercased().startIndex, to: range.lowerBound)
      return try W3CFields.definition(of: String(text.dropFirst(start)))
    }
    if let names = text.dropping(prefix: "csv:") { return try values(names, by: ",") }
    if let names = text.dropping(prefix: "tsv:") { return try values(names, by: "\t") }
    guard DialectLook.dialect(of: text) == nil, !text.trimmingBlanks().hasPrefix("{") else {
      return nil
    }
    let words = Set(
      text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init))
    let row = rows.first { row in row.words.allSatisfy(words.contains) }
    return row.flatMap { FormatCatalogue.preset(named: $0.preset)?.definition }
  }

  /// Names with one separator between them: a known preset's, or each by what it usually means.
  private static func values(
    _ text: String, by separator: Character
  ) throws(FormatProblem) -> FormatDefinition {
    let names = text.split(separator: separator, omittingEmptySubsequences: false)
      .map { String($0.filter { $0 != "\"" }).trimmingBlanks() }
    if names.contains("time_micros"), names.contains("cs_uri") {
      return CloudFormats.cloudStorage
    }
    let fields = names.map { name in
      var field = KeyNames.field(named: name) ?? FormatField(.ignored, name: name)
      field.encoding = .doubledQuote
      return field
    }
    return try FormatDefinition(
      name: separator == "," ? "csv" : "tsv",
      shape: .separated(separator.asciiValue ?? UInt8(ascii: ","), fields)
    ).checked()
  }

  /// The words that all have to be there, and the preset that they mean; the first row that fits
  /// counts, so the more telling stand first.
  private static let rows: [(words: [String], preset: String)] = [
    // What a wrapper's lines hold says the end of the description.
    (["then", "combined", "traefik"], "traefik"), (["traefik", "json"], "traefik-json"),
    (["traefik", "1"], "traefik-1"), (["traefik"], "traefik"),
    (["icecast"], "icecast"), (["ovh"], "ovh"),
    (["haproxy", "httplog", "clf"], "haproxy-clf"), (["haproxy", "httpslog"], "haproxy-https"),
    (["haproxy"], "haproxy"), (["caddy"], "caddy"), (["istio", "json"], "istio-json"),
    (["envoy", "json"], "istio-json"), (["istio"], "istio"), (["envoy"], "envoy"),
    (["squid", "combined"], "squid-combined"), (["squid", "common"], "squid-common"),
    (["squid"], "squid"), (["alb"], "aws-alb"), (["elb"], "aws-elb"),
    (["application", "load", "balancer"], "aws-alb"),
    (["classic", "load", "balancer"], "aws-elb"), (["s3"], "aws-s3"),
    (["cloudfront", "json"], "aws-cloudfront-json"), (["cloudfront"], "aws-cloudfront"),
    (["api", "gateway", "json"], "aws-apigateway-json"),
    (["api", "gateway"], "aws-apigateway"), (["cloud", "storage"], "google-cloud-storage"),
    (["gcs"], "google-cloud-storage"), (["httprequest"], "google-http"),
    (["cloud", "logging"], "google-http"), (["cloud", "run"], "google-http"),
    (["app", "engine"], "google-http"), (["logpush"], "cloudflare"), (["cloudflare"], "cloudflare"),
    (["datastream"], "akamai-datastream2"), (["akamai"], "akamai-datastream2"),
    (["bunny"], "bunny"), (["heroku"], "heroku"), (["front", "door"], "azure-front-door"),
    (["frontdoor"], "azure-front-door"), (["application", "gateway"], "azure-application-gateway"),
    (["azure"], "azure-app-service"), (["iis"], "w3c"), (["w3c"], "w3c"), (["vercel"], "vercel"),
    (["fastly", "json"], "fastly-json"), (["fastly"], "fastly"), (["kong", "json"], "kong-json"),
    (["kong"], "kong"), (["apisix"], "apisix"), (["ingress", "nginx"], "ingress-nginx"),
    (["proxy", "manager"], "nginx-proxy-manager"), (["lighttpd"], "lighttpd"),
    (["varnish"], "varnish"), (["varnishncsa"], "varnish"), (["tomcat"], "tomcat"),
    (["vhost", "combined"], "vhost-combined"), (["vhost", "common"], "vhost-common"),
    (["nginx", "main"], "nginx-main"), (["combined"], "combined"), (["common"], "common"),
    (["nginx"], "combined"), (["apache"], "combined"),
    // Wrappers around lines of the usual kind, told by the wrapper alone.
    (["docker", "compose"], "combined"), (["docker"], "combined"), (["kubernetes"], "combined"),
    (["kubectl"], "combined"), (["cri"], "combined"), (["stream", "tag", "line"], "combined"),
    (["journald"], "combined"), (["journalctl"], "combined"), (["rfc", "3164"], "combined"),
    (["rfc", "5424"], "combined"), (["syslog"], "combined"), (["rsyslog"], "combined"),
  ]
}
