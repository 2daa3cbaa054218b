internal import CSodium

/// Passwords, as what is kept of them: Argon2id (RFC 9106) of libsodium.
enum Password {
  /// How long one may be, in bytes.
  static let lengths = 10...1024

  /// What is kept of a password; 2 passes over 64 MiB. `nil` where there is no such memory.
  static func hash(of password: String) -> String? {
    guard sodium_init() >= 0 else { return nil }
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
    let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
    // SAFETY: the text has room for what the function writes, and both arrays live for the call.
    let code = unsafe crypto_pwhash_str(
      &text, bytes, UInt64(bytes.count), UInt64(crypto_pwhash_opslimit_interactive()),
      crypto_pwhash_memlimit_interactive())
    guard code == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a password is the one that a hash was made of.
  static func matches(_ password: String, _ hash: String) -> Bool {
    guard sodium_init() >= 0, password.utf8.count <= lengths.upperBound else { return false }
    let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
    // SAFETY: the hash is a string that ends in a zero, and both live for the call.
    return unsafe crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
  }

  /// What a password is compared with where there is no such user, so that it takes as long.
  static let nobodys = hash(of: RandomToken.make()) ?? ""
}

/// Tokens that nobody can guess.
enum RandomToken {
  /// 256 random bits in hexadecimal digits.
  static func make() -> String {
    _ = sodium_init()
    var bytes = [UInt8](repeating: 0, count: 32)
    // SAFETY: so many bytes are there.
    unsafe randombytes_buf(&bytes, bytes.count)
    return Hexadecimal.text(of: bytes)
  }

  /// What is kept of a token.
  static func hash(of token: String) -> String { Blake.hash(of: Array(token.utf8)) }
}
