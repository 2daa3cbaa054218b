/// What a machine needs to read logs for a backfill, as a line of text that can be carried to it: the key under which
/// logs and pages are recognised, the one that the days' keys are derived from, what names are sealed with, and the
/// time zone that the days are of.
///
/// It opens no name. With it and a part, a guess can be tested: that a page was asked for, and, of somebody whose network
/// and kind of client are known, that they came. So it is thrown away at the end.
public struct BackfillSecret: Sendable {
  public let key: SourceKey
  /// What the keys of the days' visitors are derived from.
  private let visitors: SecretBytes
  /// What names are sealed with; no secret.
  public let recipient: [UInt8]
  /// The name of the time zone, which is no secret.
  public let timeZone: String

  /// A new one.
  ///
  /// - Parameter timeZone: At most 64 bytes long.
  public init(key: SourceKey, recipient: [UInt8], timeZone: String) {
    (self.key, self.recipient, self.timeZone) = (key, recipient, timeZone)
    visitors = SecretBytes(randomCount: VisitorKey.length)
  }

  /// The secret of a day.
  public func secret(of day: String) -> SecretBytes {
    SecretBytes(from: visitors, for: "day " + day, count: VisitorKey.length)
  }

  /// The key, the visitors' secret and the recipient.
  private static let line = SecretLine(
    prefix: "sporlos-backfill-1:", length: SourceKey.length + VisitorKey.length + NameSecret.length)
  /// Bytes of the text.
  public static let textLength = line.textLength

  /// The secret as a line of text.
  public var text: SecretBytes {
    // SAFETY: the room is that of the key, the visitors' secret and the recipient.
    unsafe BackfillSecret.line.text(timeZone: timeZone) { room in
      unsafe key.withBytes { unsafe room.copyMemory(from: $0) }
      unsafe visitors.withBytes {
        unsafe UnsafeMutableRawBufferPointer(rebasing: room[SourceKey.length...])
          .copyMemory(from: $0)
      }
      unsafe UnsafeMutableRawBufferPointer(
        rebasing: room[(SourceKey.length + VisitorKey.length)...]
      )
      .copyBytes(from: recipient)
    }
  }

  /// A secret from its text; `nil` where it is none.
  public init?(text: SecretBytes) {
    guard let (bytes, timeZone) = BackfillSecret.line.read(text),
      let key = bytes.part(0..<SourceKey.length).flatMap(SourceKey.init),
      let visitors = bytes.part(SourceKey.length..<(SourceKey.length + VisitorKey.length))
    else { return nil }
    // SAFETY: the secret is as long as a line has it.
    recipient = unsafe bytes.withBytes { unsafe Array($0.suffix(NameSecret.length)) }
    (self.key, self.visitors, self.timeZone) = (key, visitors, timeZone)
  }
}
