internal import CScan
internal import LogFormats

/// A plan as the loop in C has it.
struct ScannedPlan {
  /// One of SCAN_PLAIN and the others.
  let kind: UInt32
  private(set) var steps: [scan_step] = []
  private(set) var keys: [Key] = []
  /// The texts of all keys.
  private(set) var texts: [UInt8] = []
  /// Where to look for a key by its hash.
  private(set) var slots = [UInt8](repeating: 0, count: SCAN_SLOTS)

  /// A key; its text is a place in ``texts``.
  struct Key {
    var text: Int
    var count: Int
    var word: UInt64
    var parent: UInt8
    var field: UInt8
    var object: UInt8
    var rank: UInt8 = 0
  }

  init(_ plan: FormatPlan) {
    switch plan.shape {
    case .steps(let steps):
      kind = UInt32(plan.needsSearch ? SCAN_SEARCHED : SCAN_PLAIN)
      self.steps = steps.map(scan_step.init)
    case .json(let keys):
      kind = UInt32(SCAN_JSON)
      add(keys)
    case .pairs(let keys):
      kind = UInt32(SCAN_PAIRS)
      add(keys)
    }
  }

  private mutating func add(_ wanted: [FormatKey]) {
    var objects: UInt8 = 0
    for key in wanted {
      var parent: UInt8 = 0
      for (level, name) in key.path.enumerated() {
        let isLast = level == key.path.count - 1
        let index = index(of: Array(name.utf8), in: parent)
        guard let index else { return }
        if isLast {
          keys[index].field = key.field.meaning.rawValue
          keys[index].rank = UInt8(clamping: key.field.rank)
        } else {
          if keys[index].object == 0 {
            objects += 1
            keys[index].object = objects
          }
          parent = keys[index].object
        }
      }
    }
  }

  /// The key with a name in an object, a new one if need be; `nil` where there is no room for it.
  private mutating func index(of name: [UInt8], in parent: UInt8) -> Int? {
    guard name.count <= 255, keys.count < SCAN_KEYS else { return nil }
    var word: UInt64 = 0
    for (index, byte) in name.prefix(8).enumerated() { word |= UInt64(byte) << UInt64(8 * index) }
    var slot = Int(scan_slot(word, UInt64(name.count), UInt64(parent)))
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      let key = keys[index]
      if key.parent == parent, Array(texts[key.text..<(key.text + key.count)]) == name {
        return index
      }
      slot = (slot + 1) % Int(SCAN_SLOTS)
    }
    keys.append(
      Key(text: texts.count, count: name.count, word: word, parent: parent, field: 0, object: 0))
    texts += name
    slots[slot] = UInt8(keys.count)
    return keys.count - 1
  }
}

extension scan_step {
  init(_ step: PlanStep) {
    precondition(step.ending.count <= 8, "an ending is one word")
    var word: UInt64 = 0
    var mask: UInt64 = 0
    for (index, byte) in step.ending.enumerated() {
      word |= UInt64(byte) << UInt64(8 * index)
      mask |= 0xff << UInt64(8 * index)
    }
    let flags =
      (step.isPadded ? UInt8(SCAN_PADDED) : 0)
      | (step.keepsEnding ? UInt8(SCAN_KEEPS_ENDING) : 0)
      | (step.hasBackslashes ? UInt8(SCAN_ESCAPES) : 0)
    self.init(
      literal: word.littleEndian, mask: mask.littleEndian, count: UInt8(step.ending.count),
      terminator: UInt8(truncatingIfNeeded: word), extent: step.extent.rawValue,
      field: step.meaning.rawValue, length: step.length,
      check: UInt8(step.isOfAddresses ? SCAN_ADDRESSES : scan_step.check(step.meaning)),
      prefix: step.optionalPrefix, flags: flags, skips: step.skips)
  }

  /// What a field of a meaning must look like where it is searched for.
  private static func check(_ meaning: FieldMeaning) -> Int {
    switch meaning {
    case .status: SCAN_STATUS
    case .bytes: SCAN_NUMBER
    case .duration, .duration2, .duration3: SCAN_TOOK
    case .client: SCAN_ADDRESS
    case .time, .date: SCAN_STAMP
    default: SCAN_ANY
    }
  }
}
