@testable import AccessLog

/// An object as docker, journald and shippers of logs write it, read plainly.
struct ReferenceObject {
  private let bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private enum Value {
    case string([UInt8])
    case array([UInt8])
    case other
  }

  private struct Failure: Error {}

  static func inner(of line: [UInt8], _ wrapper: Wrapper) -> ReferenceUnwrapper.Inner? {
    var object = ReferenceObject(line)
    guard let members = try? object.members() else { return nil }
    func last(_ key: String) -> Value? { members.last { $0.key == Array(key.utf8) }?.value }
    if wrapper == .journaldJSON {
      let isEntry = members.contains { $0.key.starts(with: "__".utf8) }
      guard isEntry else { return nil }
      switch members.first(where: { $0.key == Array("MESSAGE".utf8) })?.value {
      case .string(let raw): return .init(text: text(raw).text)
      case .array(let raw): return .init(text: numbers(raw))
      default: return .init(text: [])
      }
    }
    if wrapper == .messageJSON {
      let keys = ["message", "log", "line", "textPayload", "@message", "common_log"].map {
        Array($0.utf8)
      }
      guard !members.contains(where: { $0.key == Array("request".utf8) }) else { return nil }
      for (key, value) in members {
        if case .string(let raw) = value, keys.contains(key) { return .init(text: text(raw).text) }
      }
      return nil
    }
    guard case .string(let raw)? = members.first(where: { $0.key == Array("log".utf8) })?.value
    else { return nil }
    var stream: [UInt8]?
    if case .string(let text)? = last("stream") { stream = text }
    let isError = stream == Array("stderr".utf8)
    var hasTime = false
    if case .string? = last("time") { hasTime = true }
    let known = ["log", "stream", "time", "attrs"].map { Array($0.utf8) }
    let isPlain = members.allSatisfy { known.contains($0.key) }
    guard isError || stream == Array("stdout".utf8) || hasTime && isPlain else { return nil }
    let message = text(raw)
    return .init(text: message.text, isError: isError, isPart: !message.hasNewline)
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func pop() throws -> UInt8 {
    guard let next else { throw Failure() }
    at += 1
    return next
  }

  private mutating func skipSpace() {
    while let next, [0x20, 0x09, 0x0d].contains(next) { at += 1 }
  }

  private mutating func take(_ byte: Character) throws {
    guard try pop() == byte.asciiValue else { throw Failure() }
  }

  private mutating func members() throws -> [(key: [UInt8], value: Value)] {
    var members: [(key: [UInt8], value: Value)] = []
    skipSpace()
    try take("{")
    skipSpace()
    while next != UInt8(ascii: "}") || !members.isEmpty {
      let key = try string()
      skipSpace()
      try take(":")
      skipSpace()
      members.append((key, try value()))
      skipSpace()
      guard next == UInt8(ascii: ",") else { break }
      at += 1
      skipSpace()
    }
    try take("}")
    skipSpace()
    guard at == bytes.count else { throw Failure() }
    return members
  }

  /// What stands between the quotes, as it is written.
  private mutating func string() throws -> [UInt8] {
    try take("\"")
    let start = at
    while true {
      let byte = try pop()
      if byte == UInt8(ascii: "\"") { return Array(bytes[start..<(at - 1)]) }
      if byte == UInt8(ascii: "\\") { _ = try pop() }
    }
  }

  private mutating func value() throws -> Value {
    switch next {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let start = at
      var depth = 0
      repeat {
        switch next {
        case UInt8(ascii: "\""):
          _ = try string()
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        _ = try pop()
      } while depth > 0
      return .array(Array(bytes[start..<at]))
    default:
      let word = bytes[at...].prefix { !",}] \":{[".utf8.contains($0) }
      at += word.count
      guard !word.isEmpty, let next, ",}] ".utf8.contains(next) else { throw Failure() }
      return .other
    }
  }

  /// The text without escapes, and whether a newline ended it.
  private static func text(_ raw: [UInt8]) -> (text: [UInt8], hasNewline: Bool) {
    var scalars: [(bytes: [UInt8], isNewline: Bool)] = []
    var index = 0
    let plain: [UInt8: UInt8] = [
      0x6e: 0x0a, 0x74: 0x09, 0x72: 0x0d, 0x62: 0x08, 0x66: 0x0c, 0x22: 0x22, 0x5c: 0x5c,
      0x2f: 0x2f,
    ]
    func unit(_ at: Int) -> UInt32? {
      guard at + 6 <= raw.count, raw[at] == 0x5c, raw[at + 1] == 0x75 else { return nil }
      let digits = raw[(at + 2)..<(at + 6)]
      guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
      return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
    while index < raw.count {
      if let first = unit(index) {
        if (0xd800..<0xdc00).contains(first), let low = unit(index + 6),
          (0xdc00..<0xe000).contains(low)
        {
          let text = String(decoding: [UInt16(first), UInt16(low)], as: UTF16.self)
          scalars.append((Array(text.utf8), false))
          index += 12
        } else {
          let text = String(decoding: [UInt16(first)], as: UTF16.self)
          scalars.append((Array(text.utf8), first == 0x0a))
          index += 6
        }
      } else if raw[index] == 0x5c, index + 1 < raw.count {
        let byte = plain[raw[index + 1]]
        scalars.append((byte.map { [$0] } ?? [0x5c, raw[index + 1]], byte == 0x0a))
        index += 2
      } else {
        scalars.append(([raw[index]], false))
        index += 1
      }
    }
    let hasNewline = scalars.last?.isNewline ?? false
    if hasNewline { scalars.removeLast() }
    return (scalars.flatMap { $0.isNewline ? [0x20] : $0.bytes }, hasNewline)
  }

  private static func numbers(_ raw: [UInt8]) -> [UInt8] {
    let inner = raw.dropFirst().dropLast()
    guard raw.first == UInt8(ascii: "["),
      inner.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2c || $0 == 0x20 })
    else { return [] }
    return inner.split { $0 == 0x2c || $0 == 0x20 }
      .compactMap { UInt8(String(decoding: $0, as: UTF8.self)) }
      .map { $0 == 0x0a ? 0x20 : $0 }
  }
}
