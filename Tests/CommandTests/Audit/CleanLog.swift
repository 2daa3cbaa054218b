import TestSupport

/// A log of made-up sites as there are: many hosts, slugs in several languages with years, sizes, versions
/// and chapters in them, campaigns and referrers. No word of it is about anybody.
struct CleanLog {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Lines of the combined format with hosts; each page is asked for by people enough to get its name.
  mutating func lines(pages count: Int) -> String {
    let hosts = (0..<3).map { _ in host() }
    var lines: [String] = []
    for _ in 0..<count {
      let host = hosts.randomElement(using: &random)!
      let path = path()
      let query = Int.random(in: 0..<4, using: &random) == 0 ? "?" + campaign() : ""
      let referrer =
        Bool.random(using: &random) ? "https://\(referrer())/a/page" : "-"
      for visitor in 0..<8 {
        lines.append(
          "\(host):443 198.51.\(100 + visitor).9 - - "
            + "[\(20 + visitor / 5)/Oct/2026:\(10 + visitor):11:12 +0000] "
            + "\"GET \(path)\(query) HTTP/1.1\" 200 512 \"\(referrer)\" "
            + "\"\(DifferentPeople.userAgent(visitor))\"\n")
      }
    }
    return lines.joined()
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  private static let languages = [
    words(
      "summer sale best running shoes for beginners how to choose a laptop guide review weather market "
        + "museum opening hours look at me meet the team born to run kitchen ideas garden rose oak table"
    ),
    words(
      "bolig til salgs nyheter sport vær kommune åpningstider skole barnehage fjordkraft strøm tilbud "
        + "hytte på fjellet sykkel ski oppskrift på vafler kristiansand hansen-huset berg og dal"),
    words(
      "angebote der woche bücher zeitschrift schöne wohnung mieten straße rathaus öffnungszeiten "
        + "fahrrad kaufen rezept kartoffelsuppe gesundheit müllerstrasse martinstag"),
    words(
      "actualités à la une recettes de cuisine été hiver voyage maison jardin école événements saint "
        + "martin place bernard offres emploi théâtre"),
    words(
      "ofertas de verano zapatos para mujer recetas noticias año nuevo corazón playa garcía-lorca museo "
        + "del prado fútbol entradas"),
    words(
      "zakupy promocja książki szkoła żywność ogród łóżko nowości pogoda wrocław kraków praca dom"),
    words("новости погода спорт книги магазин"), words("天気 ニュース 本 料理 東京"),
  ]

  private static let marks = [
    "2024", "2025", "2026", "1984", "15", "10", "4k", "v2", "2-0", "part-3", "24-7", "1200x800",
    "1920x1080", "32x32", "3.7.1", "10.4.1", "iphone-15-pro", "windows-11", "covid-19", "route-66",
    "rfc-2616", "iso-9001", "chapter-12", "john-3-16", "luke24", "season-2-episode-10",
    "size-38-40-42",
    "2024-2025", "1939-1945", "q3-2025", "kl-18-30", "top-100", "area51", "mp3", "html5", "css3",
    "web2", "utf8", "h264", "ps5", "rtx-4090", "a4-paper", "100-percent", "9-11", "24-12",
    "blade-runner-2049", "apollo-11", "marie-curie", "henrik-ibsen", "anna-karenina", "paris-2024",
    "michael-jackson", "april-2025", "mark-2", "model-3", "boeing-737-800", "b2b", "i18n", "24h",
  ]

  private mutating func slug() -> String {
    let language = Self.languages.randomElement(using: &random)!
    var parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      language.randomElement(using: &random)!
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      parts.append(Self.marks.randomElement(using: &random)!)
    }
    return parts.joined(separator: ["-", "_", "-", "+", "-"].randomElement(using: &random)!)
  }

  private mutating func path() -> String {
    let ending = ["", "/", ".html", ".php", ".pdf", ".jpg"].randomElement(using: &random)!
    let text =
      switch Int.random(in: 0..<10, using: &random) {
      case 0: "/blog/2025/\(number(1...12))/\(number(1...28))/\(slug())\(ending)"
      case 1: "/wp-content/uploads/2024/\(number(10...12))/\(slug())-\(number(1...20)).jpg"
      case 2: "/calendar/2026-\(number(10...12))-\(number(10...28))/\(slug())"
      case 3:
        "/\(["en", "nb", "de", "fr", "es", "pl"].randomElement(using: &random)!)/\(slug())/\(slug())"
      case 4: "/assets/jquery-\(number(1...3)).\(number(1...12)).\(number(1...4)).min.js"
      case 5: "/docs/v\(number(1...9)).\(number(0...20))/\(slug())\(ending)"
      case 6: "/archive/19\(number(40...99))/\(slug())"
      case 7: "/shop/\(slug())/\(number(1...9999))"
      default: "/\(slug())/\(slug())\(ending)"
      }
    return Bool.random(using: &random) ? text : encoded(text)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  /// Percent-encoded, as browsers send it.
  private func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      byte < 0x80
        ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private mutating func host() -> String {
    let words = [
      "look-at-me", "shop24", "news", "blogg", "kommune-2", "web01", "m", "intranett", "studio54",
      "cafe-de-paris", "radio1", "xn--bcher-kva", "www2", "static", "cdn3", "api-v2",
      "hansen-og-berg",
    ]
    let count = Int.random(in: 1...2, using: &random)
    return (0..<count).map { _ in words.randomElement(using: &random)! }.joined(separator: ".")
      + [".example.com", ".example.org", ".example.net"].randomElement(using: &random)!
  }

  private mutating func referrer() -> String {
    Bool.random(using: &random)
      ? host()
      : ["www.example.com", "search.example.net", "t.example.org"].randomElement(using: &random)!
  }

  private mutating func campaign() -> String {
    let names = [
      "summer_sale_2025", "newsletter-42", "black-friday", "spring24", "retargeting_v3", "uke-34",
      "q4-launch", "nb_NO_brand", "look-at-us", "launch-2026-10-01", "abo+gratis",
    ]
    return "utm_source=\(["newsletter", "facebook", "partner-7"].randomElement(using: &random)!)"
      + "&utm_medium=\(["email", "cpc", "social"].randomElement(using: &random)!)"
      + "&utm_campaign=\(names.randomElement(using: &random)!)"
  }
}
