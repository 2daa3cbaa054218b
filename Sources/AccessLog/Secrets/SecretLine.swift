internal import CSodium

/// Secret bytes and the name of a time zone as a line of text that can be carried to another machine: a word that says
/// what it is, two digits a byte, and the time zone.
///
/// Never in memory that is not locked.
struct SecretLine {
  /// What the line begins with.
  let prefix: [UInt8]
  /// Bytes of the secret.
  let length: Int
  /// Room for the name of the time zone, with spaces before it.
  static let zoneLength = 65

  init(prefix: String, length: Int) { (self.prefix, self.length) = (Array(prefix.utf8), length) }

  /// Bytes of the text, with the end of the line.
  var textLength: Int { prefix.count + 2 * length + SecretLine.zoneLength + 1 }

  /// A line.
  ///
  /// - Parameters:
  ///   - timeZone: At most 64 bytes long.
  ///   - fill: Writes the secret.
  func text(
    timeZone: String, _ fill: (UnsafeMutableRawBufferPointer) -> Void
  ) -> SecretBytes {
    let bytes = unsafe SecretBytes(count: length) { room in
      unsafe fill(room)
      return true
    }
    let text = unsafe SecretBytes(count: textLength) { room in
      // SAFETY: the room is as long as all that is written to it.
      unsafe room.copyBytes(from: prefix)
      unsafe bytes?.withBytes { bytes in
        // SAFETY: room for two digits a byte and for the zero, in whose place the time zone begins.
        _ = unsafe sodium_bin2hex(
          room.baseAddress!.advanced(by: prefix.count).assumingMemoryBound(to: CChar.self),
          2 * bytes.count + 1, bytes.baseAddress!.assumingMemoryBound(to: UInt8.self), bytes.count)
      }
      let zone = timeZone.utf8.prefix(SecretLine.zoneLength - 1)
      let spaces = [UInt8](repeating: 0x20, count: SecretLine.zoneLength - zone.count)
      // SAFETY: the time zone and the end of the line are as long as what is left.
      unsafe UnsafeMutableRawBufferPointer(rebasing: room.suffix(SecretLine.zoneLength + 1))
        .copyBytes(from: spaces + zone + [UInt8(ascii: "\n")])
      return bytes != nil
    }
    guard let text else { fatalError("no memory for a key") }
    return text
  }

  /// The secret and the time zone of a line; `nil` where it is none.
  func read(_ text: SecretBytes) -> (secret: SecretBytes, timeZone: String)? {
    guard text.count == textLength else { return nil }
    let bytes = unsafe SecretBytes(count: length) { room in
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
    let zone = unsafe text.withBytes { text in
      // SAFETY: the text has the length of such a line.
      unsafe Array(text.suffix(SecretLine.zoneLength + 1).dropLast().drop { $0 == 0x20 })
    }
    guard !zone.isEmpty, zone.count < SecretLine.zoneLength,
      zone.allSatisfy({ (0x21...0x7e).contains($0) })
    else { return nil }
    return (bytes, String(decoding: zone, as: UTF8.self))
  }
}

extension SecretBytes {
  /// A part of a secret.
  func part(_ range: Range<Int>) -> SecretBytes? {
    guard range.upperBound <= count else { return nil }
    return unsafe SecretBytes(count: range.count) { room in
      // SAFETY: the range is within the secret, and as long as the room.
      unsafe withBytes {
        unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range]))
      }
      return true
    }
  }
}
