internal import CIsal

/// A gzip stream, of any number of members (RFC 1952, section 2.2).
@safe
final class GzipStream: CompressedStream {
  private let state: UnsafeMutablePointer<inflate_state>
  private var isInMember = true

  init() {
    unsafe state = .allocate(capacity: 1)
    // SAFETY: `isal_inflate_init` sets every field it later reads.
    unsafe isal_inflate_init(state)
    unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
  }

  deinit {
    unsafe state.deallocate()
  }

  var isBetweenMembers: Bool { !isInMember }

  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Decompressed {
    var skipped = 0
    if !isInMember {
      // Tapes and some tools pad with zeros behind the last member.
      while unsafe skipped < input.count && input[skipped] == 0 { skipped += 1 }
      if skipped == input.count { return Decompressed(consumed: skipped, produced: 0) }
      // What begins like no member would be waited for as one that is cut short.
      let magic: [UInt8] = [0x1f, 0x8b]
      guard unsafe input[skipped...].prefix(2).elementsEqual(magic.prefix(input.count - skipped))
      else { throw InputError(.corrupt) }
      unsafe isal_inflate_reset(state)
      unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
      isInMember = true
    }
    // SAFETY: both buffers outlive the call, which respects their counts.
    unsafe state.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self) + skipped)
    unsafe state.pointee.avail_in = UInt32(input.count - skipped)
    unsafe state.pointee.next_out = output.baseAddress.unsafelyUnwrapped
      .assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_out = UInt32(output.count)
    let result = unsafe isal_inflate(state)
    guard result >= 0 else { throw InputError(.corrupt) }
    if unsafe state.pointee.block_state == ISAL_BLOCK_FINISH { isInMember = false }
    return unsafe Decompressed(
      consumed: input.count - Int(state.pointee.avail_in),
      produced: output.count - Int(state.pointee.avail_out))
  }
}
