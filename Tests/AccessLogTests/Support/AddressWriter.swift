import TestSupport

/// Random addresses in every notation there is.
struct AddressWriter {
  var random: SeededGenerator

  init(_ random: SeededGenerator) { self.random = random }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func isOne(in count: Int) -> Bool { number(1...count) == 1 }

  mutating func version4() -> String {
    (0..<4).map { _ in String(isOne(in: 3) ? number(0...12) : number(0...255)) }
      .joined(separator: ".")
  }

  /// Groups that often are zeros, and often begin as addresses do that hold another one.
  mutating func version6() -> String {
    let beginnings: [[Int]] = [
      [], [], [0x2001, 0xdb8], [0, 0, 0, 0, 0, 0xffff], [0x64, 0xff9b, 0, 0, 0, 0], [0x2002],
      [0x2001, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0xffff, 0], [0x64, 0xff9b, 1], [0xfe80],
    ]
    var groups = beginnings[number(0...(beginnings.count - 1))]
    while groups.count < 8 { groups.append(isOne(in: 2) ? 0 : number(0...0xffff)) }
    return written(groups)
  }

  private mutating func written(_ groups: [Int]) -> String {
    var words = groups.map { group in
      var word = String(group, radix: 16, uppercase: isOne(in: 4))
      while word.count < 4, isOne(in: 4) { word = "0" + word }
      return word
    }
    if isOne(in: 3) {
      let last = groups[6] << 16 | groups[7]
      let quad = [24, 16, 8, 0].map { String(last >> $0 & 255) }.joined(separator: ".")
      words.replaceSubrange(6..<8, with: [quad])
    }
    // Some run of zeros, not always the longest, is left out.
    let isDotted = words.count == 7
    let zeros = (0..<(isDotted ? 6 : 8)).filter { groups[$0] == 0 }
    guard let start = zeros.randomElement(using: &random), !isOne(in: 4) else {
      return words.joined(separator: ":")
    }
    var end = start + 1
    while end < (isDotted ? 6 : 8), groups[end] == 0, !isOne(in: 6) { end += 1 }
    return words[..<start].joined(separator: ":") + "::" + words[end...].joined(separator: ":")
  }

  /// A text with some bytes changed, taken away, doubled or put in.
  mutating func damaged(_ text: String) -> String {
    let alphabet = Array("0123456789abcdefABCDEFgG:.:.::%[]/ -xX+\u{0}é".utf8)
    var bytes = Array(text.utf8)
    for _ in 0..<number(1...3) {
      let byte = alphabet[number(0...(alphabet.count - 1))]
      let place = number(0...bytes.count)
      switch number(0...3) {
      case 0 where place < bytes.count: bytes[place] = byte
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2 where place < bytes.count: bytes.insert(bytes[place], at: place)
      default: bytes.insert(byte, at: place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
