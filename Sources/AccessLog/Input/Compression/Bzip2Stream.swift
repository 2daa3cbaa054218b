internal import CBzip2

/// A bzip2 stream, of any number of members, as `pbzip2` writes them. It takes up to 4 MB of memory.
@safe
final class Bzip2Stream: CompressedStream {
  // The library keeps the state's address, so it must not move.
  private let state: UnsafeMutablePointer<bz_stream>
  private(set) var isBetweenMembers = false

  init() {
    unsafe state = .allocate(capacity: 1)
    // SAFETY: a state of zeros has the library allocate memory by itself.
    unsafe state.initialize(to: bz_stream())
    begin()
  }

  deinit {
    if !isBetweenMembers { _ = unsafe BZ2_bzDecompressEnd(state) }
    unsafe state.deallocate()
  }

  /// Whether bytes are the first of a stream: "BZh", the level, and the digits of pi of a block or those
  /// of its square root, which end a stream.
  static func isBeginning(_ magic: UnsafeRawBufferPointer) -> Bool {
    let block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
    let end: [UInt8] = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]
    // SAFETY: indices are compared with the count.
    guard
      unsafe magic.count >= 4 && magic.starts(with: [0x42, 0x5a, 0x68])
        && (0x31...0x39).contains(magic[3])
    else { return false }
    let rest = unsafe Array(magic.dropFirst(4).prefix(6))
    // A file that was cut within these bytes is one of bzip2, too.
    return block.starts(with: rest) || end.starts(with: rest)
  }

  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Decompressed {
    var skipped = 0
    if isBetweenMembers {
      while unsafe skipped < input.count && input[skipped] == 0 { skipped += 1 }
      if skipped == input.count { return Decompressed(consumed: skipped, produced: 0) }
      begin()
    }
    // SAFETY: both buffers outlive the call, which respects their counts.
    unsafe state.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self) + skipped)
    unsafe state.pointee.avail_in = UInt32(input.count - skipped)
    unsafe state.pointee.next_out = output.baseAddress.unsafelyUnwrapped
      .assumingMemoryBound(to: CChar.self)
    unsafe state.pointee.avail_out = UInt32(output.count)
    let result = unsafe BZ2_bzDecompress(state)
    guard result == BZ_OK || result == BZ_STREAM_END else { throw InputError(.corrupt) }
    let done = unsafe Decompressed(
      consumed: input.count - Int(state.pointee.avail_in),
      produced: output.count - Int(state.pointee.avail_out))
    if result == BZ_STREAM_END {
      _ = unsafe BZ2_bzDecompressEnd(state)
      isBetweenMembers = true
    }
    return done
  }

  private func begin() {
    guard unsafe BZ2_bzDecompressInit(state, 0, 0) == BZ_OK else { fatalError("out of memory") }
    isBetweenMembers = false
  }
}
