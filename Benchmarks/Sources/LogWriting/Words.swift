/// Words to build paths from.
enum Words {
  static let sections = [
    "articles", "guides", "news", "products", "courses", "events", "support", "docs/reference",
    "docs/guides", "blog/2026/09", "blog/2026/08", "blog/2025/11", "gallery", "recipes", "places",
    "about",
  ]

  static let nouns = [
    "archive", "basket", "bicycle", "boats", "bread", "bridge", "calendar", "camera", "catalogue",
    "coast", "coffee", "compass", "concert", "design", "energy", "fabric", "ferry", "fjord",
    "forest", "garden", "glacier", "harbour", "history", "island", "kitchen", "lantern", "library",
    "lighthouse", "market", "membership", "mountain", "museum", "music", "paper", "printing",
    "railway", "river", "school", "ski", "storage", "summer", "theatre", "timber", "travel",
    "village", "weather", "winter", "workshop",
  ]

  static let adjectives = [
    "annual", "better", "blue", "careful", "common", "early", "easy", "first", "good", "green",
    "hidden", "large", "late", "local", "long", "modern", "new", "northern", "old", "open",
    "practical", "quiet", "red", "short", "simple", "small", "southern", "warm", "western", "white",
  ]

  static let images = ["hero", "teaser", "portrait", "thumbnail", "banner", "map", "figure"]

  /// What scanners ask every site for.
  static let probes = [
    "/wp-login.php", "/xmlrpc.php", "/.env", "/.git/config", "/admin/", "/phpmyadmin/",
    "/wp-includes/wlwmanifest.xml", "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
    "/cgi-bin/test.cgi", "/server-status", "/config.json", "/backup.zip", "/owa/", "/login.action",
    "/actuator/health", "/boaform/admin/formLogin", "/.well-known/security.txt", "/ads.txt",
    "/old-site/index.html", "/apple-touch-icon-precomposed.png",
  ]
}
