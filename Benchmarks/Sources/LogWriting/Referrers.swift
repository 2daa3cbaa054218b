/// Where the visitors of pages come from, beside the site itself.
enum Referrers {
  /// Text and weight.
  static let external: [(text: String, weight: Double)] = [
    ("https://www.google.com/", 46), ("https://www.bing.com/", 9), ("https://duckduckgo.com/", 6),
    ("https://www.google.no/", 6), ("android-app://com.google.android.googlequicksearchbox/", 3),
    ("https://www.facebook.com/", 3), ("https://l.facebook.com/", 4),
    ("https://www.linkedin.com/", 3), ("https://www.reddit.com/", 3),
    ("https://news.ycombinator.com/item?id=41234567", 2), ("https://t.co/Ab3dE6fGh1", 2),
    ("https://mastodon.social/", 1), ("https://github.com/example/example", 3),
    ("https://search.brave.com/", 1), ("https://yandex.ru/", 1), ("https://www.ecosia.org/", 2),
    ("https://partner.example.com/links/recommended-sites", 3),
    ("https://blog.example.net/2026/09/a-visit-to-the-coast", 2),
  ]
}
