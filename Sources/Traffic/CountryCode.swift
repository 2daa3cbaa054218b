/// A country by its two letters (ISO 3166-1 alpha-2): a set closed by shape, so that no text of a
/// database of addresses is ever kept.
///
/// Any two letters from A to Z are a code, because databases also use codes that ISO leaves to its
/// users, such as XK for Kosovo. Raw values are stored: they never change their meaning.
public struct CountryCode: RawRepresentable, Hashable, Sendable {
  /// The letters' ASCII values, the first in the upper byte; 0 for ``unknown``.
  public let rawValue: UInt16

  /// What is not known: no address, no database, or no entry in it.
  public static let unknown = CountryCode(trusted: 0)

  /// The code with a raw value that was stored; `nil` where it is no code's.
  public init?(rawValue: UInt16) {
    guard rawValue != 0 else {
      self = .unknown
      return
    }
    guard
      CountryCode.isLetter(UInt8(rawValue >> 8)),
      CountryCode.isLetter(UInt8(truncatingIfNeeded: rawValue))
    else { return nil }
    self.init(trusted: rawValue)
    // One spelling only for what is not known.
    if self == CountryCode.unknownRegion { return nil }
  }

  /// The code of two ASCII letters of any case; `nil` where they are something else.
  ///
  /// ZZ is ``unknown``, as in databases and in CLDR.
  @inlinable
  public init?(_ first: UInt8, _ second: UInt8) {
    let first = first & 0xDF
    let second = second & 0xDF
    guard CountryCode.isLetter(first), CountryCode.isLetter(second) else { return nil }
    let code = CountryCode(trusted: UInt16(first) << 8 | UInt16(second))
    self = code == CountryCode.unknownRegion ? .unknown : code
  }

  /// Takes a raw value that was made by this type.
  @usableFromInline
  package init(trusted rawValue: UInt16) { self.rawValue = rawValue }

  @usableFromInline
  static let unknownRegion = CountryCode(trusted: 0x5A5A)

  @usableFromInline
  static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}

extension CountryCode: LosslessStringConvertible {
  /// The code of a text such as `NO` or `no`; `nil` where it is not two ASCII letters.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 2 else { return nil }
    self.init(bytes[0], bytes[1])
  }

  /// Two capital letters; ZZ for ``unknown``, which is CLDR's code for it.
  public var description: String {
    let shown = self == .unknown ? CountryCode.unknownRegion : self
    return String(
      decoding: [UInt8(shown.rawValue >> 8), UInt8(truncatingIfNeeded: shown.rawValue)],
      as: UTF8.self)
  }
}

extension CountryCode: Comparable {
  /// In alphabetical order of the letters, ``unknown`` first.
  public static func < (left: CountryCode, right: CountryCode) -> Bool {
    left.rawValue < right.rawValue
  }
}
