internal import CSodium
public import Traffic

/// The secret under which logs are recognised: it lives in a state folder, never in a database.
///
/// With the database alone, nobody can try whether a guessed line was in a log.
public struct SourceKey: Sendable {
  private let bytes: [UInt8]

  /// Bytes of a key.
  public static let length = 32

  /// A key from its bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == SourceKey.length else { return nil }
    self.bytes = bytes
  }

  /// A new random key.
  public init() {
    var bytes = [UInt8](repeating: 0, count: SourceKey.length)
    var random = SystemRandomNumberGenerator()
    for index in bytes.indices { bytes[index] = random.next() }
    self.bytes = bytes
  }

  /// The key's bytes, to be written to its file.
  public var exported: [UInt8] { bytes }

  /// What a digest is of; the same bytes have unrelated digests for two purposes.
  public enum Purpose: UInt8, Sendable {
    case beginning = 1
    case mark = 2
    case file = 3
    case database = 4
  }

  /// The keyed hash of some bytes (BLAKE2b-128, RFC 7693).
  ///
  /// - Complexity: O(*n*), at about 1 GB/s.
  public func digest(_ data: UnsafeRawBufferPointer, for purpose: Purpose) -> SourcePosition.Digest
  {
    var digest = [UInt8](repeating: 0, count: 16)
    // The purpose is part of the key, which BLAKE2b takes up to 64 bytes of.
    let key = bytes + [purpose.rawValue]
    // SAFETY: all pointers are to buffers of the lengths given, alive during the call.
    unsafe crypto_generichash(
      &digest, digest.count, data.baseAddress?.assumingMemoryBound(to: UInt8.self),
      UInt64(data.count), key, key.count)
    return SourcePosition.Digest(bytes: digest)
  }

  /// The keyed hash of an array.
  public func digest(_ data: [UInt8], for purpose: Purpose) -> SourcePosition.Digest {
    unsafe data.withUnsafeBytes { unsafe digest($0, for: purpose) }
  }
}
