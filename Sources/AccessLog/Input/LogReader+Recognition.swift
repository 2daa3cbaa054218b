internal import FileSystem
public import Traffic

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

  /// The keyed hash up to the end of the first line, by which known logs are looked up; `nil` until
  /// that line is there.
  public var head: UInt64? { beginning.head }

  /// The hash that an earlier release would have looked it up by. Ask before the first block is taken.
  public var fingerprint: Checkpoint.Digest? {
    unsafe carry.withBytes { unsafe EarlierBeginning.fingerprint($0, key: key) }
  }

  /// A keyed hash of what there is of a compressed log whose end is missing: it may be on its way
  /// still. Ask before the first block is taken.
  ///
  /// - Parameter isNew: Whether to read a file on that is longer than what is read ahead.
  /// - Complexity: O(*n*) in the bytes of such a file, which is read once more.
  public func cutShortContent(isNew: Bool) -> UInt64? {
    guard isCompressed, offset == 0 else { return nil }
    if isAtEnd {
      guard failure?.code == .truncated else { return nil }
      return unsafe carry.withBytes { unsafe key.number($0, for: .beginning) }
    }
    guard isNew, status.isRegular, !isMember, let input = try? LogInput(path: path),
      input.status.identity == status.identity
    else { return nil }
    let room = UnsafeMutableRawBufferPointer.allocate(
      byteCount: LogBlock.capacity, alignment: 64)
    defer { unsafe room.deallocate() }
    var (tail, length) = (LogTail(), 0)
    do {
      while true {
        let count = try unsafe input.read(into: room)
        if count == 0 { return nil }
        length += count
        tail = unsafe tail.advanced(over: UnsafeRawBufferPointer(rebasing: room[..<count]))
      }
    } catch {
      let bytes = tail.bytes + Array("\(length)".utf8)
      return error.code == .truncated ? key.number(bytes, for: .beginning) : nil
    }
  }

  /// Reads the first bytes, as many as are needed to recognise a log.
  func readBeginning() throws(InputError) {
    while carry.count < LogBeginning.readAhead {
      guard unsafe carry.fill(upTo: LogBeginning.readAhead, { unsafe read($0) }) > 0 else { break }
    }
    if carry.isEmpty, let failure { throw failure }
    beginning = unsafe carry.withBytes { unsafe LogBeginning($0, key: key, name: name) }
  }

  /// Finds out which known log this source is, by content, and moves behind what is counted of it.
  ///
  /// - Parameter known: Logs that have the same ``head``, or that an earlier release counted.
  /// - Complexity: O(1) for a plain file; for a pipe or a compressed file, O(*n*) in the bytes to skip.
  public func recognise(among known: [Checkpoint]) throws(InputError) -> Recognition {
    var alive: [Int] = []
    var holders: [Int] = []
    for index in known.indices {
      guard known[index].head == beginning.head else {
        if known[index].head == nil, mayBe(earlier: known[index]) { alive.append(index) }
        continue
      }
      switch beginning.relation(to: known[index].lineMarks) {
      case .departs: break
      case .isHeld: holders.append(index)
      case .agrees: alive.append(index)
      }
    }
    if let holder = best(holders, known) { return .counted(holder) }
    guard !alive.isEmpty else { return .new }
    let found = try compare(to: alive, known)
    // Of what is not read, nothing is needed.
    if case .counted = found { firstLines = [] }
    return found
  }

  /// Compares the source with logs that begin like it, offset by offset, until one is left.
  private func compare(
    to candidates: [Int], _ known: [Checkpoint]
  ) throws(InputError) -> Recognition {
    keepFirstLines()
    var alive = candidates
    let marks = candidates.reduce(into: [:]) { $0[$1] = known[$1].offsetMarks }
    let offsets = Set(marks.values.joined().map(\.offset)).sorted()
    var reached: Int64 = 0
    for offset in offsets {
      // Marks of a log that this one has departed from are of no use any more.
      let isMarked = alive.contains { marks[$0]?.contains { $0.offset == offset } ?? false }
      guard isMarked else { continue }
      guard try advance(to: offset) else {
        // The source ends before this mark, and agrees with all marks before it: it is a log that
        // had ended here when it was counted, or else an older copy of a longer one.
        let ended = alive.filter { known[$0].offset <= reached }
        if let found = best(ended, known) { return try goOn(after: found, known) }
        return .counted(best(alive, known) ?? alive[0])
      }
      let digest = key.number(tail.bytes, for: .mark)
      alive.removeAll { index in
        marks[index]?.contains { $0.offset == offset && !$0.agrees(with: digest) } ?? false
      }
      guard !alive.isEmpty else {
        // It departs from the only log it might have been, so it is another.
        try startAgain()
        return .new
      }
      reached = offset
    }
    return try goOn(after: best(alive, known) ?? alive[0], known)
  }

  /// Moves behind what is counted of a known log.
  private func goOn(
    after found: Int, _ known: [Checkpoint]
  ) throws(InputError) -> Recognition {
    if offset > known[found].offset {
      // Marks of a longer log were looked at to tell the two apart.
      try startAgain()
      guard try advance(to: known[found].offset) else { throw InputError(.differs) }
    }
    // Marks that a log of long ago no longer has are none here, too.
    marks = Array(known[found].gridMarks.prefix(MarkGrid.offsets(upTo: offset).count))
    padMarks()
    return .known(found)
  }

  /// Of several logs that a source might be, the file itself before a copy of it, then the longest.
  private func best(_ candidates: [Int], _ known: [Checkpoint]) -> Int? {
    let same = candidates.filter { known[$0].file == file && file != nil }
    return (same.isEmpty ? candidates : same).max { known[$0].offset < known[$1].offset }
  }

  /// Whether the source may be a log that an earlier release counted: by the hash of its beginning or,
  /// where the log was too short for that, by all there was of it.
  private func mayBe(earlier known: Checkpoint) -> Bool {
    guard name == known.name, known.offset > 0 else { return false }
    if let earlier = known.fingerprint { return earlier == fingerprint }
    guard known.offset <= Int64(carry.count) else { return false }
    let end = Int(known.offset)
    let start = max(0, end - LogTail.length)
    return unsafe carry.withBytes(start..<end) { unsafe key.number($0, for: .mark) } == known.end
  }

  /// Moves forward to an offset; `false` where the source ends before it.
  func advance(to target: Int64) throws(InputError) -> Bool {
    while offset < target {
      if carry.isEmpty {
        if input.isSeekable { return try seek(to: target) }
        guard unsafe carry.fill({ unsafe read($0) }) > 0 else { return false }
      }
      let count = Int(min(Int64(carry.count), target - offset))
      unsafe carry.withBytes(0..<count) { unsafe skip($0) }
      carry.drop(count)
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
    headings = LogHeadings()
    headings.isKnown = false
    tail = LogTail()
    offset = target
    unsafe bytes.withUnsafeBytes { buffer in unsafe tail = tail.advanced(over: buffer) }
    return true
  }

  private func skip(_ bytes: UnsafeRawBufferPointer) {
    unsafe headings.skip(bytes)
    tail = unsafe tail.advanced(over: bytes)
    offset += Int64(bytes.count)
  }

  /// Reads the source from its first byte, as one that nothing is known of.
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
    carry.removeAll()
    headings = LogHeadings()
    longLine = nil
    zeros = 0
    tail = LogTail()
    marks = []
    try readBeginning()
  }
}
