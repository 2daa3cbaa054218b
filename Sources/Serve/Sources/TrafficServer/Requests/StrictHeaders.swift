internal import TrafficPages

/// What every answer says of how it may be used.
enum StrictHeaders {
  /// Nothing from elsewhere, nothing inline, and nothing of this in another site's page, but in frames of those that
  /// are named.
  static func all(inFramesOf origins: [String] = []) -> [Answer.Header] {
    [
      header("Content-Security-Policy", DashboardPage.contentSecurityPolicy(inFramesOf: origins)),
      header("Cross-Origin-Resource-Policy", origins.isEmpty ? "same-origin" : "cross-origin"),
    ] + others
  }

  private static let others: [Answer.Header] = [
    header("X-Content-Type-Options", "nosniff"),
    // Without a referrer, browsers send forms with `Origin: null` (Fetch, section 3.1), as if they were from elsewhere.
    header("Referrer-Policy", "same-origin"),
    header("Cross-Origin-Opener-Policy", "same-origin"),
    header("Cross-Origin-Embedder-Policy", "require-corp"),
    header("Permissions-Policy", "browsing-topics=()"),
    header("X-Robots-Tag", "noindex"),
  ]

  private static func header(_ name: String, _ value: String) -> Answer.Header {
    Answer.Header(name: name, value: value)
  }
}
