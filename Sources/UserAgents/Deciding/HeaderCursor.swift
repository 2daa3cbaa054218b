/// A place in a header, from which it is read on.
///
/// Each function passes what it was asked for, or says that it does not stand there and stays.
struct HeaderCursor {
  private(set) var place: Int

  init(at place: Int) { self.place = place }

  /// Behind the comment that names the system, at the end where there is none.
  init(behindFirstCommentOf bytes: Span<UInt8>) {
    var end = 0
    while end < bytes.count, bytes[end] != UInt8(ascii: ")") { end &+= 1 }
    place = end + 1
  }

  mutating func pass(_ text: StaticString, in bytes: Span<UInt8>) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place >= 0, place <= bytes.count - count else { return false }
    // SAFETY: the text has that many bytes.
    let letters = unsafe UnsafeBufferPointer(start: text.utf8Start, count: count)
    for index in 0..<count where unsafe letters[index] != bytes[place &+ index] { return false }
    place &+= count
    return true
  }

  /// Passes a number of at most nine digits.
  mutating func passNumber(in bytes: Span<UInt8>) -> UInt32? {
    var number: UInt32 = 0
    var end = place
    while end < bytes.count, isDigit(bytes[end]) {
      guard end - place < 9 else { return nil }
      number = number &* 10 &+ UInt32(bytes[end] &- UInt8(ascii: "0"))
      end &+= 1
    }
    guard end > place else { return nil }
    place = end
    return number
  }

  /// Passes digits and dots.
  mutating func passVersion(in bytes: Span<UInt8>) -> Bool {
    let start = place
    while place < bytes.count, isDigit(bytes[place]) || bytes[place] == UInt8(ascii: ".") {
      place &+= 1
    }
    return place > start
  }

  /// Passes letters and digits.
  mutating func passWord(in bytes: Span<UInt8>) {
    while place < bytes.count, wordByte(bytes[place]) != 0 { place &+= 1 }
  }
}
