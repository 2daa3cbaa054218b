internal import CSodium

/// Bytes as text.
enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// 16 random bytes.
  static func random() -> String {
    var bytes = [UInt8](repeating: 0, count: 16)
    // SAFETY: the array lives for the call, and its size is what the function is told.
    unsafe randombytes_buf(&bytes, bytes.count)
    return text(bytes)
  }

  /// A number with all of its 16 digits, as sources are written.
  static func text(_ number: UInt64) -> String {
    text((0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
  }
}
