internal import Traffic

/// The beginnings of model names: an open-addressing table, built once, never written after.
struct ModelLexicon: Sendable {
  struct Entry {
    /// 0 marks an empty slot.
    var key: UInt64
    var device: DeviceClass
  }

  /// Prefixes are looked for among this many bytes of a word, no further.
  static let longestPrefix = 16

  private(set) var entries: [Entry]
  private(set) var suffixes: [Suffix]
  let mask: Int

  struct Suffix {
    var pattern: UInt64
    var mask: UInt64
    var device: DeviceClass
  }

  static let shared = ModelLexicon()

  private init() {
    let slots = 1 << 12
    entries = Array(repeating: Entry(key: 0, device: .other), count: slots)
    suffixes = []
    mask = slots - 1
    for row in Self.rows {
      var word = WordHash()
      var isEmpty = true
      for byte in row.prefixes.utf8 {
        if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
          if !isEmpty { add(word.value, row.device) }
          word = WordHash()
          isEmpty = true
        } else {
          word.add(byte)
          isEmpty = false
        }
      }
      if !isEmpty { add(word.value, row.device) }
    }
    for row in Self.suffixRows {
      for word in row.suffixes.utf8.split(separator: UInt8(ascii: " ")) {
        var suffix = Suffix(pattern: 0, mask: 0, device: row.device)
        for byte in word {
          suffix.pattern = suffix.pattern << 8 | UInt64(byte)
          suffix.mask = suffix.mask << 8 | 0xff
        }
        suffixes.append(suffix)
      }
    }
  }

  private mutating func add(_ key: UInt64, _ device: DeviceClass) {
    var slot = Self.home(of: key, mask: mask)
    while entries[slot].key != 0, entries[slot].key != key { slot = (slot + 1) & mask }
    entries[slot] = Entry(key: key, device: device)
  }

  @inline(__always)
  static func find(_ key: UInt64, in entries: Span<Entry>, mask: Int) -> DeviceClass? {
    var slot = home(of: key, mask: mask)
    while true {
      let entry = entries[slot]
      if entry.key == key { return entry.device }
      if entry.key == 0 { return nil }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private static func home(of key: UInt64, mask: Int) -> Int {
    Int(truncatingIfNeeded: (key ^ (key &>> 32)) &* 0x9e37_79b9_7f4a_7c15 &>> 40) & mask
  }
}
