internal import CZlib

/// Bytes as gzip (RFC 1952), which ends with a checksum: of a body that was cut short, a store takes nothing.
enum Gzip {
  /// - Complexity: O(*n*).
  static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var stream = unsafe z_stream()
    // SAFETY: the stream is zeroed, and lives until deflateEnd.
    guard unsafe sporlos_deflate_init(&stream) == Z_OK else { preconditionFailure("no memory") }
    defer { _ = unsafe deflateEnd(&stream) }
    let bound = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      unsafe input.withUnsafeMutableBufferPointer { input in
        // SAFETY: both buffers live for the call, and their sizes are what zlib is told.
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        let code = unsafe deflate(&stream, Z_FINISH)
        precondition(code == Z_STREAM_END, "deflateBound was too small")
      }
      count = unsafe output.count - Int(stream.avail_out)
    }
  }
}
