internal import CLzma

/// An xz stream, of any number of members ("The .xz File Format", version 1.1.0).
@safe
final class XzStream: CompressedStream {
  private let state: UnsafeMutablePointer<lzma_stream>
  private(set) var isBetweenMembers = false

  /// Bytes of memory: what `xz -9` takes, and little enough to keep it bounded for any log.
  private static let maxMemory: UInt64 = 80 << 20
  /// Section 2.1.1.1.
  private static let magic: [UInt8] = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]

  init() {
    unsafe state = .allocate(capacity: 1)
    // SAFETY: `LZMA_STREAM_INIT` is a state of zeros.
    unsafe state.initialize(to: lzma_stream())
    begin()
  }

  deinit {
    unsafe lzma_end(state)
    unsafe state.deallocate()
  }

  /// Whether bytes are the first of a stream, even of one that was cut within them: no text has such.
  static func isBeginning(_ bytes: UnsafeRawBufferPointer) -> Bool {
    unsafe bytes.count >= 2 && bytes.prefix(magic.count).elementsEqual(magic.prefix(bytes.count))
  }

  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Decompressed {
    var skipped = 0
    if isBetweenMembers {
      while unsafe skipped < input.count && input[skipped] == 0 { skipped += 1 }
      if skipped == input.count { return Decompressed(consumed: skipped, produced: 0) }
      // What begins like no member would be waited for as one that is cut short.
      guard
        unsafe input[skipped...].prefix(XzStream.magic.count)
          .elementsEqual(XzStream.magic.prefix(input.count - skipped))
      else { throw InputError(.corrupt) }
      begin()
    }
    // SAFETY: both buffers outlive the call, which respects their counts.
    unsafe state.pointee.next_in =
      input.baseAddress.unsafelyUnwrapped
      .assumingMemoryBound(to: UInt8.self) + skipped
    unsafe state.pointee.avail_in = input.count - skipped
    unsafe state.pointee.next_out = output.baseAddress.unsafelyUnwrapped
      .assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_out = output.count
    switch unsafe lzma_code(state, LZMA_RUN) {
    // The latter: there is nothing to do without more input.
    case LZMA_OK, LZMA_BUF_ERROR: break
    case LZMA_STREAM_END: isBetweenMembers = true
    case LZMA_MEMLIMIT_ERROR: throw InputError(.dictionaryTooLarge)
    case LZMA_MEM_ERROR: fatalError("out of memory")
    default: throw InputError(.corrupt)
    }
    return unsafe Decompressed(
      consumed: input.count - state.pointee.avail_in,
      produced: output.count - state.pointee.avail_out)
  }

  /// Begins a member, in the memory of the one before it.
  private func begin() {
    guard unsafe lzma_stream_decoder(state, XzStream.maxMemory, 0) == LZMA_OK else {
      fatalError("out of memory")
    }
    isBetweenMembers = false
  }
}
