/// Bytes of lines in a row: those that were read and are not handed out yet.
///
/// The first ``count`` bytes are read. Behind them is room up to ``capacity``, and behind that
/// ``LogLines/padding`` more bytes, so that a line may be looked at a little beyond its end. What makes a line,
/// how one is dropped that is longer than the buffer, and which zeros are no part of a line stand here for all
/// that reads lines.
@safe
struct LineBuffer: ~Copyable {
  /// The most bytes it holds: no line that is longer is handed out.
  let capacity: Int
  /// Bytes that were read.
  private(set) var count = 0
  private let storage: UnsafeMutableRawBufferPointer

  /// Its memory is left as the system gives it, so that what a short log does not need costs none.
  init(capacity: Int) {
    self.capacity = capacity
    // One more for a newline that a last line lacks.
    unsafe storage = .allocate(byteCount: capacity + 1 + LogLines.padding, alignment: 64)
  }

  deinit { unsafe storage.deallocate() }

  var isEmpty: Bool { count == 0 }
  var isFull: Bool { count == capacity }

  // MARK: - What is in it

  /// Lends all bytes, or the first ones.
  @inline(__always)
  borrowing func withBytes<Result, Failure: Error>(
    _ range: Range<Int>? = nil, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let range = range ?? 0..<count
    precondition(range.upperBound <= count, "bytes that were not read")
    // SAFETY: the bytes were read, and are alive while the buffer is borrowed.
    return try unsafe body(UnsafeRawBufferPointer(rebasing: storage[range]))
  }

  /// Lends the first bytes as lines: what is behind the last byte that was read is zeros.
  borrowing func withLines<Result>(
    upTo end: Int? = nil, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let end = end ?? count
    precondition(end <= count, "bytes that were not read")
    // SAFETY: the padding behind what was read is nobody's; the bytes are alive while the buffer is borrowed.
    unsafe UnsafeMutableRawBufferPointer(rebasing: storage[count..<(count + LogLines.padding)])
      .initializeMemory(as: UInt8.self, repeating: 0)
    return unsafe body(
      UnsafeBufferPointer(
        start: UnsafePointer(storage.baseAddress?.assumingMemoryBound(to: UInt8.self)),
        count: end))
  }

  /// The bytes up to the last newline.
  ///
  /// - Parameters:
  ///   - start: Where to look from: nothing before it is a newline, or that is known already.
  ///   - end: Where to look to.
  /// - Returns: 0 where there is none.
  /// - Complexity: O(*n*) in the bytes behind that newline.
  borrowing func wholeLines(from start: Int = 0, upTo end: Int? = nil) -> Int {
    var count = min(end ?? self.count, self.count)
    // SAFETY: `count - 1` is below what was read, and not negative.
    while count > start, unsafe storage[count - 1] != 0x0a { count -= 1 }
    return count > start ? count : 0
  }

  /// How many zeros it begins with. Before a line they are no part of it: a server writes its log behind
  /// them where that was emptied.
  borrowing func zeros() -> Int { unsafe withBytes { unsafe ZeroRun.length(in: $0) } }

  // MARK: - Filling

  /// Reads into the room behind what there is.
  ///
  /// - Parameters:
  ///   - end: How far, if not all of it.
  ///   - read: Fills the beginning of a buffer, and says how much of it.
  /// - Returns: What `read` did.
  @inline(__always)
  @discardableResult
  mutating func fill(
    upTo end: Int? = nil, _ read: (UnsafeMutableRawBufferPointer) -> Int
  ) -> Int {
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: storage[count..<(end ?? capacity)])
    let more = unsafe read(room)
    precondition(more <= room.count, "more than there is room for")
    count += more
    return more
  }

  /// Adds bytes there is room for.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    unsafe fill { room in
      precondition(bytes.count <= room.count, "more than there is room for")
      unsafe room.copyMemory(from: bytes)
      return bytes.count
    }
  }

  /// Moves bytes of another here, in place of what there was; it keeps those before them.
  mutating func move(from start: Int, of other: inout LineBuffer) {
    count = 0
    unsafe other.withBytes(start..<other.count) { unsafe append($0) }
    other.count = start
  }

  /// Ends a line that has no newline; there is room for that even in a full buffer.
  mutating func endLine() {
    precondition(count <= capacity, "a second newline has no room")
    // SAFETY: there is a byte behind the capacity.
    unsafe storage[count] = 0x0a
    count += 1
  }

  // MARK: - Dropping

  mutating func removeAll() { count = 0 }

  /// Drops all but the first bytes.
  mutating func removeAll(from start: Int) { count = min(count, start) }

  /// Drops the first bytes.
  mutating func drop(_ dropped: Int) {
    guard dropped > 0 else { return }
    precondition(dropped <= count, "bytes that were not read")
    // SAFETY: `copyMemory` allows the overlap; both ranges are within the buffer.
    unsafe storage.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[dropped..<count]))
    count -= dropped
  }

  /// Drops all up to the end of the first line, or all there is where that has no end.
  ///
  /// - Parameter seen: Gets what is dropped.
  /// - Returns: Whether the line has ended.
  mutating func dropLine(_ seen: (UnsafeRawBufferPointer) -> Void = { _ in }) -> Bool {
    let newline = unsafe withBytes { unsafe $0.firstIndex(of: 0x0a) }
    let end = newline.map { $0 + 1 } ?? count
    unsafe withBytes(0..<end) { unsafe seen($0) }
    drop(end)
    return newline != nil
  }
}
