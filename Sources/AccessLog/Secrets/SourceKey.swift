internal import CSodium
public import Traffic

/// The secret under which logs and pages are recognised: it lives in a state folder, never in a
/// database.
///
/// With the database alone, nobody can try whether a guessed line was in a log, or a guessed page
/// asked for.
public struct SourceKey: Sendable {
  private let secret: SecretBytes

  /// Bytes of a key.
  public static let length = 32

  /// A key from its bytes.
  public init?(_ secret: SecretBytes) {
    guard secret.count == SourceKey.length else { return nil }
    self.secret = secret
  }

  /// A new random key.
  public init() {
    secret = SecretBytes(randomCount: SourceKey.length)
  }

  /// Lends the key's bytes, to be written to its file.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    try unsafe secret.withBytes(body)
  }

  /// What a digest is of; the same bytes have unrelated digests for two purposes.
  public enum Purpose: UInt8, Sendable {
    case beginning = 1
    case mark = 2
    case file = 3
    case database = 4
    case page = 5
    case name = 6
  }

  /// The keyed hash of some bytes (BLAKE2b-128, RFC 7693).
  ///
  /// - Complexity: O(*n*), at about 1 GB/s.
  public func digest(_ data: UnsafeRawBufferPointer, for purpose: Purpose) -> Checkpoint.Digest {
    var digest = [UInt8](repeating: 0, count: 16)
    unsafe hash(data, for: purpose, into: &digest)
    return Checkpoint.Digest(bytes: digest)
  }

  /// The keyed hash of an array.
  public func digest(_ data: [UInt8], for purpose: Purpose) -> Checkpoint.Digest {
    unsafe data.withUnsafeBytes { unsafe digest($0, for: purpose) }
  }

  /// The first 64 bits of the keyed hash of some bytes.
  func number(_ data: UnsafeRawBufferPointer, for purpose: Purpose) -> UInt64 {
    unsafe digest(data, for: purpose).number
  }

  /// The first 64 bits of the keyed hash of an array.
  func number(_ data: [UInt8], for purpose: Purpose) -> UInt64 { digest(data, for: purpose).number }

  /// The keyed hash of bytes that come one after the other, with a value at each step.
  func runningHash(for purpose: Purpose) -> RunningHash {
    unsafe withKey(for: purpose) { unsafe RunningHash(key: $0) }
  }

  /// The tag of a page; without a path, that of the site itself.
  ///
  /// - Complexity: O(*n*); less than a microsecond for most.
  public func tag(site: SiteName, path: PagePath? = nil) -> PageTag {
    // No name of a site has a zero in it, and no path is empty, so no two pages are hashed alike.
    let (site, path) = (site.text.utf8, path?.text.utf8)
    var name: [UInt8] = []
    name.reserveCapacity(site.count + 1 + (path?.count ?? 0))
    name.append(contentsOf: site)
    name.append(0)
    if let path { name.append(contentsOf: path) }
    var digest = [UInt8](repeating: 0, count: 16)
    unsafe name.withUnsafeBytes { unsafe hash($0, for: .page, into: &digest) }
    return PageTag(rawValue: digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// The tag of a name of something else than a page, such as a referrer's host.
  public func tag(name: String) -> PageTag {
    PageTag(rawValue: number(Array(name.utf8), for: .name))
  }

  /// The tag of a campaign, which is none of a name.
  public func tag(campaign: Campaign) -> PageTag {
    // No value has a zero in it.
    let values = [campaign.source, campaign.medium, campaign.name]
    return tag(name: values.joined(separator: "\0"))
  }

  /// The key under which user agents are known again, by the same hash in every run.
  var agents: (UInt64, UInt64) {
    let bytes = SecretBytes(from: secret, for: "agents", count: 16)
    return (bytes.word(0), bytes.word(1))
  }

  private func hash(
    _ data: UnsafeRawBufferPointer, for purpose: Purpose, into digest: inout [UInt8]
  ) {
    unsafe withKey(for: purpose) { key in
      // SAFETY: all pointers are to buffers of the lengths given, alive during the call.
      _ = unsafe crypto_generichash(
        &digest, digest.count, data.baseAddress?.assumingMemoryBound(to: UInt8.self),
        UInt64(data.count), key.baseAddress!.assumingMemoryBound(to: UInt8.self), key.count)
    }
  }

  /// Lends the key of a purpose.
  private func withKey<Result: ~Copyable>(
    for purpose: Purpose, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    // The purpose is part of the key, which BLAKE2b takes up to 64 bytes of; the copy is wiped.
    unsafe withUnsafeTemporaryAllocation(byteCount: SourceKey.length + 1, alignment: 1) { key in
      unsafe secret.withBytes { unsafe key.copyMemory(from: $0) }
      unsafe key[SourceKey.length] = purpose.rawValue
      defer { unsafe sodium_memzero(key.baseAddress!, key.count) }
      return unsafe body(UnsafeRawBufferPointer(key))
    }
  }
}
