internal import CScan

/// A hash table from small keys to counts: the counters of one hour in one dimension.
///
/// Freed by hand, so that a table of them moves without reference counts on the path of a line.
@safe
struct Cells<Key: FixedWidthInteger & UnsignedInteger & BitwiseCopyable> {
  /// What is counted under one key. `hits` is 0 for an empty cell only.
  struct Cell: BitwiseCopyable {
    var key: Key = 0
    var hits: UInt32 = 0
    var pageViews: UInt32 = 0
    var visits: UInt32 = 0
    var bytes: Int64 = 0
  }

  private var cells: UnsafeMutablePointer<Cell>?
  private var mask = -1
  private(set) var count = 0

  init() {}

  /// Asks for the memory of a key that will be added to, so that it is there then.
  @inline(__always)
  func prefetch(_ key: Key) {
    guard let cells = unsafe cells else { return }
    // SAFETY: the mask keeps the index within the allocation; nothing is read.
    unsafe scan_prefetch(cells + Cells.home(of: key) & mask)
  }

  /// Adds one hit under a key.
  ///
  /// - Complexity: O(1) amortised; at most half of the cells are in use.
  @inline(__always)
  mutating func add(_ key: Key, pageViews: UInt32, visits: UInt32 = 0, bytes: Int64) {
    if count &* 2 >= mask &+ 1 { grow() }
    var index = Cells.home(of: key) & mask
    // SAFETY: the mask keeps the index within the allocation, which has a free cell.
    let cells = unsafe self.cells.unsafelyUnwrapped
    while unsafe cells[index].key != key, unsafe cells[index].hits != 0 {
      index = (index &+ 1) & mask
    }
    if unsafe cells[index].hits == 0 {
      unsafe cells[index].key = key
      count &+= 1
    }
    unsafe cells[index].hits &+= 1
    unsafe cells[index].pageViews &+= pageViews
    unsafe cells[index].visits &+= visits
    unsafe cells[index].bytes = cells[index].bytes.addingClamped(bytes)
  }

  /// Calls with every cell in use, in no order.
  func forEach(_ body: (Cell) -> Void) {
    guard let cells = unsafe cells else { return }
    // SAFETY: `mask` is the last index of the allocation.
    for index in 0...mask {
      let cell = unsafe cells[index]
      if cell.hits != 0 { body(cell) }
    }
  }

  /// Gives the memory back; the table is empty then.
  mutating func free() {
    unsafe cells?.deallocate()
    unsafe cells = nil
    mask = -1
    count = 0
  }

  @inline(__always)
  private static func home(of key: Key) -> Int {
    // Small keys differ in their low bits, of which the mask takes some; of wide ones, all bits are mixed.
    guard Key.bitWidth > 32 else {
      return Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: key) &* 0x9e37_79b9)
    }
    let mixed = UInt64(truncatingIfNeeded: key) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed &>> 32)
  }

  private mutating func grow() {
    let capacity = max(16, (mask + 1) * 2)
    let grown = UnsafeMutablePointer<Cell>.allocate(capacity: capacity)
    unsafe grown.initialize(repeating: Cell(), count: capacity)
    let old = self
    unsafe cells = grown
    mask = capacity - 1
    old.forEach { cell in
      var index = Cells.home(of: cell.key) & mask
      // SAFETY: twice as many cells as before, so there is a free one.
      while unsafe grown[index].hits != 0 { index = (index + 1) & mask }
      unsafe grown[index] = cell
    }
    // SAFETY: the old cells have been copied; nothing else points to them.
    unsafe old.cells?.deallocate()
  }
}

extension Int64 {
  /// The sum, or the largest number there is: damaged logs may claim any sizes, and a sum of them
  /// that is too large must neither trap nor turn negative. Of counts, which are never negative,
  /// such sums still commute.
  @inline(__always)
  func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? .max : sum
  }
}
