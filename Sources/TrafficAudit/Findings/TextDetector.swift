public import Traffic

/// Answers what only the room that knows personal data can: what a text looks like, and whether
/// redaction would change it.
public protocol TextDetector: Sendable {
  /// The shapes of personal data that stand in text that somebody wrote as text.
  func shapes(inText bytes: ArraySlice<UInt8>) -> Set<PersonalShape>
  /// The shapes that stand in bytes of unknown use.
  func shapes(inBytes bytes: ArraySlice<UInt8>) -> Set<PersonalShape>
  func isPage(_ text: [UInt8]) -> Bool
  func isReferrer(_ text: [UInt8]) -> Bool
  func isSite(_ text: [UInt8]) -> Bool
  func isCampaign(_ text: [UInt8]) -> Bool
  func isFormat(_ text: [UInt8]) -> Bool
}
