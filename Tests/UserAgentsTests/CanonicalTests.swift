import Testing
import Traffic

@testable import UserAgents

/// Headers of our own, which stand for clients in scrubbed logs.
@Suite struct CanonicalTests {
  private func read(_ header: String) -> Client {
    UserAgent.client(of: unsafe Array(header.utf8).span.bytes)
  }

  /// Whoever is behind a hit, with the bot families that can be of that class.
  static let classes: [(TrafficClass, [BotFamily])] = TrafficClass.allCases.compactMap { traffic in
    switch traffic {
    case .person, .disguised: (traffic, [.none])
    // Whoever sends no header has none that could be read.
    case .unnamed: nil
    case .unknown: (traffic, BotFamily.allCases.filter { $0.traffic == .unknown && $0 != .none })
    default: (traffic, BotFamily.allCases.filter { $0 == .other || $0.traffic == traffic })
    }
  }

  @Test("Every client that can be has a header that is read as that client", arguments: classes)
  func everyClient(traffic: TrafficClass, bots: [BotFamily]) {
    let versions: [UInt16] = [0, 1, 9, 10, 99, 141, 300, 999]
    var number = 0
    var wrong: [String] = []
    // The parts of a header are read apart from each other: those of people are tried with all others,
    // those of each bot with each device and browser, and each system now and then.
    let systems = OperatingSystem.allCases
    for bot in bots {
      for device in DeviceClass.allCases where (device == .bot) == traffic.isBot {
        for browser in Browser.allCases {
          for system in traffic == .person ? systems : [systems[number % systems.count]] {
            number += 1
            let client = Client(
              device: device, browser: browser, system: system, traffic: traffic,
              browserMajor: versions[(number / 3) % versions.count], bot: bot)
            let header = UserAgent.canonical(of: client)
            if read(header) != client { wrong.append(header) }
            let word = UserAgent.canonical(of: client, isWord: true)
            if read(word) != client { wrong.append(word) }
          }
        }
      }
    }
    #expect(number >= bots.count * Browser.allCases.count)
    #expect(wrong.isEmpty, "\(wrong.count), such as \(wrong.prefix(3))")
  }

  @Test("Names can be told apart in a header")
  func names() {
    let names =
      DeviceClass.allCases.map(\.name) + Browser.allCases.map(\.name)
      + OperatingSystem.allCases.map(\.name) + TrafficClass.allCases.map(\.name)
      + BotFamily.allCases.map(\.name)
    for name in names {
      #expect(!name.isEmpty && !name.contains(";") && !name.contains("\"") && !name.contains("\\"))
      let bare = CanonicalAgent.bare(name)
      #expect(!bare.isEmpty && bare.utf8.allSatisfy { $0 < 0x80 && $0 != 0x20 && $0 != 0x5f })
    }
    // The longest that can be is still taken for one.
    let longest = [
      DeviceClass.allCases.map(\.name), Browser.allCases.map { $0.name + "/9999" },
      OperatingSystem.allCases.map(\.name), TrafficClass.allCases.map(\.name),
      BotFamily.allCases.map(\.name),
    ].map { $0.map(\.utf8.count).max()! }.reduce(0, +)
    #expect(longest + 20 <= 160)
  }

  @Test("What no header was sent for is said by none")
  func silent() {
    #expect(UserAgent.canonical(of: read("")) == "-")
    #expect(UserAgent.canonical(of: read("-")) == "-")
    #expect(UserAgent.canonical(of: read("-"), isWord: true) == "-")
  }

  static let headers = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      + "Chrome/141.0.0.0 Safari/537.36",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.5.0",
    "\u{1}\u{2}", "hello", "Foo/1.0", "two words", "WhatsApp/2.23 A", "coc_coc_browser/120",
    "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 Chrome/139.0 Safari/537.36",
  ]

  @Test("A header's client has a header of the same client", arguments: headers)
  func real(header: String) {
    let client = read(header)
    #expect(read(UserAgent.canonical(of: client)) == client)
  }

  @Test(
    "What only looks like such a header is read as any other",
    arguments: [
      "Sporlos/1 (bot; Chrome/141; Windows; person; none)",
      "Sporlos/1 (desktop; Chrome/141; Windows; search engine; Googlebot)",
      "Sporlos/1 (desktop; Chrome/141; Windows; person; Googlebot)",
      "Sporlos/1 (bot; other; other; tool; Googlebot)",
      "Sporlos/1 (desktop; Chrome/65535; Windows; person; none)",
      "Sporlos/1 (desktop; Chrome/0; Windows; person; none)",
      "Sporlos/1 (desktop; Chrome/+5; Windows; person; none)",
      "Sporlos/1 (desktop; Chrome/0141; Windows; person; none)",
      "Sporlos/1 (desktop; Chrome; Windows; person)", "Sporlos/1 ()", "Sporlos/1",
      "Sporlos/1 (desktop; Chrome/141; Windows; person; none) x",
      "Sporlos/1_bot_Chrome_141_Windows_person_none",
      "Sporlos/1_desktop_Chrome_0141_Windows_person_none",
      "Sporlos/1_desktop_Chrome_65535_Windows_person_none",
      "Sporlos/1_desktop_Chrome_141_Windows_person", "Sporlos/1_____",
      "Sporlos/1_desktop_Chrome_141_Windows_person_none_x",
    ])
  func forged(header: String) {
    #expect(CanonicalAgent.client(of: Array(header.utf8).span) == nil)
  }
}
