internal import Traffic

/// What a server needs to count as one of a fleet, as a line of text that can be carried to it: the key
/// under which pages and user agents are recognised, the ratchet of the days' keys, and the time zone that the days
/// are of.
///
/// Never in memory that is not locked.
public struct FleetSecret: Sendable {
  public let key: SourceKey
  public let ratchet: DayRatchet
  /// The name of the time zone, which is no secret.
  public let timeZone: String

  /// - Parameter timeZone: At most 64 bytes long.
  public init(key: SourceKey, ratchet: DayRatchet, timeZone: String) {
    self.key = key
    self.ratchet = ratchet
    self.timeZone = timeZone
  }

  /// The key, the day and the ratchet.
  private static let line = SecretLine(
    prefix: "sporlos-fleet-2:", length: SourceKey.length + 4 + DayRatchet.length)
  /// Bytes of the text: two digits each, the time zone, and the end of the line.
  public static let textLength = line.textLength
  /// Room for the name of the time zone, with spaces before it.
  public static let zoneLength = SecretLine.zoneLength

  /// The secret as a line of text.
  public var text: SecretBytes {
    let day = ratchet.day.rawValue.littleEndian
    // SAFETY: the room is that of the key, the day and the ratchet.
    return unsafe FleetSecret.line.text(timeZone: timeZone) { room in
      unsafe key.withBytes { unsafe room.copyMemory(from: $0) }
      unsafe room.storeBytes(of: day, toByteOffset: SourceKey.length, as: Int32.self)
      unsafe ratchet.withBytes {
        unsafe UnsafeMutableRawBufferPointer(rebasing: room[(SourceKey.length + 4)...])
          .copyMemory(from: $0)
      }
    }
  }

  /// A secret from its text; `nil` where it is none.
  public init?(text: SecretBytes) {
    guard let (bytes, timeZone) = FleetSecret.line.read(text) else { return nil }
    // SAFETY: the secret is as long as a line has it.
    let start = unsafe bytes.withBytes {
      Int32(littleEndian: unsafe $0.loadUnaligned(fromByteOffset: SourceKey.length, as: Int32.self))
    }
    guard let key = bytes.part(0..<SourceKey.length).flatMap(SourceKey.init),
      let state = bytes.part((SourceKey.length + 4)..<bytes.count),
      let ratchet = DayRatchet(day: Day(rawValue: start), state: state)
    else { return nil }
    self.init(key: key, ratchet: ratchet, timeZone: timeZone)
  }
}
