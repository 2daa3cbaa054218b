import Traffic

@testable import AccessLog

/// Reads a text as an address field, with bytes behind it that must not matter.
func parse(_ text: String, behind: UInt8 = UInt8(ascii: " ")) -> ClientNetwork? {
  let bytes = Array(text.utf8) + [UInt8](repeating: behind, count: LogLines.padding)
  return unsafe bytes.withUnsafeBufferPointer {
    unsafe ClientNetwork(UnsafeBufferPointer(rebasing: $0.dropLast(LogLines.padding)))
  }
}

extension ClientNetwork {
  /// The network as people write it.
  var text: String {
    let numbers =
      switch family {
      case .version4: [version4 >> 24, version4 >> 16, version4 >> 8].map { $0 & 0xff }
      case .version6: [48, 32, 16].map { UInt32(truncatingIfNeeded: upper >> $0 & 0xffff) }
      }
    return switch family {
    case .version4: numbers.map { String($0) }.joined(separator: ".") + ".0/24"
    case .version6: numbers.map { String($0, radix: 16) }.joined(separator: ":") + "::/48"
    }
  }
}
