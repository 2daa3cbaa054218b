internal import CScan

/// A hash table from small keys to counts: the counters of an hour or a day in one dimension.
///
/// Freed by hand, so that a table of them moves without reference counts on the path of a line.
@safe
struct CounterTable<Cell: CountCell> {
  private var cells: UnsafeMutablePointer<Cell>?
  private var mask = -1
  private(set) var count = 0

  init() {}

  /// A table with room for so many keys, so that it need not grow until it has more.
  init(expecting count: Int) {
    // More than twice as many cells, a power of two.
    if count > 0 { makeRoom(max(16, 2 << (Int.bitWidth - count.leadingZeroBitCount))) }
  }

  /// Asks for the memory of a key that will be added to, so that it is there then.
  @inline(__always)
  func prefetch(_ key: Cell.Key) {
    guard let cells = unsafe cells else { return }
    // SAFETY: the mask keeps the index within the allocation; nothing is read.
    unsafe scan_prefetch(cells + CounterTable.home(of: key) & mask)
  }

  /// Adds one hit under a key, and what else there is to add.
  ///
  /// - Complexity: O(1) amortised; at most half of the cells are in use.
  @inline(__always)
  mutating func add(_ key: Cell.Key, _ addMore: (inout Cell) -> Void = { _ in }) {
    if count &* 2 >= mask &+ 1 { grow() }
    var index = CounterTable.home(of: key) & mask
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
    unsafe addMore(&cells[index])
  }

  /// Puts a cell in as it is; `false` where there is one under its key.
  mutating func insert(_ cell: Cell) -> Bool {
    let before = count
    add(cell.key) { $0 = cell }
    return count > before
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
  private static func home(of key: Cell.Key) -> Int {
    // Small keys differ in their low bits, of which the mask takes some; of wide ones, all bits are mixed.
    guard Cell.Key.bitWidth > 32 else {
      return Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: key) &* 0x9e37_79b9)
    }
    let mixed = UInt64(truncatingIfNeeded: key) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed &>> 32)
  }

  private mutating func grow() { makeRoom(max(16, (mask + 1) * 2)) }

  /// - Parameter capacity: A power of two, more than twice as many as there are keys.
  private mutating func makeRoom(_ capacity: Int) {
    let grown = UnsafeMutablePointer<Cell>.allocate(capacity: capacity)
    unsafe grown.initialize(repeating: Cell(), count: capacity)
    let old = self
    unsafe cells = grown
    mask = capacity - 1
    old.forEach { cell in
      var index = CounterTable.home(of: cell.key) & mask
      // SAFETY: fewer keys than cells, so there is a free one.
      while unsafe grown[index].hits != 0 { index = (index + 1) & mask }
      unsafe grown[index] = cell
    }
    // SAFETY: the old cells have been copied; nothing else points to them.
    unsafe old.cells?.deallocate()
  }
}

/// What is counted under one key.
protocol CountCell: BitwiseCopyable {
  associatedtype Key: FixedWidthInteger & UnsignedInteger & BitwiseCopyable
  var key: Key { get set }
  /// 0 for an empty cell only.
  var hits: UInt32 { get set }
  init()
  /// The same counts under a key of the batch.
  func merged(under key: UInt64) -> MergedCounters
  /// Writes what is counted, without the key.
  func write(to writer: inout ByteWriter)
  init(taking reader: inout ByteReader) throws(DamagedBytes)
}

/// What an hour has of a page, a client and the like.
struct TrafficCell: CountCell {
  var key: UInt32 = 0
  var hits: UInt32 = 0
  var pageViews: UInt32 = 0
  var visits: UInt32 = 0
  var bytes: Int64 = 0

  @inline(__always)
  mutating func add(pageViews: UInt32, visits: UInt32 = 0, bytes: Int64 = 0) {
    self.pageViews &+= pageViews
    self.visits &+= visits
    self.bytes = self.bytes.addingClamped(bytes)
  }

  func merged(under key: UInt64) -> MergedCounters {
    MergedCounters(
      key: key, hits: Int64(hits), pageViews: Int64(pageViews), visits: Int64(visits), bytes: bytes)
  }
}

/// What a day has of a page and a referrer: there are many of these, so they are small.
struct PairCell: CountCell {
  var key: UInt64 = 0
  var hits: UInt32 = 0

  func merged(under key: UInt64) -> MergedCounters { MergedCounters(key: key, hits: Int64(hits)) }
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
