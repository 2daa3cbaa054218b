internal import Traffic

/// Two pairs of eyes: what was to keep personal data out is asked whether it would do so again, and
/// ``PersonalText`` looks for itself. Either finds.
struct PairedDetector: TextDetector {
  let redaction: any TextDetector

  func shapes(inText bytes: ArraySlice<UInt8>) -> Set<PersonalShape> {
    redaction.shapes(inText: bytes).union(PersonalText.shapes(in: bytes, .text))
  }

  func shapes(inBytes bytes: ArraySlice<UInt8>) -> Set<PersonalShape> {
    redaction.shapes(inBytes: bytes).union(PersonalText.shapes(in: bytes, .bytes))
  }

  func isPage(_ text: [UInt8]) -> Bool { redaction.isPage(text) && isHarmless(text, .name) }
  func isReferrer(_ text: [UInt8]) -> Bool { redaction.isReferrer(text) && isHarmless(text, .host) }
  func isSite(_ text: [UInt8]) -> Bool { redaction.isSite(text) && isHarmless(text, .host) }
  func isCampaign(_ text: [UInt8]) -> Bool {
    redaction.isCampaign(text) && isHarmless(text, .name)
  }
  func isFormat(_ text: [UInt8]) -> Bool { redaction.isFormat(text) }

  private func isHarmless(_ text: [UInt8], _ care: DetectorCare) -> Bool {
    PersonalText.shapes(in: text[...], care).isEmpty
  }
}
