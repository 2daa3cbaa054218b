import Foundation
import TestSupport
import Testing
import Traffic

@testable import AccessLog

/// Bytes that nobody means: nothing crashes, and nothing personal comes through.
@Suite struct HostileInputTests {
  /// What random text is made of, so that it is often nearly right.
  static let pieces: [[UInt8]] =
    [
      "http", "https", "android-app", "://", ":", "/", "//", "?", "#", "@", ".", "..", "www.", "[",
      "]",
      "%40", "%2540", "%00", "%0a", "%", "&", ";", "=", "+", "utm_source=", "utm_campaign=", "\\",
      "example", "org", "com", "no", "kari", "xn--", "-", "_", "12345", "4711", "0x7f", "192.0.2.1",
      "2001:db8::1", "\u{202e}", "\u{0}", "\n", "\u{1b}[0m", "１２３４５", "＠", "å", "\u{301}", "1",
      "99",
      "d41d8cd98f00b204e9800998ecf8427e", "GET ", " HTTP/1.1", "/**/", "union select", "${", " ",
    ].map { Array($0.utf8) } + [[0xff], [0xc0], [0xae], [0x80], [0xe2, 0x80]]

  static func text(using generator: inout SeededGenerator) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 0...14, using: &generator) {
      if Int.random(in: 0..<5, using: &generator) == 0 {
        text.append(UInt8.random(in: 0...255, using: &generator))
      } else {
        text += pieces.randomElement(using: &generator) ?? []
      }
    }
    return text
  }

  /// Labels of what may stand in a host.
  static func host(using generator: inout SeededGenerator) -> [UInt8] {
    let letters = Array("abcxyzKM0123456789019-_.".utf8)
    return (0..<Int.random(in: 1...40, using: &generator)).map { _ in
      letters.randomElement(using: &generator) ?? 0x61
    } + Array(".example/".utf8)
  }

  static func isHarmless(_ text: String) -> Bool {
    !text.contains("@") && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
      && QuotedText.harmless(text) == text
      && !text.unicodeScalars.split { $0.properties.generalCategory != .decimalNumber }
        .contains { $0.count >= 5 }
  }

  @Test("Random referrers are never more than a harmless host")
  func referrers() {
    var generator = SeededGenerator.fresh()
    var named = 0
    for number in 0..<40_000 {
      var field = Self.text(using: &generator)
      if number % 2 == 0 { field = Array("https://".utf8) + Self.host(using: &generator) + field }
      let host = ReferrerTests.referrer.host(of: field[...], site: .unnamed)
      let isPlain = host.text.utf8.allSatisfy { (0x21...0x7e).contains($0) } || host == .overflow
      guard Self.isHarmless(host.text), isPlain, host.text.utf8.count <= ReferrerHost.longest else {
        Issue.record("\(field) became \(host.text)")
        return
      }
      if host.group == .site { named += 1 }
    }
    #expect(named > 1000, "too few of the fields were hosts for this to say much")
  }

  @Test("Random queries never leave more than a short harmless campaign")
  func campaigns() {
    var generator = SeededGenerator.fresh()
    let parameters = CampaignParameters(allowed: Set(CampaignParameter.allCases))
    for _ in 0..<20_000 {
      let target = Array("/?utm_source=".utf8) + Self.text(using: &generator)
      guard let campaign = parameters.campaign(of: target[...]) else { continue }
      for part in CampaignPart.allCases {
        let value = campaign[part]
        guard Self.isHarmless(value), value.utf8.count <= Campaign.longest else {
          Issue.record("\(target) became \(value)")
          return
        }
      }
    }
  }

  @Test("Random request lines are judged without a crash, path and query apart as together")
  func probes() {
    var generator = SeededGenerator.fresh()
    for _ in 0..<4_000 {
      let path = Array("/".utf8) + Self.text(using: &generator).filter { $0 != UInt8(ascii: "?") }
      let query = Self.text(using: &generator)
      let line = Array("GET ".utf8) + path + Array("?".utf8) + query + Array(" HTTP/1.1".utf8)
      let apart = ScannerProbe.isProbe(path: path[...]) || ScannerProbe.isProbe(query: query[...])
      guard ScannerProbe.isProbe(requestLine: line) == apart else {
        Issue.record("\(line) is judged otherwise than its parts")
        return
      }
      _ = ScannerProbe.isProbe(requestLine: query)
    }
  }

  @Test("Long lines cost no more than their length")
  func long() {
    for piece in ["a-", "a.", "1-", "%41", "utm_source=a&", "../", "<s", "union ", "@"] {
      let text = Array(String(repeating: piece, count: 64_000 / piece.utf8.count).utf8)
      let begun = Self.processorTime()
      do {
        _ = ReferrerTests.referrer.host(
          of: (Array("https://".utf8) + text)[...], site: .unnamed)
        _ = CampaignParameters(allowed: [CampaignParameter(rawValue: "utm_source")!]).campaign(
          of: (Array("/?utm_source=".utf8) + text)[...])
        _ = ScannerProbe.isProbe(
          requestLine: Array("GET /?".utf8) + text + Array(" HTTP/1.1".utf8))
      }
      let took = Self.processorTime() - begun
      #expect(took < 20, "\(piece) took \(took) s")
    }
  }

  /// The seconds that this thread has had a processor, whoever else wanted one.
  private static func processorTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
