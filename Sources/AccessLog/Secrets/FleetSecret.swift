internal import CSodium
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

  private static let prefix = Array("sporlos-fleet-2:".utf8)
  /// Room for the name of the time zone, with spaces before it.
  public static let zoneLength = 65
  /// The key, the day and the ratchet.
  private static let length = SourceKey.length + 4 + DayRatchet.length
  /// Bytes of the text: two digits each, the time zone, and the end of the line.
  public static let textLength = prefix.count + 2 * length + zoneLength + 1

  /// The secret as a line of text.
  public var text: SecretBytes {
    let day = ratchet.day.rawValue.littleEndian
    let bytes = unsafe SecretBytes(count: FleetSecret.length) { room in
      unsafe key.withBytes { unsafe room.copyMemory(from: $0) }
      unsafe room.storeBytes(of: day, toByteOffset: SourceKey.length, as: Int32.self)
      unsafe ratchet.withBytes {
        unsafe UnsafeMutableRawBufferPointer(rebasing: room[(SourceKey.length + 4)...])
          .copyMemory(from: $0)
      }
      return true
    }
    let text = unsafe SecretBytes(count: FleetSecret.textLength) { room in
      // SAFETY: the room is as long as all that is written to it.
      unsafe room.copyBytes(from: FleetSecret.prefix)
      unsafe bytes?.withBytes { bytes in
        // SAFETY: room for two digits a byte and for the zero, in whose place the time zone begins.
        _ = unsafe sodium_bin2hex(
          room.baseAddress!.advanced(by: FleetSecret.prefix.count)
            .assumingMemoryBound(to: CChar.self),
          2 * bytes.count + 1, bytes.baseAddress!.assumingMemoryBound(to: UInt8.self), bytes.count)
      }
      let zone = timeZone.utf8.prefix(FleetSecret.zoneLength - 1)
      let spaces = [UInt8](repeating: 0x20, count: FleetSecret.zoneLength - zone.count)
      // SAFETY: the time zone and the end of the line are as long as what is left.
      unsafe UnsafeMutableRawBufferPointer(rebasing: room.suffix(FleetSecret.zoneLength + 1))
        .copyBytes(from: spaces + zone + [UInt8(ascii: "\n")])
      return bytes != nil
    }
    guard let text else { fatalError("no memory for a key") }
    return text
  }

  /// A secret from its text; `nil` where it is none.
  public init?(text: SecretBytes) {
    let prefix = FleetSecret.prefix
    guard text.count == FleetSecret.textLength else { return nil }
    let bytes = unsafe SecretBytes(count: FleetSecret.length) { room in
      unsafe text.withBytes { text in
        guard unsafe text.starts(with: prefix) else { return false }
        var count = 0
        // SAFETY: the digits stand between the prefix and the time zone, which is left out.
        let result = unsafe sodium_hex2bin(
          room.baseAddress!.assumingMemoryBound(to: UInt8.self), room.count,
          text.baseAddress!.advanced(by: prefix.count).assumingMemoryBound(to: CChar.self),
          2 * room.count, nil, &count, nil)
        return result == 0 && count == room.count
      }
    }
    guard let bytes else { return nil }
    func part(_ range: Range<Int>) -> SecretBytes? {
      unsafe SecretBytes(count: range.count) { room in
        unsafe bytes.withBytes {
          unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range]))
        }
        return true
      }
    }
    let start = unsafe bytes.withBytes {
      Int32(littleEndian: unsafe $0.loadUnaligned(fromByteOffset: SourceKey.length, as: Int32.self))
    }
    guard let key = part(0..<SourceKey.length).flatMap(SourceKey.init),
      let state = part((SourceKey.length + 4)..<FleetSecret.length),
      let ratchet = DayRatchet(day: Day(rawValue: start), state: state)
    else { return nil }
    let zone = unsafe text.withBytes { text in
      // SAFETY: the text has the length of a secret's.
      unsafe Array(text.suffix(FleetSecret.zoneLength + 1).dropLast().drop { $0 == 0x20 })
    }
    guard !zone.isEmpty, zone.count < FleetSecret.zoneLength,
      zone.allSatisfy({ (0x21...0x7e).contains($0) })
    else { return nil }
    self.init(key: key, ratchet: ratchet, timeZone: String(decoding: zone, as: UTF8.self))
  }
}
