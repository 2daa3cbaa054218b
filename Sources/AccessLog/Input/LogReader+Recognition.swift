public import Traffic

/// How long a log's beginning must be to tell it from every other log.
enum LogBeginning {
  static let leastBytes = 4096
  static let leastLines = 16
  /// Beyond this many bytes, no further lines are waited for.
  static let mostBytes = 256 * 1024

  /// The bytes of the beginning: up to the end of the line with which it is long enough.
  ///
  /// It depends on the log's content only, never on how much of it is there yet.
  static func length(in bytes: UnsafeRawBufferPointer) -> Int? {
    var lines = 0
    // SAFETY: every index is below the count.
    for index in 0..<min(bytes.count, mostBytes) where unsafe bytes[index] == 0x0a {
      lines += 1
      if lines >= leastLines, index + 1 >= leastBytes { return index + 1 }
    }
    return bytes.count >= mostBytes ? mostBytes : nil
  }
}

/// The offsets at which every log is marked, each a quarter farther than the one before: close
/// enough to tell logs apart wherever one of them ends, and some fifty for a gigabyte.
enum MarkGrid {
  private static let first: Int64 = 8192

  static func next(after offset: Int64) -> Int64 {
    var mark = first
    while mark <= offset { mark += mark / 4 }
    return mark
  }

  static func holds(_ offset: Int64) -> Bool { next(after: offset - 1) == offset }
}

extension LogReader {
  /// What a source turned out to be.
  public enum Recognition: Equatable, Sendable {
    /// Nothing of it has been counted.
    case new
    /// The known log with this index; the reader stands behind what is counted.
    case known(Int)
    /// The known log with this index, or an older copy of it: all of it is counted.
    case counted(Int)
  }

  /// Reads the first bytes, as many as a beginning may have.
  func readBeginning() throws(InputError) {
    while carryCount < LogBeginning.mostBytes {
      let room = unsafe UnsafeMutableRawBufferPointer(
        rebasing: carry[carryCount..<LogBeginning.mostBytes])
      let count = unsafe read(room)
      if count == 0 { break }
      carryCount += count
    }
    if carryCount == 0, let failure { throw failure }
    let head = unsafe UnsafeRawBufferPointer(rebasing: carry[..<carryCount])
    fingerprint = unsafe LogBeginning.length(in: head).map { length in
      unsafe key.digest(UnsafeRawBufferPointer(rebasing: head[..<length]), for: .beginning)
    }
  }

  /// Finds the known log that this source is, by content, and moves behind what is counted of it.
  ///
  /// - Complexity: O(1) for a plain file; for a pipe or a packed file, O(*n*) in the bytes to skip.
  public func recognise(among known: [SourcePosition]) throws(InputError) -> Recognition {
    var alive = candidates(among: known)
    guard !alive.isEmpty else { return .new }
    let offsets = Set(alive.flatMap { known[$0].marks.map(\.offset) }).sorted()
    var lastMark: Int64 = 0
    for markOffset in offsets {
      // Marks of a log that this one has departed from are of no use any more.
      let isMarked = alive.contains { index in
        known[index].marks.contains { $0.offset == markOffset }
      }
      guard isMarked else { continue }
      guard try advance(to: markOffset) else {
        // The source ends before this mark, and agrees with all marks before it: it is a log that
        // had ended here when it was counted, or else an older copy of a longer one.
        let ended = alive.filter { known[$0].offset <= lastMark }
        guard ended.isEmpty else { return try goOn(behind: longest(ended, known), known) }
        return .counted(longest(alive, known))
      }
      let digest = key.digest(tailAtMark.bytes, for: .mark)
      let agreeing = alive.filter { index in
        !known[index].marks.contains { $0.offset == markOffset && $0.digest != digest }
      }
      guard !agreeing.isEmpty else {
        // It departs from the only log it might have been, so it is another.
        try startAgain()
        return .new
      }
      alive = agreeing
      lastMark = markOffset
    }
    return try goOn(behind: longest(alive, known), known)
  }

  /// Moves behind what is counted of a known log.
  private func goOn(
    behind found: Int, _ known: [SourcePosition]
  ) throws(InputError) -> Recognition {
    if offset > known[found].offset {
      // Marks of a longer log were looked at to tell the two apart.
      try startAgain()
      guard try advance(to: known[found].offset) else { throw InputError(.differs) }
    }
    return continuing(found, known)
  }

  private func continuing(_ index: Int, _ known: [SourcePosition]) -> Recognition {
    // The mark at the old position is no longer of use: the next one lies farther on.
    marks = known[index].marks.filter { MarkGrid.holds($0.offset) }
    return .known(index)
  }

  private func longest(_ candidates: [Int], _ known: [SourcePosition]) -> Int {
    candidates.max { known[$0].offset < known[$1].offset } ?? candidates[0]
  }

  /// Known logs that begin like this one; those too short for a fingerprint, if this is long enough
  /// to hold them.
  private func candidates(among known: [SourcePosition]) -> [Int] {
    if let fingerprint {
      let grown = known.indices.filter { known[$0].fingerprint == fingerprint }
      if !grown.isEmpty { return grown }
    }
    let short = known.indices.filter { index in
      known[index].fingerprint == nil && known[index].offset > 0
        && known[index].offset <= Int64(carryCount)
        && known[index].marks.allSatisfy { agrees($0) }
    }
    // The file itself before a copy of it, and the longest of the copies.
    let same = short.filter { known[$0].file == file && file != nil }
    let best = (same.isEmpty ? short : same).max { known[$0].offset < known[$1].offset }
    return best.map { [$0] } ?? []
  }

  /// Whether a mark within the bytes read so far agrees with them.
  private func agrees(_ mark: SourcePosition.Mark) -> Bool {
    let end = Int(mark.offset)
    let start = max(0, end - LogTail.length)
    return unsafe key.digest(
      UnsafeRawBufferPointer(rebasing: carry[start..<end]), for: .mark) == mark.digest
  }

  /// The bytes before the mark that was advanced to.
  private var tailAtMark: LogTail { tail }

  /// Moves forward to an offset; `false` where the source ends before it.
  func advance(to target: Int64) throws(InputError) -> Bool {
    while offset < target {
      if carryCount == 0 {
        if input.isSeekable { return try seek(to: target) }
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: carry[..<LogBlock.capacity])
        carryCount = unsafe read(room)
        if carryCount == 0 { return false }
      }
      let count = Int(min(Int64(carryCount), target - offset))
      unsafe skip(UnsafeRawBufferPointer(rebasing: carry[..<count]))
      // SAFETY: `copyMemory` allows the overlap; the ranges are within the buffer.
      unsafe carry.copyMemory(from: UnsafeRawBufferPointer(rebasing: carry[count..<carryCount]))
      carryCount -= count
    }
    return true
  }

  func seek(to target: Int64) throws(InputError) -> Bool {
    let length = Int(min(Int64(LogTail.length), target))
    var bytes = [UInt8](repeating: 0, count: length)
    let isThere = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe input.read(at: target - Int64(length), into: buffer)
    }
    guard isThere else { return false }
    try input.seek(to: target)
    tail = LogTail()
    offset = target
    unsafe bytes.withUnsafeBytes { buffer in unsafe tail = tail.advanced(over: buffer) }
    return true
  }

  private func skip(_ bytes: UnsafeRawBufferPointer) {
    tail = unsafe tail.advanced(over: bytes)
    offset += Int64(bytes.count)
  }

  /// Goes back to the source's first byte, which a pipe cannot.
  private func startAgain() throws(InputError) {
    guard offset > 0 else { return }
    try begin()
  }

  /// Reads the source's beginning as if it had just been opened.
  func begin() throws(InputError) {
    guard input.status.isRegular else {
      throw InputError(.differs, offset: offset)
    }
    try input.rewind()
    isAtEnd = false
    failure = nil
    offset = 0
    carryCount = 0
    longLine = nil
    tail = LogTail()
    marks = []
    try readBeginning()
  }
}
