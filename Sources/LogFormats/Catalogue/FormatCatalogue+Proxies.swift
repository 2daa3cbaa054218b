extension FormatCatalogue {
  private static let haproxyManual = "https://docs.haproxy.org/2.6/configuration.html#8.2.3"
  private static let squidManual = "https://www.squid-cache.org/Doc/config/logformat/"
  private static let istioManual =
    "https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format"
  private static let traefikManual =
    "https://doc.traefik.io/traefik/observability/access-logs/#format"

  /// Proxies, and servers with a format of their own.
  static let proxies: [FormatPreset] = [
    preset("haproxy", "HAProxy, option httplog", source: haproxyManual, needsZone: true) {
      () throws(FormatProblem) in
      try HAProxyFormat.definition(of: HAProxyFormat.httplog)
    },
    preset("haproxy-clf", "HAProxy, option httplog clf", source: haproxyManual) {
      () throws(FormatProblem) in
      try HAProxyFormat.definition(of: HAProxyFormat.httplogCLF)
    },
    preset(
      "haproxy-https", "HAProxy, option httpslog",
      source: "https://docs.haproxy.org/2.6/configuration.html#8.2.4", needsZone: true
    ) { () throws(FormatProblem) in try HAProxyFormat.definition(of: HAProxyFormat.httpslog) },
    preset("squid", "Squid's own format", source: squidManual) { () throws(FormatProblem) in
      try SquidFormat.definition(of: "squid")
    },
    preset("squid-combined", "Squid, combined", source: squidManual) {
      () throws(FormatProblem) in try SquidFormat.definition(of: "combined")
    },
    preset("squid-common", "Squid, common", source: squidManual) {
      () throws(FormatProblem) in try SquidFormat.definition(of: "common")
    },
    preset(
      "envoy", "Envoy's default",
      source:
        "https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#default-format-string"
    ) { () throws(FormatProblem) in try EnvoyFormat.definition(of: ServerFormats.envoy) },
    preset("istio", "Istio 1.9 and later", source: istioManual) { () throws(FormatProblem) in
      try EnvoyFormat.definition(of: ServerFormats.istio)
    },
    preset("istio-1.8", "Istio 1.6 to 1.8", source: istioManual) { () throws(FormatProblem) in
      try EnvoyFormat.definition(of: ServerFormats.istio18)
    },
    preset("istio-1.5", "Istio 1.3 to 1.5", source: istioManual) { () throws(FormatProblem) in
      try EnvoyFormat.definition(of: ServerFormats.istio15)
    },
    fixed("Traefik's common format", source: traefikManual, ServerFormats.traefik),
    fixed("Traefik 1's common format", source: traefikManual, ServerFormats.traefik1),
    preset(
      "w3c", "W3C extended as IIS writes it; #Fields in the log goes first",
      source: "https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging"
    ) { () throws(FormatProblem) in try W3CFields.definition(of: ServerFormats.iisFields) },
    fixed(
      "IIS's own format, with commas",
      source: "https://learn.microsoft.com/en-us/windows/win32/http/iis-logging", needsZone: true,
      ServerFormats.iis),
  ]
}
