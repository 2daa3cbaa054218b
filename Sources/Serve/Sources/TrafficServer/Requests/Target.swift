/// What a request asks for: a path in parts, and parameters.
///
/// Strict, so that nobody in front of the server reads a request in another way: names decode to UTF-8 or the
/// whole is refused, no part is `.` or `..`, empty, or has a slash or a control character in it.
struct Target: Hashable, Sendable {
  /// What is longer is refused, in bytes.
  static let maxLength = 4096

  /// The decoded parts of the path; the last one is empty where the path ends in a slash.
  var parts: [String]
  /// Names and decoded values in their order.
  var parameters: [Parameter]
  /// Whether there is a `?`, be there parameters behind it or not.
  var hasQuery = false

  struct Parameter: Hashable, Sendable {
    var name: String
    var value: String
  }

  init(parts: [String], parameters: [Parameter] = []) {
    self.parts = parts
    self.parameters = parameters
  }

  /// Why a target is refused.
  enum Problem: Error {
    case tooLong
    case malformed
  }

  /// Reads a request target in origin form (RFC 9112, section 3.2.1).
  ///
  /// - Throws: ``Problem`` where it is anything else.
  /// - Complexity: O(*n*) in the text's length.
  init(_ text: String) throws(Problem) {
    guard text.utf8.count <= Target.maxLength else { throw .tooLong }
    guard text.utf8.first == UInt8(ascii: "/"), !text.utf8.contains(UInt8(ascii: "#")) else {
      throw .malformed
    }
    let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var parts: [String] = []
    for part in halves[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let name = try Target.decoded(part, isForm: false)
      guard name != ".", name != "..", !name.contains("/"), !name.contains("\\") else {
        throw .malformed
      }
      parts.append(name)
    }
    guard !parts.dropLast().contains("") else { throw .malformed }
    self.parts = parts
    hasQuery = halves.count > 1
    parameters = halves.count > 1 ? try Target.form(halves[1]) : []
  }

  /// Reads parameters as queries and forms have them (application/x-www-form-urlencoded).
  static func form(_ text: Substring) throws(Problem) -> [Parameter] {
    var parameters: [Parameter] = []
    for pair in text.split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      parameters.append(
        Parameter(
          name: try decoded(sides[0], isForm: true),
          value: sides.count > 1 ? try decoded(sides[1], isForm: true) : ""))
    }
    return parameters
  }

  /// Undoes percent-encoding once (RFC 3986, section 2.1).
  private static func decoded(_ text: Substring, isForm: Bool) throws(Problem) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { throw .malformed }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(isForm && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }),
      let decoded = String(validating: bytes, as: UTF8.self)
    else { throw .malformed }
    return decoded
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// A name as a part of a path: all but letters, digits and `-._~` is encoded.
  static func encoded(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var text = ""
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return text
  }
}
