import TestSupport
import Testing
import Traffic

@testable import AccessLog

/// A scrubbed log counts as what it was made of, and scrubbing it again changes nothing.
@Suite struct ScrubbedCountsTests {
  static let settings = LogSettings(
    rules: ["/news/*", "/shop/**", "/a/**"].map { PageRule($0)! },
    ownHosts: ["example.org", "intranet", "shop12345.example.net"].map { SiteName($0)! },
    campaignParameters: Set(CampaignParameter.allCases))

  @Test(
    "Logs as they come out of crashes, attacks and editors", arguments: RandomLog.formats,
    [1, 2, 3, 4] as [UInt64])
  func fixedSeeds(format: String, seed: UInt64) {
    compare(format: format, seed: seed, lines: 200)
  }

  @Test("A long path that is cut to the shape of a rule is that rule's page")
  func cut() {
    compare(format: "vhost-common", seed: 37_222_678_437_681_049, lines: 300)
  }

  @Test("A campaign whose capital letters alone tell it from a token is left out of a scrubbed log")
  func found() { compare(format: "common", seed: 9_122_702_348_305_712_222, lines: 300) }

  @Test("A log nobody has tried", arguments: RandomLog.formats)
  func freshSeed(format: String) {
    compare(format: format, seed: SeededGenerator.fresh().seed, lines: 300)
  }

  private func compare(format: String, seed: UInt64, lines: Int) {
    for settings in [LogSettings(), Self.settings] {
      var writer = HostileLog(seed: seed, format: format)
      let log = writer.bytes(lines: lines)
      var scrubber = LogScrubber(ScrubSettings(log: settings))
      scrubber.begin(LogFormat(named: format)!)
      let once = ScrubbedLog(log, by: &scrubber)
      let known = ScrubbedLog(log, by: &scrubber)
      #expect(known.bytes == once.bytes, "seed \(seed): what is known is written in the same way")
      let twice = ScrubbedLog(once.bytes, format: format, settings: ScrubSettings(log: settings))
      #expect(twice.bytes == once.bytes, "seed \(seed): scrubbed twice")
      #expect(twice.tally.rejected.isEmpty && twice.tally.empty == 0)

      let expected = CountedHit.all(in: log, format: format, settings: settings)
      let counted = CountedHit.all(in: once.bytes, format: format, settings: settings)
      #expect(counted.count == expected.count && Int(once.tally.hits) == expected.count)
      for (hit, wanted) in zip(counted, expected) where hit != written(wanted, settings) {
        Issue.record("\(format), seed \(seed): \(hit) is not \(wanted)")
        break
      }
      #expect(expected.count > lines / 4, "most lines should be hits, or little is tested")
      check(once.bytes)
    }
  }

  /// A hit without a campaign that cannot be written so that it is read again: "PHPUnitPHPUnit" is two words,
  /// and "phpunitphpunit", as which it is kept, looks like a token.
  private func written(_ hit: CountedHit, _ settings: LogSettings) -> CountedHit {
    var hit = hit
    if let campaign = hit.campaign,
      RequestText.query(of: campaign, allowing: settings.campaignParameters).isEmpty
    {
      hit.campaign = nil
    }
    return hit
  }

  /// No scrubbed line has a byte that acts, or that a format could be broken by.
  private func check(_ bytes: [UInt8]) {
    #expect(bytes.allSatisfy { $0 == 0x0a || (0x20...0x7e).contains($0) })
  }
}
