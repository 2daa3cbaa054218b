internal import CIsal
internal import CZstd

/// How the bytes of a file are packed, told by its first bytes and never by its name.
enum Packing {
  case plain
  case gzip
  case zstd
  case foreign(InputError.ForeignPacking)

  /// Enough bytes to tell.
  static let magicLength = 6

  init(magic: UnsafeRawBufferPointer) {
    // SAFETY: indices are compared with the count.
    if unsafe magic.count >= 2 && magic[0] == 0x1f && magic[1] == 0x8b {
      self = .gzip  // RFC 1952, section 2.3.1
    } else if unsafe magic.count >= 4 && magic[0] == 0x28 && magic[1] == 0xb5
      && magic[2] == 0x2f && magic[3] == 0xfd
    {
      self = .zstd  // RFC 8878, section 3.1.1
    } else if unsafe magic.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]) {
      self = .foreign(.xz)  // "The .xz File Format", section 2.1.1.1
    } else if unsafe magic.count >= 6 && magic.starts(with: [0x42, 0x5a, 0x68])
      && (0x31...0x39).contains(magic[3]) && magic[4] == 0x31 && magic[5] == 0x41
    {
      self = .foreign(.bzip2)  // "BZh", the level, and the first bytes of pi
    } else if unsafe magic.starts(with: [0x50, 0x4b, 3, 4]) {
      self = .foreign(.zip)  // APPNOTE.TXT, section 4.3.7
    } else {
      self = .plain
    }
  }
}

/// What one step of decompression did.
struct Decompressed {
  var consumed: Int
  var produced: Int
}

/// A gzip stream, of any number of members (RFC 1952, section 2.2).
@safe
final class GzipStream {
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

  /// Whether the input may end here.
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

/// A zstd stream, of any number of frames (RFC 8878, section 3.1).
@safe
final class ZstdStream {
  private let stream: OpaquePointer
  /// What `ZSTD_decompressStream` returned last: 0 at the end of a frame.
  private var hint = 0

  init() {
    guard let stream = unsafe ZSTD_createDStream() else { fatalError("out of memory") }
    unsafe self.stream = stream
    // 32 MiB: more than level 19 takes, and little enough to keep memory bounded for any log.
    _ = unsafe ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 25)
  }

  deinit {
    _ = unsafe ZSTD_freeDStream(stream)
  }

  /// Whether the input may end here.
  var isBetweenMembers: Bool { hint == 0 }

  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Decompressed {
    // SAFETY: both buffers outlive the call, which respects their sizes.
    var inBuffer = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var outBuffer = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = unsafe ZSTD_decompressStream(stream, &outBuffer, &inBuffer)
    guard ZSTD_isError(result) == 0 else {
      let isTooLarge =
        ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge
      throw InputError(isTooLarge ? .windowTooLarge : .corrupt)
    }
    hint = result
    return unsafe Decompressed(consumed: inBuffer.pos, produced: outBuffer.pos)
  }
}
