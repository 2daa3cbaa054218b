import Testing
import Traffic
import UserAgents

/// Headers that claim a person's browser: those that cannot be, and their neighbours that can.
@Suite("Browsers that cannot exist are programs in disguise")
struct ForgeryTests {
  private func isForged(_ header: String) -> Bool { client(of: header).traffic == .disguised }

  private static func chrome(_ version: String, on system: String, _ tail: String = "") -> String {
    webKit("537.36", system, "Chrome/\(version) \(tail)Safari/537.36")
  }

  private static func webKit(_ engine: String, _ system: String, _ tail: String) -> String {
    "Mozilla/5.0 (\(system)) AppleWebKit/\(engine) (KHTML, like Gecko) \(tail)"
  }

  private static let windows = "Windows NT 10.0; Win64; x64"

  @Test("A forged browser is a program of a class of its own, and no person's device")
  func whole() {
    let header = Self.chrome(
      "45.0.8104.1308", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N", "Mobile ")
    #expect(
      client(of: header)
        == Client(
          device: .bot, browser: .chrome, system: .android, traffic: .disguised, browserMajor: 45))
  }

  @Test(
    "A build of Chrome belongs to its major version or to one next to it",
    arguments: [
      // The first and the last build that may be, and those beside them.
      ("45.0.2357.85", true), ("45.0.2358.85", false), ("45.0.2454.85", false),
      ("45.0.2490.85", false), ("45.0.2491.85", true),
      ("45.0.8104.12", true), ("134.0.289.3", true), ("139.0.6378.61", true),
      ("2.0.172.28", false), ("4.1.249.1064", true), ("18.0.1025.469", false),
      ("156.0.8078.108", false),
      // Nothing is known of those to come, but that they are later.
      ("158.0.8123.40", false), ("200.0.9900.40", false), ("200.0.5000.40", true),
      // Of reduced and of rounded ones, and where somebody else counts.
      ("141.0.0.0", false), ("65.0.3400.0", false), ("65.0.3410.0", true), ("88.99.234.5", false),
      ("141.0", false), ("141", false), ("141.0.73x90.65", false),
    ])
  func builds(version: String, expected: Bool) {
    #expect(isForged(Self.chrome(version, on: Self.windows)) == expected)
  }

  private static let builders: [(header: String, isForged: Bool)] = [
    (chrome("99.0.1234.56", on: "Linux; Android 12; SM-A135F; wv", "Mobile "), true),
    (chrome("99.0.4844.88", on: "Linux; Android 12; SM-A135F; wv", "Mobile "), false),
    (chrome("99.0.1234.56", on: windows) + " Edg/99.0.1150.30", true),
    (chrome("99.0.4844.74", on: windows) + " Edg/99.0.1150.46", false),
    (iPhone("CriOS/99.0.1234.56 Mobile/15E148 Safari/604.1"), true),
    (iPhone("CriOS/99.0.4844.59 Mobile/15E148 Safari/604.1"), false),
    // They name themselves, and count as they like.
    (chrome("63.0.1234.56", on: "X11; U; Linux x86_64; en-US") + " Puffin/5.2.2IT", false),
    (chrome("30.0.1650.0", on: windows) + " Iron/30.0.1650.0", false),
    (chrome("62.0.3088.50", on: windows) + " OPR/46.0.2109.87", false),
    (
      webKit("535.11", "Windows NT 5.1", "Iron/17.0.1000.2 Chrome/17.0.1000.2 Safari/535.11"), false
    ),
    (
      webKit(
        "537.36", "X11; U; Linux x86_64; en-us", "Safari/537.36 Puffin/4.1IT Chrome/52.0.2623"),
      false
    ),
    (
      webKit("537.36", "Linux; Android 7.0; X", "Version/4.0 Chrome/42.0.3522.107 Safari/537.36"),
      true
    ),
    (chrome("120.0.6099.2332", on: "Linux; Android 13; X") + " YaSearchBrowser/24.19.1", false),
  ]

  @Test(
    "A build is held against the version in a view of the web, in Edge and on Apple's telephones, too",
    arguments: builders)
  func otherBrowsers(header: String, expected: Bool) {
    #expect(isForged(header) == expected)
  }

  @Test(
    "Chrome has built none of its versions a thousand times, and others say their names",
    arguments: [
      (chrome("46.0.2490.999", on: windows), false), (chrome("46.0.2490.1000", on: windows), true),
      (chrome("33.0.1750.517", on: "Linux; Android 4.4.2; GT-I9190", "Mobile "), false),
      (chrome("128.0.6613.2602", on: "Linux; Android 14; itel P671L", "YaApp/24.1 "), false),
    ])
  func patches(header: String, expected: Bool) {
    #expect(isForged(header) == expected)
  }

  @Test(
    "Desktops had whole versions until Chrome reduced them, and views of the web had zeros before",
    arguments: [
      (chrome("79.0.0.0", on: windows), true), (chrome("80.0.0.0", on: windows), false),
      (chrome("74.0.0.0", on: "Macintosh; Intel Mac OS X 10_15_7"), true),
      (chrome("30.0.0.0", on: "Linux; Android 4.4.2; Nexus 7", "Mobile "), false),
      (chrome("39.0.0.0", on: "Linux; Android 5.1; X", "Mobile "), false),
    ])
  func reduced(header: String, expected: Bool) {
    #expect(isForged(header) == expected)
  }

  @Test(
    "Chrome is not newer than the last that its system can run",
    arguments: [
      (chrome("49.0.2623.112", on: "Windows NT 5.1"), false),
      (chrome("51.0.2704.106", on: "Windows NT 5.1"), true),
      (chrome("109.0.0.0", on: "Windows NT 6.1; Win64; x64"), false),
      (chrome("110.0.0.0", on: "Windows NT 6.1; Win64; x64"), true),
      (chrome("141.0.0.0", on: "Windows NT 6.3; WOW64"), true),
      (chrome("141.0.0.0", on: windows), false),
      // 360's browsers on Windows XP, under Chrome's name.
      (chrome("69.0.3497.100", on: "Windows NT 5.1"), false),
      (chrome("86.0.4240.198", on: "Windows NT 5.1"), false),
      (chrome("67.0.3396.99", on: "Macintosh; Intel Mac OS X 10_9_5"), false),
      (chrome("70.0.3538.77", on: "Macintosh; Intel Mac OS X 10_9_5"), true),
      (chrome("116.0.0.0", on: "Macintosh; Intel Mac OS X 10_14_6"), false),
      (chrome("120.0.0.0", on: "Macintosh; Intel Mac OS X 10_13_6"), true),
      (chrome("156.0.0.0", on: "Macintosh; Intel Mac OS X 10_15_7"), false),
      // What says another name may have been built by others.
      (chrome("120.0.0.0", on: "Windows NT 6.1; Win64; x64") + " Thorium/120.0.0.0", false),
      (chrome("120.0.0.0", on: "Windows NT 6.1; Win64; x64") + " Example/1.0", false),
    ])
  func systems(header: String, expected: Bool) {
    #expect(isForged(header) == expected)
  }

  @Test(
    "Devices of developer tools have no Chrome that their system never had",
    arguments: [
      (chrome("46.0.2490.76", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N", "Mobile "), false),
      (chrome("41.0.2272.96", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N", "Mobile "), true),
      (chrome("106.0.0.0", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N", "Mobile "), false),
      (chrome("147.0.0.0", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N", "Mobile "), true),
      (chrome("61.0.3163.98", on: "Linux; Android 8.0; Pixel 2 Build/OPD3.170816.012"), false),
      (chrome("52.0.2743.98", on: "Linux; Android 8.0; Pixel 2 Build/OPD3.170816.012"), true),
      (chrome("139.0.0.0", on: "Linux; Android 8.0.0; Nexus 5X Build/OPR4.170623.006"), true),
      (chrome("100.0.4896.60", on: "Linux; Android 5.0; SM-G900P Build/LRX21T", "Mobile "), true),
      (chrome("95.0.4638.74", on: "Linux; Android 5.0; SM-G900P Build/LRX21T", "Mobile "), false),
      (chrome("141.0.0.0", on: "Linux; Android 6.0.1; Moto G (4)", "Mobile "), true),
      (chrome("141.0.0.0", on: "Linux; Android 10; K", "Mobile "), false),
      (chrome("141.0.0.0", on: "Linux; Android 15; Pixel 9", "Mobile "), false),
      // Makers of other devices have built Chromium for old systems, and old ones for new systems.
      (chrome("100.0.4896.127", on: "Linux; Android 5.1.1; AEOBP"), false),
      (chrome("57.0.2987.132", on: "Linux; Android 9.0; BeyondTV Build/PPR1.180610.011"), false),
      (chrome("147.0.0.0", on: "Linux; Android 6.0; Nexus 50 Build/MRA58N", "Mobile "), false),
    ])
  func emulated(header: String, expected: Bool) {
    #expect(isForged(header) == expected)
  }

  private static func iPhone(_ tail: String, engine: String = "605.1.15", _ system: String = "18_6")
    -> String
  {
    webKit(engine, "iPhone; CPU iPhone OS \(system) like Mac OS X", tail)
  }

  @Test(
    "Apple's telephones draw with Apple's engine",
    arguments: [
      (chrome("41.0.2272.96", on: "iPhone; CPU iPhone OS 11_0 like Mac OS X", "Mobile "), true),
      (chrome("141.0.0.0", on: "iPad; CPU OS 17_5 like Mac OS X"), true),
      (iPhone("Version/11.0 Mobile/15A372 Safari/604.1", engine: "604.1.38", "11_0"), false),
      (iPhone("Version/11.0 Mobile/15A372 Safari/537.36", engine: "537.36", "11_0"), true),
      (iPhone("Version/11.0 Example/3.2 Safari/537.36", engine: "537.36", "11_0"), false),
      (iPhone("Version/11.0 Safari/537.36 Example/3.2", engine: "537.36", "11_0"), false),
      (iPhone("Version/18.6 Mobile/15E148 Safari/604.1"), false),
      (iPhone("Version/18.6 Mobile/15E148 Safari/604.1", engine: "604.1.38"), true),
      (iPhone("CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1"), false),
      (iPhone("Mobile/15E148"), false),
      (iPhone("Version/10.3 Mobile/14E304 Safari/537.36 Puffin/5.2IP", engine: "537.36"), false),
    ])
  func engines(header: String, expected: Bool) {
    #expect(isForged(header) == expected)
  }

  @Test(
    "Safari is hardly newer than its system, but for iOS 18, where the system's version was frozen",
    arguments: [
      ("16_6", "16.6", false), ("16_6", "17.0", false), ("16_6", "18.0", true),
      ("18_7", "26.5", false), ("18_7", "20.0", true), ("17_7", "26.0", true),
      ("26_4", "26.4", false),
      ("16_6", "15.6", false), ("12_5", "13.0", false),
    ])
  func safari(system: String, version: String, expected: Bool) {
    let header = Self.iPhone("Version/\(version) Mobile/15E148 Safari/604.1", system)
    #expect(isForged(header) == expected)
  }

  @Test(
    "Safari left Windows with its fifth version, and froze its engine with its eleventh",
    arguments: [
      (windows, "534.57.2", "5.1.7", false), (windows, "605.1.15", "17.4", true),
      ("Macintosh; Intel Mac OS X 10_15_7", "605.1.15", "18.6", false),
      ("Macintosh; Intel Mac OS X 10_15_7", "606.2.11", "18.6", true),
      ("Macintosh; Intel Mac OS X 10_11_6", "601.7.8", "9.1.3", false),
      // Other browsers have the engine, too.
      ("X11; Linux x86_64", "605.1.15", "18.0", false),
      ("X11; Linux x86_64", "606.1", "18.0", false),
    ])
  func desktopSafari(system: String, engine: String, version: String, expected: Bool) {
    let header = Self.webKit(engine, system, "Version/\(version) Safari/\(engine)")
    #expect(isForged(header) == expected)
  }

  @Test(
    "Firefox says its version twice, but for those that said 109 first",
    arguments: [
      ("\(windows); rv:140.0", "140.0", false), ("\(windows); rv:43.0", "63.0.1", true),
      ("\(windows); rv:141.0", "140.0", false), ("\(windows); rv:142.0", "140.0", true),
      ("\(windows); rv:109.0", "109.0", false), ("\(windows); rv:109.0", "119.0", false),
      ("\(windows); rv:109.0", "120.0", false), ("\(windows); rv:109.0", "121.0", true),
      ("X11; Linux x86_64; rv:109.0", "115.0", false),
      ("Windows NT 6.1; rv:1.9.2.28", "3.6.28", false),
      ("Windows NT 6.1; rv:2.0.1", "4.0.1", false),
      ("Windows NT 5.1; rv:52.0", "52.0", false), ("Windows NT 5.1; rv:60.0", "60.0", true),
      ("Android 14; Mobile; rv:136.0", "136.0", false),
      ("\(windows); rv:68.0", "68.0 PaleMoon/31.4", false),
      ("\(windows); rv:60.0", "56.0 Waterfox/56.6", false),
      ("\(windows); rv:60.0", "56.0 Example/1.0", false),
    ])
  func firefox(comment: String, version: String, expected: Bool) {
    let header = "Mozilla/5.0 (\(comment)) Gecko/20100101 Firefox/\(version)"
    #expect(isForged(header) == expected)
  }

  @Test(
    "Edge has Chrome's major version, but for those before it was made of it, and on telephones",
    arguments: [
      (chrome("135.0.0.0", on: windows) + " Edg/135.0.0.0", false),
      (chrome("135.0.0.0", on: windows) + " Edg/134.0.0.0", false),
      (chrome("135.0.0.0", on: windows) + " Edg/133.0.0.0", true),
      (chrome("64.0.3282.140", on: windows) + " Edge/18.17763", false),
      (chrome("84.0.4147.125", on: "Linux; Android 10; XQ-AU52") + " EdgA/45.07.4.5057", false),
    ])
  func edge(header: String, expected: Bool) {
    #expect(isForged(header) == expected)
  }

  @Test("A program that says its name is that program, however it is disguised")
  func programs() {
    let header = Self.chrome("45.0.8104.13", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N")
    #expect(
      client(of: header + " (compatible; Googlebot/2.1; +http://www.google.com/bot.html)").bot
        == .googlebot)
    #expect(client(of: header.replacing("Chrome/", with: "HeadlessChrome/")).traffic == .tool)
  }

  @Test(
    "What no rule speaks of stays a person's",
    arguments: [
      "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
      "Mozilla/5.0 (Windows; U; Windows NT 5.1; en-US; rv:1.9.2.28) Gecko/20120306 Firefox/3.6.28",
      chrome("119.0.0.0", on: "Windows NT 6.1; Win64; x64") + " OPR/105.0.0.0",
      chrome("141.0.0.0", on: "X11; Linux x86_64"),
      chrome("141.0.0.0", on: "X11; CrOS x86_64 14541.0.0"),
    ])
  func person(header: String) {
    #expect(client(of: header).traffic == .person)
  }

  @Test("A header that is cut anywhere is read without harm")
  func cut() {
    for header in [
      Self.chrome("45.0.8104.1308", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N", "Mobile "),
      Self.iPhone("Version/18.6 Mobile/15E148 Safari/604.1"),
      "Mozilla/5.0 (Windows NT 10.0; rv:43.0) Gecko/20100101 Firefox/63.0",
    ] {
      let bytes = Array(header.utf8)
      for end in bytes.indices {
        _ = client(of: bytes, upTo: end)
        _ = client(of: Array(bytes[end...]))
      }
    }
  }
}
