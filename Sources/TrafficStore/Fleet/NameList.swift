public import Traffic

/// The pages of a fleet that may have names, as a file that travels from where counts are together to each server.
///
///     sporlos names 1
///     00f3a1c2d4e5b697
///
/// A page is there by its tag, a keyed hash: a list says nothing to those who lack the fleet's key.
public struct NameList: Hashable, Sendable {
  public var tags: [PageTag]

  /// The most bytes that a list may have: 3.9 million pages.
  public static let maxBytes = 64 << 20

  private static let head = "sporlos names 1"

  public init(_ tags: [PageTag]) { self.tags = tags }

  /// As a file has it: a line each, in order.
  public var bytes: [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    var bytes = Array(NameList.head.utf8) + [0x0A]
    for tag in tags.sorted() {
      for shift in stride(from: UInt64(60), through: 0, by: -4) {
        bytes.append(digits[Int(tag.rawValue >> shift & 15)])
      }
      bytes.append(0x0A)
    }
    return bytes
  }

  /// A list from a file's bytes; `nil` where they are none, or were cut short.
  ///
  /// - Complexity: O(*n*).
  public init?(bytes: [UInt8]) {
    let head = Array(NameList.head.utf8) + [0x0A]
    guard bytes.starts(with: head), (bytes.count - head.count) % 17 == 0 else { return nil }
    tags = []
    for start in stride(from: head.count, to: bytes.count, by: 17) {
      guard bytes[start + 16] == 0x0A,
        let tag = NameList.number(bytes[start..<(start + 16)])
      else { return nil }
      tags.append(PageTag(rawValue: tag))
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    for digit in digits {
      switch digit {
      case 0x30...0x39: number = number << 4 | UInt64(digit - 0x30)
      case 0x61...0x66: number = number << 4 | UInt64(digit - 0x61 + 10)
      default: return nil
      }
    }
    return number
  }
}
