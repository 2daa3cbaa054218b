import Testing
import Traffic
import UserAgents

@Suite("Headers that nobody should send")
struct HostileInputTests {
  @Test(
    "A header that says nothing is unknown",
    arguments: ["", "-", " ", "()", ";;;", "((((", "\0\0\0"])
  func nothing(header: String) {
    var client = client(of: header)
    client.bot = .none
    #expect(client == .unknown)
  }

  @Test("64 KiB of anything are read in bounded time")
  func long() {
    for byte in [
      UInt8(ascii: "a"), 0, 0xff, UInt8(ascii: "("), UInt8(ascii: ";"), UInt8(ascii: "9"),
    ] {
      _ = client(of: [UInt8](repeating: byte, count: 65_536))
    }
    let header = String(repeating: "Chrome/120 ", count: 6_000)
    #expect(client(of: header).browser == .chrome)
  }

  @Test("Parentheses that never close, or close too often, don't hide what follows")
  func parentheses() {
    let closed = "Mozilla/5.0 )))) (X11; Linux x86_64) Gecko/20100101 Firefox/120.0"
    #expect(client(of: closed).browser == .firefox)
    let open = "Mozilla/5.0 (Linux; Android 12; SM-T870 AppleWebKit/537.36 Chrome/120.0.0.0"
    #expect(client(of: open).device == .tablet)
  }

  @Test("Bytes that are no text are marks between words")
  func invalidText() {
    let bytes = [0xc3, 0x28, 0xff, 0xfe] + Array("curl/8.0".utf8) + [0x80, 0x00, 0xed, 0xa0, 0x80]
    #expect(client(of: bytes).traffic == .tool)
  }

  @Test("Versions that are absurd are no versions")
  func absurdVersions() {
    #expect(client(of: "curl/99999999999999999999").traffic == .tool)
    let header = "Mozilla/5.0 (X11; Linux x86_64; rv:1) Gecko/1 Firefox/18446744073709551616.0"
    #expect(client(of: header).browserMajor == 0)
  }

  @Test(
    "Versions that no release has are not kept",
    arguments: [
      ("Firefox/9123.0", 0), ("Firefox/912.0", 0), ("Firefox/300.0", 0), ("Firefox/201.0", 0),
      ("Firefox/144.0", 144),
      ("Chrome/9123.0.0.0 Safari/537.36", 0), ("Chrome/250.0.0.0 Safari/537.36", 0),
      ("Chrome/141.0.0.0 Safari/537.36", 141),
    ])
  func unreleased(product: String, major: UInt16) {
    let header = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 " + product
    #expect(client(of: header).browserMajor == major)
  }

  @Test(
    "Each browser has a bound of its own",
    arguments: [
      ("Macintosh; Intel Mac OS X 10_15_7", "Version/45.6 Safari/605.1.15", 0),
      ("Macintosh; Intel Mac OS X 10_15_7", "Version/19.0 Safari/605.1.15", 0),
      ("Macintosh; Intel Mac OS X 10_15_7", "Version/21.6 Safari/605.1.15", 0),
      ("Macintosh; Intel Mac OS X 10_15_7", "Version/25.6 Safari/605.1.15", 0),
      ("Macintosh; Intel Mac OS X 10_15_7", "Version/18.6 Safari/605.1.15", 18),
      ("Macintosh; Intel Mac OS X 10_15_7", "Version/27.0 Safari/605.1.15", 27),
      ("Macintosh; Intel Mac OS X 10_15_7", "Version/99.6 Safari/605.1.15", 0),
      ("Macintosh; Intel Mac OS X 10_15_7", "Version/26.0 Safari/605.1.15", 26),
      ("Windows NT 10.0", "Chrome/141.0.0.0 Safari/537.36 OPR/255.0", 0),
      ("Windows NT 10.0", "Chrome/141.0.0.0 Safari/537.36 OPR/123.0", 123),
      (
        "Linux; Android 14; SM-S918B", "SamsungBrowser/99.0 Chrome/141.0.0.0 Mobile Safari/537.36",
        0
      ),
      (
        "Linux; Android 14; SM-S918B", "SamsungBrowser/28.0 Chrome/141.0.0.0 Mobile Safari/537.36",
        28
      ),
      ("Windows NT 10.0", "Chrome/141.0.0.0 Safari/537.36 Vivaldi/91.1", 0),
      ("Windows NT 10.0", "Chrome/141.0.0.0 Safari/537.36 Vivaldi/7.6", 7),
    ])
  func bounds(system: String, products: String, major: UInt16) {
    let header = "Mozilla/5.0 (\(system)) AppleWebKit/537.36 (KHTML, like Gecko) \(products)"
    #expect(client(of: header).browserMajor == major)
  }

  @Test("Any bytes are read without a crash, alike whatever lies behind them", arguments: 0..<20)
  func anyBytes(round: UInt64) {
    var generator = SplitMix(state: 0x5eed_0000 + round)
    let fragments = [
      "Mozilla/5.0 (", "Linux; Android ", "; wv)", "AppleWebKit/537.36 (KHTML, like Gecko) ",
      "Chrome/",
      "Safari/", "like ", "compatible; ", "+http://", "@", "iPad; CPU OS 13_", "Build/", "Tizen ",
      ")",
      "(", ";", "Opera/9.80 ", "Version/", "SM-T", "43UP", "bot", "Trident/7.0; ", "\0", " ",
    ].map { Array($0.utf8) }
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        if Bool.random(using: &generator) {
          bytes += fragments.randomElement(using: &generator) ?? []
        } else {
          let count = Int.random(in: 0...6, using: &generator)
          for _ in 0..<count { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
        }
      }
      let alone = client(of: bytes)
      let behind = Array(" Googlebot/2.1 (iPad; SMART-TV) 123/456".utf8)
      let cut = client(of: bytes + behind, upTo: bytes.count)
      #expect(alone == cut, "seed \(0x5eed_0000 + round): \(bytes)")
      #expect(
        alone.traffic.isBot == (alone.device == .bot), "seed \(0x5eed_0000 + round): \(bytes)")
      #expect(
        [.person, .disguised].contains(alone.traffic) == (alone.bot == .none),
        "seed \(0x5eed_0000 + round): \(bytes)")
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): a small generator whose seed says everything.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
