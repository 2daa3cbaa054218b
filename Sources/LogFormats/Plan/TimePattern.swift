/// A `strftime` pattern (POSIX.1-2017, strftime), as a list of what stands where.
public struct TimePattern: Hashable, Sendable {
  public enum Part: Hashable, Sendable {
    case literal(UInt8)
    case year, month, monthName, day, paddedDay, hour, hour12, minute, second, zone
    /// Two digits of a year, from 1969 to 2068 (POSIX).
    case shortYear
    case amPm
    /// Seconds since 1970.
    case epoch
    /// Letters that say nothing new: the name of a weekday, of a zone.
    case word
    /// Digits that say nothing new, as fractions of a second.
    case digits(Int)
  }

  public let parts: [Part]
  /// Whether a number is written without the zero in front of it, `%-d`, or a zone as a word, `%-z`.
  private let isUnpadded: Bool

  /// - Returns: `nil` where the pattern has something in it that cannot be read back.
  public init?(_ pattern: String) {
    var parts: [Part] = []
    var isUnpadded = false
    var bytes = Array(pattern.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        parts.append(.literal(byte))
        continue
      }
      // `%3f` and `%-d`, `%Ey` and the like.
      var width: Int?
      while let next = bytes.first, (0x30...0x39).contains(next) || "-_EO^".utf8.contains(next) {
        if (0x30...0x39).contains(next) { width = Int(next) - 0x30 }
        if next == UInt8(ascii: "-") { isUnpadded = true }
        bytes.removeFirst()
      }
      guard let code = bytes.popFirst(), let more = TimePattern.parts(code, width: width) else {
        return nil
      }
      parts += more
    }
    self.parts = parts
    self.isUnpadded = isUnpadded
  }

  private static func parts(_ code: UInt8, width: Int?) -> [Part]? {
    func all(_ pattern: String) -> [Part]? { TimePattern(pattern)?.parts }
    switch Character(Unicode.Scalar(code)) {
    case "Y": return [.year]
    case "y": return [.shortYear]
    case "m": return [.month]
    case "b", "B", "h": return [.monthName]
    case "d": return [.day]
    case "e": return [.paddedDay]
    case "H", "k": return [.hour]
    case "I", "l": return [.hour12]
    case "M": return [.minute]
    case "S": return [.second]
    case "p", "P": return [.amPm]
    case "z": return [.zone]
    case "s": return [.epoch]
    case "a", "A", "Z": return [.word]
    case "f": return [.digits(width ?? 9)]
    case "L": return [.digits(width ?? 3)]
    case "N": return [.digits(width ?? 9)]
    case "j": return [.digits(3)]
    case "T", "X": return all("%H:%M:%S")
    case "R": return all("%H:%M")
    case "D", "x": return all("%m/%d/%y")
    case "F": return all("%Y-%m-%d")
    case "c": return all("%a %b %e %H:%M:%S %Y")
    case "r": return all("%I:%M:%S %p")
    case "n": return [.literal(0x0a)]
    case "t": return [.literal(0x09)]
    case "%": return [.literal(code)]
    default: return nil
    }
  }

  /// How many bytes a time has, where that is always the same.
  public var width: Int? {
    guard !isUnpadded else { return nil }
    var width = 0
    for part in parts {
      switch part {
      case .literal: width += 1
      case .year: width += 4
      case .month, .day, .paddedDay, .hour, .hour12, .minute, .second, .shortYear, .amPm:
        width += 2
      case .monthName: width += 3
      case .zone: width += 5
      case .digits(let count): width += count
      case .word: width += 3
      case .epoch: return nil
      }
    }
    return width
  }
}
