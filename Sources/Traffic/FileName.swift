/// Names of files in strings, also names that are no UTF-8.
///
/// To the system a name is bytes, and a string holds Unicode. Each byte that is no part of any UTF-8
/// is therefore kept as a scalar of its own, in the last of those for private use: 0xE5 as U+10FFE5.
/// Such a scalar in a name itself is kept as its bytes, too. So each name has a string, no two names
/// have the same one, and ``QuotedText`` shows it as the byte, `\xE5`.
package enum FileName {
  /// The scalars that stand for bytes from 0x80 to 0xFF.
  private static let bytes: ClosedRange<UInt32> = 0x10FF80...0x10FFFF
  private static let base: UInt32 = 0x10FF00

  /// The byte that a scalar stands for.
  package static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    bytes.contains(scalar.value) ? UInt8(scalar.value - base) : nil
  }

  /// The string for a name.
  ///
  /// - Complexity: O(*n*) in the name's length.
  package static func text(_ name: some Sequence<UInt8>) -> String {
    let name = Array(name)
    // Nearly all names are ASCII, and there may be thousands in a folder.
    guard name.contains(where: { $0 >= 0x80 }) else { return String(decoding: name, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    var parser = Unicode.UTF8.ForwardParser()
    var rest = name.makeIterator()
    var place = 0
    while true {
      let length: Int
      switch parser.parseScalar(from: &rest) {
      case .emptyInput: return String(text)
      case .error(let count): length = count
      case .valid(let units):
        let scalar = Unicode.UTF8.decode(units)
        if byte(scalar) == nil {
          text.append(scalar)
          place += units.count
          continue
        }
        length = units.count
      }
      for byte in name[place..<(place + length)] {
        if let scalar = Unicode.Scalar(base + UInt32(byte)) { text.append(scalar) }
      }
      place += length
    }
  }

  /// The string for a name as the system hands it out, which ends in a zero.
  package static func text(_ name: UnsafePointer<CChar>) -> String {
    var bytes: [UInt8] = []
    var place = 0
    // SAFETY: no byte behind the zero is read.
    while let byte = unsafe Optional(UInt8(bitPattern: name[place])), byte != 0 {
      bytes.append(byte)
      place += 1
    }
    return text(bytes)
  }

  /// The bytes of a name.
  ///
  /// - Complexity: O(*n*) in the name's length.
  package static func bytes(of text: String) -> [UInt8] {
    guard text.unicodeScalars.contains(where: { byte($0) != nil }) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      byte(scalar).map { [$0] } ?? Array(String(scalar).utf8)
    }
  }
}

extension String {
  /// Lends this name of a file as the system takes it, with a zero at its end.
  @safe
  package func withFileName<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    guard unicodeScalars.contains(where: { FileName.byte($0) != nil }) else {
      return unsafe withCString(body)
    }
    let name = FileName.bytes(of: self).map { CChar(bitPattern: $0) } + [0]
    // SAFETY: the array is alive for the call, and ends in a zero.
    return unsafe name.withUnsafeBufferPointer { unsafe body($0.baseAddress.unsafelyUnwrapped) }
  }

  /// Lends two names, as for a call that moves one to the other.
  @safe
  package func withFileName<Result>(
    and other: String, _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Result
  ) -> Result {
    withFileName { first in other.withFileName { second in unsafe body(first, second) } }
  }
}
