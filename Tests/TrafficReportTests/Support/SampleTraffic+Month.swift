import TestSupport
import Traffic

extension SampleTraffic {
  /// Two sites over twelve days: enough to look at every report.
  static var month: SampleTraffic {
    var traffic = SampleTraffic()
    let begin = Day("2026-09-28")!.midnight.later(by: 7)
    let paths = [
      "/", "/products/", "/products/long-handled-garden-tools/spades-and-shovels/left-handed/:id",
      "/about", "/blog/2026/09/what-we-learned", "/kontakt/blåbærsyltetøy", "/search",
    ]
    for (country, referrer) in [
      ("NZ", "forum.example"), ("IS", "blog.example"), ("FO", "mail.google.com"),
    ] {
      traffic.add(
        Hits(hour: begin, count: 2, country: country, referrer: referrer))
    }
    for step in 0..<275 {
      let hour = begin.later(by: step)
      let busy = Int64(20 + 40 * ((hour.ofDay + 18) % 24) / 8 + Int(hour.day.rawValue) % 7 * 9)
      for (index, path) in paths.enumerated() {
        let share = busy / Int64(1 + index * index)
        guard share > 0 else { continue }
        let mobile = (step + index) % 3 == 0
        traffic.add(
          Hits(
            site: index == 2 ? "shop.example.org" : "example.org", path: path, hour: hour,
            device: mobile ? .mobile : step % 11 == 0 ? .tablet : .desktop,
            browser: [.chrome, .safari, .firefox, .edge, .chrome][(step + index) % 5],
            system: mobile ? .android : step % 2 == 0 ? .windows : .macOS,
            status: index == 6 ? 304 : 200, count: share, bytes: 9137,
            major: UInt16(138 + (step + index * index) % 6),
            country: ["NO", "NO", "SE", "DE", "ZZ", "US", "NO", "GB"][(step * 3 + index) % 8],
            referrer: referrers[(step * 5 + index * 3) % referrers.count],
            campaign: step % 40 == 0 ? campaigns[step / 40 % campaigns.count] : nil,
            time: UInt64(3 + index * index * 9 + (step % 50 == 0 ? 2400 : step % 7 * 4))))
      }
      traffic.add(
        Hits(path: "/style.css", hour: hour, kind: .asset, count: busy * 2, bytes: 31_402))
      traffic.add(
        Hits(
          path: "/", hour: hour, device: .bot, browser: .other, system: .other, kind: .bot,
          count: busy / 3, bytes: 8000, bot: bots[step % bots.count]))
      if step % 4 == 0 {
        traffic.add(
          Hits(path: "/wp-login.php", hour: hour, status: 404, kind: .error, count: 3, bytes: 162))
      }
      if step % 50 == 0 {
        traffic.add(Hits(path: "/search", hour: hour, status: 500, kind: .error, bytes: 0))
      }
    }
    return traffic
  }

  private static let referrers = [
    "(internal)", "(internal)", "(direct)", "google.com", "(internal)", "duckduckgo.com",
    "l.facebook.com", "chatgpt.com", "(internal)", "news.garden-friends.example", "(direct)",
    "android-app://com.slack", ":id.users.example",
  ]
  private static let campaigns = [
    Campaign(source: "newsletter", medium: "email", name: "autumn-sale"),
    Campaign(source: "facebook", medium: "cpc", name: "spades"),
    Campaign(source: "newsletter", medium: "email", name: ""),
  ]
  private static let bots: [BotFamily] = [
    .googlebot, .bingbot, .gptBot, .claudeBot, .googlebot, .curl, .other, .censys, .googlebot,
    .chatGPTUser, .uptimeRobot, .ahrefsBot,
  ]
}
