internal import CSodium

/// Bytes that must not get out: locked in memory, so that they are never swapped to a disk, left out
/// of core dumps, between pages that nothing may touch, and wiped when the last owner lets go.
///
/// Where a system allows no locked memory, they are all of this but locked.
@safe
public final class SecretBytes: @unchecked Sendable {
  // SAFETY: the bytes are written before anybody else has the object, and never again.
  private let base: UnsafeMutableRawPointer
  public let count: Int

  /// Makes room for some bytes, and has them filled in.
  ///
  /// - Parameter fill: Writes the bytes; `false` gives them up.
  public init?(count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws -> Bool) rethrows {
    guard sodium_init() >= 0, let base = unsafe sodium_malloc(count) else { return nil }
    let isFilled: Bool
    do {
      isFilled = try unsafe fill(UnsafeMutableRawBufferPointer(start: base, count: count))
    } catch {
      unsafe sodium_free(base)
      throw error
    }
    guard isFilled else {
      unsafe sodium_free(base)
      return nil
    }
    // Last: once it has both, whoever gives up would free the bytes a second time.
    unsafe self.base = base
    self.count = count
  }

  /// New random bytes.
  public convenience init(randomCount count: Int) {
    let filled = unsafe SecretBytes.memory(count) { unsafe randombytes_buf($0.baseAddress!, count) }
    unsafe self.init(taking: filled, count: count)
  }

  /// Bytes derived from a secret for one purpose (BLAKE2b, RFC 7693, keyed).
  ///
  /// - Parameters:
  ///   - secret: 16 to 64 bytes.
  ///   - purpose: What they are for: two purposes have unrelated bytes.
  ///   - count: 16 to 64.
  public convenience init(from secret: SecretBytes, for purpose: String, count: Int) {
    let label = Array(purpose.utf8)
    let filled = unsafe SecretBytes.memory(count) { room in
      // SAFETY: all pointers are to buffers of the lengths given, alive during the call.
      unsafe crypto_generichash(
        room.baseAddress!.assumingMemoryBound(to: UInt8.self), count, label, UInt64(label.count),
        secret.base.assumingMemoryBound(to: UInt8.self), secret.count)
    }
    unsafe self.init(taking: filled, count: count)
  }

  private init(taking base: UnsafeMutableRawPointer, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  private static func memory(
    _ count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void
  ) -> UnsafeMutableRawPointer {
    guard sodium_init() >= 0, let base = unsafe sodium_malloc(count) else {
      // Without this much memory nothing else would work either.
      fatalError("no memory for a key")
    }
    unsafe fill(UnsafeMutableRawBufferPointer(start: base, count: count))
    return unsafe base
  }

  deinit {
    // SAFETY: made by `sodium_malloc`, freed once; this overwrites the bytes first.
    unsafe sodium_free(base)
  }

  /// Lends the bytes for a call.
  @inline(__always)
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    // SAFETY: the memory lives as long as `self`.
    try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// The bytes as words, where there is a multiple of eight; alive as long as `self`.
  var words: UnsafePointer<UInt64> {
    precondition(count % 8 == 0)
    // SAFETY: the memory ends at the end of a page, so with this many bytes it is aligned.
    return unsafe UnsafePointer(base.assumingMemoryBound(to: UInt64.self))
  }

  /// The 64 bits at an index, in this machine's order.
  @inline(__always)
  func word(_ index: Int) -> UInt64 {
    precondition(index >= 0 && (index + 1) * 8 <= count)
    // SAFETY: checked above; the memory is aligned to its end, so the load must not ask for it.
    return unsafe base.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
  }
}
