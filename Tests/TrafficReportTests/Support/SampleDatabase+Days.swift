import TestSupport
import Traffic
import TrafficReport
import TrafficStore

extension SampleDatabase {
  /// Hits with all that is counted by day, in the evening of one day and the morning of the next.
  static func days() throws -> SampleDatabase {
    let (first, next) = (Hour("2026-10-01T20:00Z")!, Hour("2026-10-02T06:00Z")!)
    let letter = Campaign(source: "newsletter", medium: "email", name: "autumn")
    let nameless = Campaign(source: "newsletter", medium: "", name: "")
    let formula = Campaign(source: "=cmd|' /C calc'!A0", medium: "\u{1B}[2J", name: "\u{202E}x")
    return try SampleDatabase([
      .init(hour: first, count: 60, major: 144, country: "NO", referrer: "(internal)", time: 12),
      .init(hour: next, count: 30, major: 143, country: "NO", referrer: "(direct)", time: 130),
      .init(
        path: "/shop", hour: first, browser: .chrome, count: 20, major: 141, country: "SE",
        referrer: "google.com", campaign: letter, time: 900),
      .init(
        path: "/shop", hour: next, browser: .chrome, count: 8, country: "ZZ",
        referrer: "mail.google.com", campaign: nameless, time: 4000),
      .init(hour: next, browser: .safari, count: 5, country: "XK", referrer: "a.example"),
      .init(
        hour: next, browser: .safari, count: 4, country: "IS", referrer: "b.example",
        campaign: formula),
      .init(
        hour: next, device: .bot, browser: .other, system: .other, kind: .bot, count: 9,
        bot: .googlebot),
      .init(
        hour: next, device: .bot, browser: .other, system: .other, kind: .bot, count: 3,
        bot: .bingbot),
      .init(
        hour: next, device: .bot, browser: .other, system: .other, kind: .bot, count: 1,
        bot: .gptBot),
    ])
  }
}
