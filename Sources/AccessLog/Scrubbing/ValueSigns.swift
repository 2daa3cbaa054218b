internal import LogFormats

/// Which bytes a value that is written may have, and whether what ends it is one of them.
///
/// In quotes nothing is, since no scrubbed value has a quote; elsewhere `$http_user_agent $status` may be
/// read in another way than it was written.
struct ValueSigns {
  /// Whether a user agent has to be one word, so that it is not cut.
  let isAgentAsWord: Bool
  /// Whether the value may hold the beginning of what ends it.
  let mayHoldEnding: Bool

  init(_ step: PlanStep, of field: FormatField) {
    let end: UInt8
    switch step.extent {
    case .quoted, .doubled, .rest, .fixed, .beforeUser, .beforeTime:
      (isAgentAsWord, mayHoldEnding) = (false, false)
      return
    case .maybeQuoted where [.userAgent, .request, .referrer, .target].contains(step.meaning):
      (isAgentAsWord, mayHoldEnding) = (false, false)
      return
    case .last: end = 0x20
    default: end = step.ending.first ?? 0x20
    }
    // Encoded, it has no blanks.
    let isEncoded = [.percent, .percentTwice, .plusForSpace].contains(field.encoding)
    isAgentAsWord =
      step.meaning == .userAgent && !isEncoded && ValueSigns.agent.contains(end)
    mayHoldEnding = ValueSigns.mayHold(end, step.meaning, field.notation, isEncoded: isEncoded)
  }

  /// The signs of a user agent of ours.
  private static let agent = Array(" (;,)-".utf8)

  private static func mayHold(
    _ byte: UInt8, _ meaning: FieldMeaning, _ notation: FieldNotation, isEncoded: Bool
  ) -> Bool {
    // Neither is in what was redacted or encoded.
    let isOfURL = (0x21...0x7e).contains(byte) && !"\"|{}<>^`".utf8.contains(byte)
    let isOfName = ASCII.isAlphanumeric(byte) || "-_./:".utf8.contains(byte)
    switch meaning {
    case .ignored: return byte == UInt8(ascii: "-")
    case .status: return ASCII.isDigit(byte)
    case .bytes: return ASCII.isDigit(byte) || byte == UInt8(ascii: "-")
    case .time, .date, .end:
      switch notation {
      case .strftime(let pattern):
        return isOfName || "+ ".utf8.contains(byte) || pattern.utf8.contains(byte)
      case .commonLog, .anyTime: return isOfName || "+ ".utf8.contains(byte)
      default: return isOfName || byte == UInt8(ascii: "+")
      }
    case .request: return isOfURL || byte == 0x20
    case .userAgent where isEncoded: return isOfURL
    case .userAgent, .method, .version, .host, .client, .duration, .duration2, .duration3:
      return isOfName
    case .target, .query, .referrer: return isOfURL
    }
  }
}
