import Testing
import Traffic
import UserAgents

@Suite("Browsers that cannot exist are programs in disguise")
struct ForgeryTests {
  private static let webKit = "AppleWebKit/537.36 (KHTML, like Gecko)"

  private static func chrome(_ version: String, on platform: String, behind more: String = "")
    -> String
  {
    "Mozilla/5.0 (\(platform)) \(webKit) Chrome/\(version) Safari/537.36\(more)"
  }

  private static let forged = [
    // Chrome by its own name on a telephone that only has Safari's engine.
    "Mozilla/5.0 (iPhone; CPU iPhone OS 11_0 like Mac OS X) \(webKit) Chrome/58.0.3029.110 Mobile Safari/537.36",
    "Mozilla/5.0 (iPad; CPU OS 17_2 like Mac OS X) \(webKit) Chrome/120.0.0.0 Safari/537.36",
    // Builds of other versions.
    chrome("45.0.8104.1308", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N"),
    chrome("58.0.3112.90", on: "Windows NT 10.0; Win64; x64"),
    chrome("120.0.5993.88", on: "X11; Linux x86_64"),
    chrome("135.0.7103.60", on: "Windows NT 10.0; Win64; x64", behind: " Edg/135.0.0.0"),
    chrome("400.0.3000.60", on: "X11; Linux x86_64"),
    // Patches that nobody has made.
    chrome("46.0.2490.1635", on: "Linux; Android 5.0; SM-G900P Build/LRX21T"),
    // Versions that a system never had.
    chrome("121.0.0.0", on: "Windows NT 6.1; Win64; x64"),
    chrome("110.0.0.0", on: "Windows NT 6.3"),
    chrome("120.0.0.0", on: "Windows NT 5.1"),
    chrome("124.0.0.0", on: "Macintosh; Intel Mac OS X 10_11_6"),
    chrome("125.0.0.0", on: "Macintosh; Intel Mac OS X 10_14_6"),
    // Telephones that tools pretend to be, with a Chrome of today.
    chrome("145.0.0.0 Mobile", on: "Linux; Android 8.0; Pixel 2 Build/OPD3.170816.012"),
    chrome("107.0.0.0 Mobile", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N"),
    // Two versions of one Firefox.
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:102.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/121.0",
  ]

  @Test("What cannot be is told", arguments: forged)
  func told(header: String) {
    let client = client(of: header)
    #expect(client.traffic == .disguised)
    #expect(client.device == .bot)
  }

  private static let honest = [
    chrome("58.0.3029.110", on: "Windows NT 10.0; Win64; x64"),
    // A build of the developers' channel, before the branch.
    chrome("58.0.3004.3", on: "X11; Linux x86_64"), chrome("45.0.2431.0", on: "Windows NT 6.1"),
    chrome("141.0.7390.123", on: "Linux; Android 15; Pixel 9"),
    chrome("400.0.9999.60", on: "X11; Linux x86_64"),
    chrome("106.0.0.0 Mobile", on: "Linux; Android 6.0; Nexus 5 Build/MRA58N"),
    chrome("59.0.3071.125 Mobile", on: "Linux; Android 8.0; Pixel 2 Build/OPD3.170816.012"),
    chrome("109.0.0.0", on: "Windows NT 6.1; Win64; x64"),
    chrome("49.0.2623.112", on: "Windows NT 5.1"),
    chrome("103.0.5060.134", on: "Macintosh; Intel Mac OS X 10_12_6"),
    chrome("116.0.5845.187", on: "Macintosh; Intel Mac OS X 10_14_6"),
    chrome("141.0.0.0", on: "Macintosh; Intel Mac OS X 10_15_7"),
    chrome("141.0.0.0 Mobile", on: "Linux; Android 10; K"),
    // Others' numbers in the place of Chrome's patch, and a television's in that of its build.
    chrome(
      "118.0.5993.2332", on: "Linux; arm_64; Android 13; V2248", behind: " YaSearchBrowser/23.110.1"
    ),
    chrome("88.99.234.5", on: "X11; Linux x86_64"),
    // An older system under a browser that goes on where Chrome has ended.
    chrome("119.0.0.0", on: "Windows NT 6.1; Win64; x64", behind: " OPR/105.0.0.0"),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
      + "CriOS/134.0.6998.99 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
      + "Version/26.4 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0",
    "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0",
    "Mozilla/5.0 (Windows; U; Windows NT 5.1; en-US; rv:1.9.2.28) Gecko/20120306 Firefox/3.6.28",
    "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
  ]

  @Test("What may be, stays a person's", arguments: honest)
  func kept(header: String) {
    #expect(client(of: header).traffic == .person)
  }

  @Test("Each branch of Chromium is a version of its own, and the build before it is not")
  func branches() {
    for (version, branch) in [(58, 3029), (100, 4896), (135, 7049)] {
      for (build, isForged) in [(branch - 1, false), (branch, false), (branch + 1, true)] {
        let header = Self.chrome("\(version).0.\(build).5", on: "Windows NT 10.0; Win64; x64")
        #expect((client(of: header).traffic == .disguised) == isForged, "\(header)")
      }
    }
  }

  @Test("Headers that end within a version are read to their end")
  func cut() {
    let header = Self.chrome("58.0.3112.90", on: "Windows NT 10.0; Win64; x64")
    for length in 0...header.utf8.count {
      _ = client(of: String(header.prefix(length)))
    }
  }
}
