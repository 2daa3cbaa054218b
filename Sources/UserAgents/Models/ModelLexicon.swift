internal import Traffic

/// The beginnings of model names: an open-addressing table, built once, never written after.
struct ModelLexicon: Sendable {
  struct Entry {
    /// 0 marks an empty slot.
    var key: UInt64 = 0
    /// What a model that begins so is; nil where only a longer beginning tells.
    var device: DeviceClass?
  }

  /// Prefixes are looked for among this many bytes of a word, no further.
  static let longestPrefix = 16

  private static let slots = 1 << 14

  private(set) var entries = [Entry](repeating: Entry(), count: slots)
  private var suffixes: [Suffix] = []

  struct Suffix {
    var pattern: UInt64
    var mask: UInt64
    var device: DeviceClass
  }

  static let shared = ModelLexicon()

  private init() {
    for row in Self.rows {
      var prefix = PrefixHash()
      for byte in row.prefixes.utf8 {
        if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
          update(prefix.value) { $0 = row.device }
          prefix = PrefixHash()
        } else {
          // All that a prefix begins with are there, too, so that a search can end where none goes on.
          prefix.add(byte)
          update(prefix.value) { _ in }
        }
      }
      update(prefix.value) { $0 = row.device }
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

  private mutating func update(_ key: UInt64, _ change: (inout DeviceClass?) -> Void) {
    var slot = Self.home(of: key)
    while entries[slot].key != 0, entries[slot].key != key { slot = (slot + 1) & (Self.slots - 1) }
    entries[slot].key = key
    change(&entries[slot].device)
  }

  /// What the last suffix tells that a word ends with, digits behind it left out (`VTab7`, `SYMTAB25`); of
  /// its letters, the last are the lowest bytes.
  func device(suffixOf letters: UInt64) -> DeviceClass? {
    var letters = letters
    while isDigit(UInt8(truncatingIfNeeded: letters)) { letters >>= 8 }
    return suffixes.last { letters & $0.mask == $0.pattern }?.device
  }

  /// The entry of a beginning, nil where no prefix begins so.
  @inline(__always)
  static func find(_ key: UInt64, in entries: Span<Entry>) -> Entry? {
    var slot = home(of: key)
    while true {
      let entry = entries[slot]
      if entry.key == key { return entry }
      if entry.key == 0 { return nil }
      slot = (slot &+ 1) & (slots - 1)
    }
  }

  @inline(__always)
  private static func home(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> 48) & (slots - 1)
  }
}
