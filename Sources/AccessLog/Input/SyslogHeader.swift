/// What stands before a log line in a datagram of the syslog protocol.
enum SyslogHeader {
  /// The bytes before the message: of RFC 3164, as nginx and HAProxy write it, with or without a host
  /// name; the same with a time stamp of RFC 3339, as rsyslog forwards it; or of RFC 5424. 0 where
  /// it is none of them, so that the whole datagram is the message.
  static func length(in bytes: Span<UInt8>) -> Int {
    var at = 0
    guard skip("<", in: bytes, &at), skipDigits(in: bytes, &at), skip(">", in: bytes, &at) else {
      return 0
    }
    var other = at
    if skip("1 ", in: bytes, &other), skipRFC5424(in: bytes, &other) { return other }
    guard skipTime(in: bytes, &at) else { return at }
    // A host name, if there is one, and a tag with its colon, which is always there.
    for _ in 0..<2 {
      guard skipWord(in: bytes, &at) else { return 0 }
      if bytes[at - 2] == UInt8(ascii: ":") { return at }
    }
    return 0
  }

  /// After the version: time stamp, host, program, process, kind of message, structured data.
  private static func skipRFC5424(in bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    for _ in 0..<5 {
      guard skipWord(in: bytes, &at) else { return false }
    }
    guard skip("-", in: bytes, &at) || skipStructuredData(in: bytes, &at) else { return false }
    guard skip(" ", in: bytes, &at) else { return false }
    _ = skip("\u{feff}", in: bytes, &at)
    return true
  }

  private static func has(_ byte: UInt8, in bytes: Span<UInt8>, at index: Int) -> Bool {
    index < bytes.count && bytes[index] == byte
  }

  private static func skip(_ text: String, in bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    var end = at
    for byte in text.utf8 {
      guard has(byte, in: bytes, at: end) else { return false }
      end += 1
    }
    at = end
    return true
  }

  /// One to three digits.
  private static func skipDigits(in bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    var end = at
    while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
    defer { at = end }
    return (1...3).contains(end - at)
  }

  /// `Oct  1 13:55:36 ` (RFC 3164, section 4.1.2), or a time stamp of RFC 3339 and a space.
  private static func skipTime(in bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    let spaces = [3, 6, 15].allSatisfy { has(UInt8(ascii: " "), in: bytes, at: at + $0) }
    let colons = [9, 12].allSatisfy { has(UInt8(ascii: ":"), in: bytes, at: at + $0) }
    if spaces, colons {
      at += 16
      return true
    }
    guard has(UInt8(ascii: "-"), in: bytes, at: at + 4),
      has(UInt8(ascii: "T"), in: bytes, at: at + 10)
    else { return false }
    return skipWord(in: bytes, &at)
  }

  /// Some bytes and the space behind them; no word of a header is longer (RFC 5424, section 6).
  private static func skipWord(in bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    var end = at
    let limit = min(bytes.count, at + 256)
    while end < limit, bytes[end] != UInt8(ascii: " ") { end += 1 }
    guard end < limit, end > at else { return false }
    at = end + 1
    return true
  }

  /// `[id name="value" …]`, several without a space between, with `\` before `"`, `\` and `]`.
  private static func skipStructuredData(in bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    guard has(UInt8(ascii: "["), in: bytes, at: at) else { return false }
    while has(UInt8(ascii: "["), in: bytes, at: at) {
      var isQuoted = false
      repeat {
        at += 1
        guard at < bytes.count else { return false }
        switch bytes[at] {
        case UInt8(ascii: "\\") where isQuoted: at += 1
        case UInt8(ascii: "\""): isQuoted.toggle()
        default: break
        }
      } while isQuoted || !has(UInt8(ascii: "]"), in: bytes, at: at)
      at += 1
    }
    return true
  }
}
