internal import CScan

/// A bounded table from keyed hashes to small numbers: what a worker has seen and need not work
/// out again.
///
/// It holds hashes under a key that dies with the process, never the bytes they are of. Once it is
/// full it starts anew, so a flood of new values costs time and no memory.
@safe
struct TagTable: ~Copyable {
  private struct Slot: BitwiseCopyable {
    /// The hash; 0 for an empty slot.
    var tag: UInt64 = 0
    var value: UInt64 = 0
  }

  private var slots: UnsafeMutableBufferPointer<Slot>
  private var mask: Int
  private(set) var count = 0

  /// The most slots, at 16 bytes each; half of them are used.
  private static let maxSlots = 1 << 17

  init() {
    mask = 1023
    unsafe slots = .allocate(capacity: 1024)
    unsafe slots.initialize(repeating: Slot())
  }

  deinit {
    // SAFETY: allocated here and by `grow`, freed once.
    unsafe slots.deallocate()
  }

  /// Asks for the memory of a tag that will be looked up, so that it is there then.
  @inline(__always)
  borrowing func prefetch(_ tag: UInt64) {
    // SAFETY: the mask keeps the index below the number of slots; nothing is read.
    unsafe scan_prefetch(slots.baseAddress.unsafelyUnwrapped + home(of: tag))
  }

  @inline(__always)
  private borrowing func home(of tag: UInt64) -> Int {
    Int(truncatingIfNeeded: tag >> 20) & mask
  }

  /// The value kept for a tag.
  ///
  /// - Complexity: O(1) on average; at most half of the slots are in use.
  @inline(__always)
  borrowing func value(of tag: UInt64) -> UInt64? {
    let tag = tag | 1
    var index = home(of: tag)
    while true {
      // SAFETY: the mask keeps the index below the number of slots.
      let slot = unsafe slots.baseAddress.unsafelyUnwrapped[index]
      if slot.tag == tag { return slot.value }
      if slot.tag == 0 { return nil }
      index = (index &+ 1) & mask
    }
  }

  /// Keeps a value for a tag that has none.
  mutating func insert(_ value: UInt64, for tag: UInt64) {
    if unsafe (count + 1) * 2 > slots.count {
      if unsafe slots.count < TagTable.maxSlots { grow() } else { removeAll() }
    }
    place(Slot(tag: tag | 1, value: value))
    count += 1
  }

  mutating func removeAll() {
    unsafe slots.update(repeating: Slot())
    count = 0
  }

  private mutating func place(_ slot: Slot) {
    var index = home(of: slot.tag)
    while unsafe slots[index].tag != 0 { index = (index + 1) & mask }
    unsafe slots[index] = slot
  }

  private mutating func grow() {
    let old = unsafe slots
    unsafe slots = .allocate(capacity: old.count * 2)
    unsafe slots.initialize(repeating: Slot())
    mask = old.count * 2 - 1
    for index in old.indices where unsafe old[index].tag != 0 { unsafe place(old[index]) }
    // SAFETY: the old slots have been moved.
    unsafe old.deallocate()
  }
}
