/// All formats that have a name.
public enum FormatCatalogue {
  /// The presets, the best known first.
  public static let presets: [FormatPreset] = servers + nginxRelatives + proxies + clouds + objects

  /// The preset with a name, or with one of its other names; case makes no difference.
  public static func preset(named name: String) -> FormatPreset? {
    let wanted = name.lowercased()
    let known = aliases[wanted] ?? wanted
    return presets.first { $0.name == known }
  }

  /// Other names, most of them GoAccess's (https://goaccess.io/man#custom-log).
  public static let aliases: [String: String] = [
    "vcommon": "vhost-common", "vcombined": "vhost-combined", "cloudfront": "aws-cloudfront",
    "awselb": "aws-elb", "elb": "aws-elb", "awsalb": "aws-alb", "alb": "aws-alb",
    "awss3": "aws-s3", "s3": "aws-s3", "traefikclf": "traefik", "traefik-clf": "traefik",
    "cloudstorage": "google-cloud-storage", "gcs": "google-cloud-storage", "iis": "w3c",
    "vhost_combined": "vhost-combined", "nginx": "nginx-main", "apache": "combined",
    "ncsa": "combined", "clf": "common", "xlf": "combined", "httplog": "haproxy",
    "haproxy-http": "haproxy", "haproxy-http-clf": "haproxy-clf", "httplog-clf": "haproxy-clf",
    "httpslog": "haproxy-https", "npm": "nginx-proxy-manager", "caddy-json": "caddy",
    "cloudflare-logpush": "cloudflare", "logpush": "cloudflare",
    "datastream2": "akamai-datastream2",
    "akamai": "akamai-datastream2", "google-lb": "google-http", "gcp": "google-http",
    "apigateway": "aws-apigateway", "varnishncsa": "varnish", "main": "nginx-main",
    "upstreaminfo": "ingress-nginx", "azure": "azure-app-service", "istio-text": "istio",
  ]

  /// A preset whose string is the project's own, so that it compiles is a matter of tests.
  static func preset(
    _ name: String, _ title: String, source: String, needsZone: Bool = false,
    isGuessable: Bool = true,
    _ compile: @escaping @Sendable () throws(FormatProblem) -> FormatDefinition
  ) -> FormatPreset {
    FormatPreset(
      name: name, title: title, source: source, needsZone: needsZone, isGuessable: isGuessable,
      compile: compile)
  }

  static func fixed(
    _ title: String, source: String, needsZone: Bool = false, _ definition: FormatDefinition
  ) -> FormatPreset {
    preset(definition.name, title, source: source, needsZone: needsZone) { definition }
  }
}
