internal import CScan

/// Takes wrappers off lines, block by block.
struct Unwrapper: Sendable {
  /// What is done in one pass: prefixes come off, then perhaps one wrapper that is no mere prefix, and
  /// then the prefixes of what was in that.
  struct Pass: Sendable {
    var before: [Wrapper] = []
    var middle: Wrapper?
    /// Whether parts of lines are put together.
    var joins = false
    var after: [Wrapper] = []
    /// The last prefix before or behind the middle, whose time stays in front of each line.
    var kept: Wrapper?
  }

  let passes: [Pass]

  init(_ chain: WrapperChain) {
    var passes = [Pass()]
    for wrapper in chain.wrappers {
      // Parts stand as such in the file itself only, so only there blocks may be cut between them.
      let joins =
        wrapper.comesInParts && passes.count == 1 && passes[0].middle == nil
      if !wrapper.isJSON && !joins {
        if passes[passes.count - 1].middle == nil {
          passes[passes.count - 1].before.append(wrapper)
        } else {
          passes[passes.count - 1].after.append(wrapper)
        }
        continue
      }
      if passes[passes.count - 1].middle != nil { passes.append(Pass()) }
      passes[passes.count - 1].middle = wrapper
      passes[passes.count - 1].joins = joins
    }
    if chain.keepsTime, let last = chain.wrappers.last, !last.isJSON {
      passes[passes.count - 1].kept = last
    }
    self.passes = passes
  }

  /// Writes what is in the wrappers of each line. A line without one of them keeps what it has; of a
  /// line in parts, the whole stands where its last part stood, and an empty line for each before it.
  ///
  /// - Parameters:
  ///   - block: Lines, each with its newline; `SCAN_PADDING` bytes behind them must be readable. It ends
  ///     where ``wholeLines(in:)`` says, or with the file.
  ///   - output: Has room for as many bytes as the block has, and `SCAN_PADDING`; apart from the block.
  /// - Returns: The bytes written, without the padding: never more than the block has, with as many
  ///   newlines.
  /// - Complexity: O(*n*) in the block's bytes. Nothing is allocated, but for room for a block where
  ///   objects stand in objects, or in parts of lines.
  func unwrap(
    _ block: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    let padding = Int(SCAN_PADDING)
    guard let start = block.baseAddress, !block.isEmpty else { return 0 }
    precondition(output.count >= block.count + padding, "no room for what is in the wrappers")
    let out = unsafe output.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    if passes.count == 1 {
      return unsafe passes[0].run(start, before: start + block.count, into: out)
    }
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: block.count + padding) {
      let scratch = unsafe $0.baseAddress.unsafelyUnwrapped
      var (from, count) = unsafe (start, block.count)
      for (index, pass) in passes.enumerated() {
        // The last pass writes to the output.
        let to = unsafe (passes.count - index) % 2 == 1 ? out : scratch
        count = unsafe pass.run(from, before: from + count, into: to)
        unsafe from = UnsafePointer(to)
      }
      return count
    }
  }
}

extension Unwrapper.Pass {
  /// Takes the wrappers off all lines from one place to another.
  fileprivate func run(
    _ start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>,
    into out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var unfinished = UnfinishedLines()
    var at = unsafe start
    var count = 0
    while unsafe at < end {
      // SAFETY: the line ends at or before the end, and what was written is not longer than what was
      // read.
      let stop = unsafe scan_byte(at, end, 0x0a)
      let line = unsafe LineBytes(start: at, count: stop - at)
      if let middle {
        let place = unsafe at - start
        let body = line.without(before)
        let begin = count
        if let wrapped = WrappedLine.read(body, as: middle) {
          if joins {
            unfinished.expire(at: place)
            let first = unfinished.first(isError: wrapped.isError)
            unfinished.note(wrapped, at: place)
            if !wrapped.isPart {
              if let first {
                count += unsafe join(
                  wrapped.isError, from: start + first, before: at, into: out + count)
              }
              count += unsafe wrapped.write(body, to: out + count)
            }
          } else {
            count += unsafe wrapped.write(body, to: out + count)
          }
        } else {
          count += unsafe body.copy(to: out + count)
        }
        if !after.isEmpty {
          count = unsafe begin + strip(out + begin, count - begin)
        }
      } else {
        if kept != nil { count += unsafe writeTime(of: line, without: before, to: out + count) }
        count += unsafe line.without(before).copy(to: out + count)
      }
      if unsafe stop == end { break }
      unsafe out[count] = 0x0a
      count += 1
      unsafe at = stop + 1
    }
    return count
  }

  /// Writes the parts of a stream's line but for the last.
  @inline(never)
  private func join(
    _ isError: Bool, from start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>,
    into out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    guard let middle else { return 0 }
    var at = unsafe start
    var count = 0
    while unsafe at < end {
      // SAFETY: as above; these lines have become empty ones.
      let stop = unsafe scan_byte(at, end, 0x0a)
      let body = unsafe LineBytes(start: at, count: stop - at).without(before)
      if let wrapped = WrappedLine.read(body, as: middle), wrapped.isError == isError {
        count += unsafe wrapped.write(body, to: out + count)
      }
      unsafe at = stop + 1
    }
    return count
  }

  /// Takes prefixes off what was written; gives the bytes that are left.
  private func strip(_ out: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    let line = unsafe LineBytes(start: UnsafePointer(out), count: count)
    let rest = line.without(after)
    guard rest.count < count else { return count }
    let time = kept == nil ? 0 : unsafe writeTime(of: line, without: after, to: out)
    // SAFETY: what is left is the end of it, behind the prefix that the time was part of; `update` allows
    // the overlap.
    unsafe (out + time).update(from: rest.start, count: rest.count)
    return time + rest.count
  }

  /// Writes the time of the last prefix and a blank, or a tab where an object follows; nothing where the
  /// line does not have that prefix, or it has no time.
  ///
  /// - Returns: The bytes written: fewer than the prefix has.
  @inline(never)
  private func writeTime(
    of line: LineBytes, without prefixes: [Wrapper], to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var outer = line
    for wrapper in prefixes.dropLast() {
      if let length = wrapper.prefixLength(of: outer) { outer = outer.dropping(length) }
    }
    guard let last = prefixes.last, let length = last.prefixLength(of: outer),
      let time = SyslogPrefix.time(in: outer)
    else { return 0 }
    let isObject = outer[length] == UInt8(ascii: "{")
    // SAFETY: the time and one byte more are no longer than the prefix, so that they overwrite nothing of
    // what it stands before; `update` allows the overlap.
    unsafe out.update(from: time.start, count: time.count)
    unsafe out[time.count] = isObject ? 0x09 : 0x20
    return time.count + 1
  }
}

extension LineBytes {
  /// What stands behind prefixes, those that there are.
  @inline(__always)
  func without(_ prefixes: [Wrapper]) -> LineBytes {
    var rest = self
    for wrapper in prefixes {
      if let length = wrapper.prefixLength(of: rest) { rest = rest.dropping(length) }
    }
    return rest
  }

  /// - Parameter out: Has room for all bytes and `SCAN_PADDING`; nowhere in the line.
  /// - Returns: The count of bytes.
  @inline(__always)
  func copy(to out: UnsafeMutablePointer<UInt8>) -> Int {
    // SAFETY: at most 31 bytes more are read and written.
    unsafe scan_copy(out, start, count)
    return count
  }
}
