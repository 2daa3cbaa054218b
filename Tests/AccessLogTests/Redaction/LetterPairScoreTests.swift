import TestSupport
import Testing

@testable import AccessLog

/// Which tokens are told from words, and which words are not taken for tokens.
@Suite struct LetterPairScoreTests {
  private static let digits = "0123456789"
  private static let lower = "abcdefghijklmnopqrstuvwxyz"
  private static let upper = lower.uppercased()

  private struct Kind {
    var name: String
    var alphabet: String
    var count: Int
    /// How many of a thousand may stay readable.
    var most: Int
    /// A hyphen behind so many letters.
    var group = 0
  }

  private static let kinds = [
    Kind(name: "lower case of 20", alphabet: lower, count: 20, most: 50),
    Kind(name: "lower case of 32", alphabet: lower, count: 32, most: 5),
    Kind(name: "upper case of 20", alphabet: upper, count: 20, most: 50),
    Kind(name: "letters of 16", alphabet: lower + upper, count: 16, most: 120),
    Kind(name: "letters of 20", alphabet: lower + upper, count: 20, most: 60),
    Kind(name: "base62 of 10", alphabet: lower + upper + digits, count: 10, most: 200),
    Kind(name: "base62 of 12", alphabet: lower + upper + digits, count: 12, most: 130),
    Kind(name: "base62 of 16", alphabet: lower + upper + digits, count: 16, most: 30),
    Kind(name: "base36 of 10", alphabet: lower + digits, count: 10, most: 270),
    Kind(name: "base36 of 12", alphabet: lower + digits, count: 12, most: 100),
    Kind(name: "base36 of 16", alphabet: lower + digits, count: 16, most: 35),
    Kind(name: "base32 of 16", alphabet: upper + "234567", count: 16, most: 45),
    Kind(name: "nanoid of 10", alphabet: lower + upper + digits + "-_", count: 10, most: 330),
    Kind(name: "base64url of 16", alphabet: lower + upper + digits + "-_", count: 16, most: 60),
    Kind(name: "hexadecimal of 8", alphabet: digits + "abcdef", count: 8, most: 130),
    Kind(name: "hexadecimal of 10", alphabet: digits + "abcdef", count: 10, most: 70),
    Kind(name: "hexadecimal of 12", alphabet: digits + "abcdef", count: 12, most: 40),
    Kind(name: "keys in groups", alphabet: upper + digits, count: 16, most: 30, group: 4),
    Kind(
      name: "hexadecimal in groups", alphabet: digits + "abcdef", count: 32, most: 10, group: 4),
  ]

  @Test("Most random tokens of each kind are found", arguments: [UInt64](1...2))
  func random(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for kind in Self.kinds {
      let letters = Array(kind.alphabet)
      var kept: [String] = []
      for _ in 0..<1000 {
        var text = ""
        for index in 0..<kind.count {
          if kind.group > 0, index > 0, index % kind.group == 0 { text += "-" }
          text.append(letters.randomElement(using: &generator)!)
        }
        if PathRedactionTests.page("/s/" + text) == "/s/" + text { kept.append(text) }
      }
      print("\(kind.name): \(kept.count) of 1000 stay, such as \(kept.prefix(2)), seed \(seed)")
      #expect(kept.count <= kind.most, "\(kind.name), seed \(seed)")
    }
  }

  /// Words, titles and file names of many languages, chosen for being long or unusual.
  static let slugs = [
    "subscriptions", "Nyhetsbrev", "Bygdetun", "incomprehensibilities", "xmlhttprequest",
    "getelementsbyclassname",
    "arbeidsmiljolovgivningen", "stortingsrepresentant", "menneskerettighetsforkjemper",
    "spesialisthelsetjenesten", "kvikksolvutslipp", "fylkestrafikksikkerhetsutvalget",
    "rechtsschutzversicherungsgesellschaften", "umweltschutzgesetzgebung",
    "anticonstitutionnellement",
    "vrijdagmiddagborrels", "konstantinopolitanskt", "precipitevolissimevolmente",
    "najprawomyslniejszym", "speciallaegepraksisplanudvalg", "electroencefalografistas",
    "lentokonesuihkuturbiinimoottori", "megszentsegtelenithetetlen", "zeleznicniprejezd",
    "ARBEIDSMILJOLOVGIVNINGEN", "FREQUENTLY-ASKED-QUESTIONS", "MyLongCamelCaseFileName",
    "TypeConstraintCannotBeUsedForAParameterizableType", "OverloadingSubtypesAndCoercion",
    "NSAttributedStringDocumentType", "HTMLElementPrototype", "AbstractSingletonProxyFactoryBean",
    "html2text", "pdf2docx", "mp3tomp4", "base64url", "utf8mb4", "iphone15pro", "windows11",
    "h264vsh265", "covid19vaccination", "web3developer", "python3packages", "k8scluster",
    "win32api", "rfc9110", "iso8601dates", "top10of2025", "summer2026", "Sommer2026",
    "IMG_1234", "DSC_0042", "Chapter-1-Intro", "Part_2_of_3", "UTF-8-BOM", "README-2",
    "this-that-with-from", "north-south-world-peace", "some-more-than-just-four", "open-data-days",
    "face2face", "cafe2024", "facade12", "decade80s", "aaaaaaaaaa", "lorem-ipsum-dolor-sit",
    "how-to-build-a-2d-game-in-3-days", "2001-a-space-odyssey", "24-7-support", "fc-st-gallen",
    "wordpress-6-4-3", "release-2026-10", "v1_2_3", "x86_64-linux-gnu", "amd64", "arm64-v8a",
    "app.3f2a9b1c.js", "index-BxK3v9Qa.css", "jquery-3.7.1.min.js",
    "kubernetes-ingress-nginx", "postgresql-client", "phpmyadmin", "npmjs", "mkdocs-issues-plugin",
  ]

  @Test("Words, titles and names of files stay", arguments: slugs)
  func slug(slug: String) {
    #expect(PathRedactionTests.page("/x/" + slug) == "/x/" + slug)
  }

  @Test(
    "Tokens become one placeholder",
    arguments: [
      "xkqjzvwpmtbrhdnlfgcsyaoeui", "XKQJZVWPMTBRHDNLFGCSYAOEUI", "XkqJzVwpMtBrHdNlFgCs",
      "NBSWY3DPEB3W64TMMQ", "mfrggzdfmztwq2lk", "IRFa-Vx7Q2b", "dQw4w9WgXcQ", "7KQ2-9XFD-M3TR",
      "7kq2-9xfd-m3tr", "PBMZ-VBKR-QXTL", "3f9a1c2b", "3f9a1c2bd4", "001b638445e6", "aB3dE7gHi",
      "6b61-7269-4065-786d", "tz4a98xxat96iws9", "qwrtzpsdfghklxcvbnm",
    ])
  func token(token: String) {
    #expect(PathRedactionTests.page("/x/" + token) == "/x/:token")
  }
}
