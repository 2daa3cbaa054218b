internal import AccessLog
internal import Traffic
internal import TrafficAudit

/// Asks the room that knows personal data.
struct ShapeDetector: TextDetector {

  func shapes(inText bytes: ArraySlice<UInt8>) -> Set<PersonalShape> {
    ShapeSearch.shapes(in: bytes, .text)
  }

  func shapes(inBytes bytes: ArraySlice<UInt8>) -> Set<PersonalShape> {
    ShapeSearch.shapes(in: bytes, .bytes)
  }

  func isPage(_ text: [UInt8]) -> Bool { RedactionCheck.isPage(text) }
  func isReferrer(_ text: [UInt8]) -> Bool { RedactionCheck.isReferrer(text) }
  func isSite(_ text: [UInt8]) -> Bool { RedactionCheck.isSite(text) }
  func isCampaign(_ text: [UInt8]) -> Bool { RedactionCheck.isCampaign(text) }
  func isFormat(_ text: [UInt8]) -> Bool {
    LogFormat.isName(String(decoding: text, as: UTF8.self))
  }
}
