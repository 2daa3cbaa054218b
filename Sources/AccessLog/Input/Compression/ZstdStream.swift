internal import CZstd

/// A zstd stream, of any number of frames (RFC 8878, section 3.1).
@safe
final class ZstdStream: CompressedStream {
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
