internal import CSodium
public import Traffic

/// The secret with which names that were sealed can be read again, and what anybody may seal them with.
public final class NameSecret: Sendable {
  private let secret: SecretBytes
  /// What names are sealed with; no secret.
  public let publicKey: [UInt8]

  /// Bytes of the secret, and of the public key.
  public static let length = 32
  /// Bytes of a public key that tell it from others.
  public static let identifierLength = 8

  /// A public key's first bytes as a number.
  public static func identifier(of publicKey: some Collection<UInt8>) -> UInt64 {
    publicKey.prefix(identifierLength).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A secret from its bytes; `nil` where there are more or fewer.
  public convenience init?(_ secret: SecretBytes) {
    guard secret.count == NameSecret.length else { return nil }
    self.init(checked: secret)
  }

  /// A new random one.
  public convenience init() {
    self.init(checked: SecretBytes(randomCount: NameSecret.length))
  }

  /// Any 32 bytes are a secret of Curve25519 (RFC 7748, section 5).
  private init(checked secret: SecretBytes) {
    var publicKey = [UInt8](repeating: 0, count: NameSecret.length)
    // SAFETY: both are of the length that Curve25519 has.
    _ = unsafe secret.withBytes {
      unsafe crypto_scalarmult_base(
        &publicKey, $0.baseAddress!.assumingMemoryBound(to: UInt8.self))
    }
    (self.secret, self.publicKey) = (secret, publicKey)
  }

  /// Lends the secret's bytes, to be written to its file.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    // SAFETY: the bytes live for the call; what is done with them is up to whoever asks.
    try unsafe secret.withBytes(body)
  }

  /// What opens names that were sealed under a key.
  public func opener(of sealer: [UInt8]) -> NameOpener? {
    NameCipher(secret, sealer).map(NameOpener.init)
  }
}

/// Seals names under a key of its own, so that only the owner of a ``NameSecret`` can read them: not even whoever
/// sealed them, once the sealer is gone.
///
/// Curve25519, XSalsa20 and Poly1305 as libsodium's `crypto_box` has them.
public final class NameSealer: Sendable {
  /// What the names that it sealed are opened with, beside the secret.
  public let publicKey: [UInt8]
  /// Tells it from other sealers of the same names.
  public var identifier: UInt64 { NameSecret.identifier(of: publicKey) }
  private let cipher: NameCipher

  /// - Parameter recipient: A public key; `nil` where it is none.
  public init?(for recipient: [UInt8]) {
    let secret = SecretBytes(randomCount: NameSecret.length)
    guard let own = NameSecret(secret), let cipher = NameCipher(secret, recipient) else {
      return nil
    }
    (publicKey, self.cipher) = (own.publicKey, cipher)
  }

  /// A name that cannot be read; how long it is shows in steps of 16 bytes.
  ///
  /// - Parameters:
  ///   - kind: What has the name, so that a page and a referrer of one tag are two.
  ///   - tag: Whose name it is. One tag has one name: the same is sealed twice, but never another one.
  /// - Complexity: O(*n*); some microseconds.
  public func seal(_ name: String, kind: UInt64, _ tag: PageTag) -> [UInt8] {
    var padded = Array(name.utf8)
    // ISO/IEC 7816-4.
    padded.append(0x80)
    padded.append(contentsOf: repeatElement(0, count: (16 - padded.count % 16) % 16))
    return cipher.sealed(padded, nonce: NameCipher.nonce(kind, tag))
  }
}

/// Opens what a ``NameSealer`` has sealed.
public final class NameOpener: Sendable {
  private let cipher: NameCipher

  fileprivate init(_ cipher: NameCipher) { self.cipher = cipher }

  /// The name; `nil` where these bytes are none that was sealed for this tag.
  public func open(
    _ sealed: some Collection<UInt8>, kind: UInt64, _ tag: PageTag
  ) -> String? {
    guard var padded = cipher.opened(Array(sealed), nonce: NameCipher.nonce(kind, tag)) else {
      return nil
    }
    while padded.last == 0 { padded.removeLast() }
    guard padded.popLast() == 0x80 else { return nil }
    return String(validating: padded, as: UTF8.self)
  }
}

/// What two keys have in common, and the cipher under it.
private struct NameCipher: Sendable {
  private let shared: SecretBytes

  init?(_ secret: SecretBytes, _ publicKey: [UInt8]) {
    guard publicKey.count == NameSecret.length else { return nil }
    // SAFETY: all three are of the lengths that libsodium asks for, and live for the call.
    let shared = unsafe SecretBytes(count: Int(crypto_box_BEFORENMBYTES)) { room in
      unsafe secret.withBytes {
        unsafe crypto_box_beforenm(
          room.baseAddress!.assumingMemoryBound(to: UInt8.self), publicKey,
          $0.baseAddress!.assumingMemoryBound(to: UInt8.self)) == 0
      }
    }
    guard let shared else { return nil }
    self.shared = shared
  }

  static func nonce(_ kind: UInt64, _ tag: PageTag) -> [UInt8] {
    var nonce = [UInt8](repeating: 0, count: Int(crypto_box_NONCEBYTES))
    for index in 0..<8 {
      nonce[index] = UInt8(truncatingIfNeeded: kind >> UInt64(8 * index))
      nonce[8 + index] = UInt8(truncatingIfNeeded: tag.rawValue >> UInt64(8 * index))
    }
    return nonce
  }

  func sealed(_ bytes: [UInt8], nonce: [UInt8]) -> [UInt8] {
    var sealed = [UInt8](repeating: 0, count: bytes.count + Int(crypto_box_MACBYTES))
    // SAFETY: the result has room for the bytes and the code that proves them.
    _ = unsafe shared.withBytes {
      unsafe crypto_box_easy_afternm(
        &sealed, bytes, UInt64(bytes.count), nonce,
        $0.baseAddress!.assumingMemoryBound(to: UInt8.self))
    }
    return sealed
  }

  func opened(_ sealed: [UInt8], nonce: [UInt8]) -> [UInt8]? {
    guard sealed.count >= Int(crypto_box_MACBYTES) else { return nil }
    var bytes = [UInt8](repeating: 0, count: sealed.count - Int(crypto_box_MACBYTES))
    // SAFETY: the result has room for what is left without the code.
    let result = unsafe shared.withBytes {
      unsafe crypto_box_open_easy_afternm(
        &bytes, sealed, UInt64(sealed.count), nonce,
        $0.baseAddress!.assumingMemoryBound(to: UInt8.self))
    }
    return result == 0 ? bytes : nil
  }
}
