internal import CSodium
internal import Glibc
internal import Traffic

/// A keyed hash (BLAKE2b-128, RFC 7693) of bytes that are added one after the other.
@safe
struct RunningHash: ~Copyable {
  /// The state, and behind it room for the copy that a value is made from.
  private let states: UnsafeMutableRawBufferPointer
  private let stride: Int

  private static let length = 16
  /// What libsodium asks of a state.
  private static let alignment = 64

  /// - Parameter key: Up to 64 bytes.
  init(key: UnsafeRawBufferPointer) {
    stride =
      (crypto_generichash_statebytes() + RunningHash.alignment - 1) / RunningHash.alignment
      * RunningHash.alignment
    unsafe states = .allocate(byteCount: 2 * stride, alignment: RunningHash.alignment)
    // SAFETY: the state has the size and the alignment it needs; the key lives for the call.
    unsafe crypto_generichash_init(
      state(0), key.baseAddress?.assumingMemoryBound(to: UInt8.self), key.count,
      RunningHash.length)
  }

  deinit {
    // SAFETY: both states are within the allocation. They follow from the key, so they are wiped.
    unsafe sodium_memzero(states.baseAddress!, states.count)
    unsafe states.deallocate()
  }

  private func state(_ index: Int) -> OpaquePointer {
    // SAFETY: there are two states in the allocation.
    unsafe OpaquePointer(states.baseAddress! + index * stride)
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    // SAFETY: the state is initialised, the bytes live for the call.
    unsafe crypto_generichash_update(
      state(0), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
  }

  /// Adds a name, so that no other name, nor none, gives the same hash.
  mutating func add(_ name: SourceName?) {
    guard let name else { return }
    // A name has no zero in it, and no line of a log begins with a zero.
    let bytes = Array(name.text.utf8) + [0]
    unsafe bytes.withUnsafeBytes { unsafe add($0) }
  }

  /// The first 64 bits of the hash of all that was added.
  var value: UInt64 {
    var digest = [UInt8](repeating: 0, count: RunningHash.length)
    // SAFETY: the copy is a whole state; the digest is as long as said.
    unsafe memcpy(states.baseAddress! + stride, states.baseAddress!, stride)
    unsafe crypto_generichash_final(state(1), &digest, digest.count)
    return Checkpoint.Digest(bytes: digest).number
  }
}
