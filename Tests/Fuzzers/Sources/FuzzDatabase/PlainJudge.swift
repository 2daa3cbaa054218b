import Traffic
import TrafficAudit

/// Finds something in some bytes at once: the real detector, which FuzzState asks, takes its time.
struct PlainJudge: TextDetector {
  func shapes(inText bytes: ArraySlice<UInt8>) -> Set<PersonalShape> {
    bytes.contains(UInt8(ascii: "@")) ? [.email] : []
  }
  func shapes(inBytes bytes: ArraySlice<UInt8>) -> Set<PersonalShape> { shapes(inText: bytes) }
  func isPage(_ text: [UInt8]) -> Bool { text.first == UInt8(ascii: "/") }
  func isReferrer(_ text: [UInt8]) -> Bool { !text.isEmpty }
  func isSite(_ text: [UInt8]) -> Bool { !text.isEmpty }
  func isCampaign(_ text: [UInt8]) -> Bool { !text.isEmpty }
  func isFormat(_ text: [UInt8]) -> Bool { text.count < 20 }
}
