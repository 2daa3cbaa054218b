extension HeaderReader {
  /// Takes notice of a byte that is part of no word.
  @inline(__always)
  mutating func passMark(_ byte: UInt8, at index: Int, in bytes: Span<UInt8>) {
    switch byte {
    case UInt8(ascii: "("):
      depth += 1
      if depth == 1 { commentStart = index }
      heads = (0, 0)
    case UInt8(ascii: ")"):
      if depth > 0 { depth -= 1 }
      if depth == 0 { inModelComment = false }
      inEngineComment = false
      heads = (0, 0)
      afterLike = false
    case UInt8(ascii: ";") where inEngineComment:
      // `(KHTML; like Gecko)` is the same, with another mark.
      if !isLike(after: index, in: bytes) { clues[.engineAside] = true }
      heads = (0, 0)
      afterLike = false
    case UInt8(ascii: ";"), UInt8(ascii: ","):
      heads = (0, 0)
      afterLike = false
    case UInt8(ascii: ":"):
      // Some scheme, or `http:` cut short.
      if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "/"),
        bytes[index + 2] == UInt8(ascii: "/")
      {
        clues[.url] = true
        // Browsers' own comments may hold an address of the web (toolbars left them); nothing puts one
        // behind the browser's name.
        if depth == 0 { clues[.plusURL] = true }
      }
    case UInt8(ascii: "@"):
      if index > 0, wordByte(bytes[index - 1]) != 0, isHost(after: index, in: bytes) {
        clues[.address] = true
      }
    case UInt8(ascii: "+"):
      if index + 1 < bytes.count,
        bytes[index + 1] | 0x20 == UInt8(ascii: "h") || bytes[index + 1] | 0x20 == UInt8(ascii: "w")
      {
        clues[.plusURL] = true
      }
    default:
      break
    }
  }

  /// Whether ` like` follows.
  private func isLike(after index: Int, in bytes: Span<UInt8>) -> Bool {
    index + 5 < bytes.count && bytes[index + 1] == UInt8(ascii: " ")
      && bytes[index + 2] == UInt8(ascii: "l") && bytes[index + 3] == UInt8(ascii: "i")
      && bytes[index + 4] == UInt8(ascii: "k") && bytes[index + 5] == UInt8(ascii: "e")
  }

  /// Whether a host's name follows: letters, then a dot. Not a locale (`th-TH@calendar=gregorian`,
  /// `de_DE@euro`) nor a version (`ios@3.0`).
  private func isHost(after index: Int, in bytes: Span<UInt8>) -> Bool {
    var place = index + 1
    guard place < bytes.count, wordByte(bytes[place]) != 0, !isDigit(bytes[place]) else {
      return false
    }
    let last = min(bytes.count, place + 64)
    while place < last, wordByte(bytes[place]) != 0 || bytes[place] == UInt8(ascii: "-") {
      place += 1
    }
    return place < last && bytes[place] == UInt8(ascii: ".")
  }
}
