import Testing

@testable import Traffic

@Suite("A file's name that is no UTF-8 has a string of its own")
struct FileNameTests {
  static let names: [(bytes: [UInt8], shown: String)] = [
    (Array("access.log".utf8), "access.log"), (Array("besøk.log".utf8), "besøk.log"),
    ([], ""), ([0x62, 0xe5, 0x2e], "b\\xE5."), ([0xff, 0xfe, 0x80], "\\xFF\\xFE\\x80"),
    // UTF-8 that is cut short, too long for what it says, a surrogate, beyond the last scalar.
    ([0xc3], "\\xC3"), ([0x61, 0xe2, 0x82, 0x62], "a\\xE2\\x82b"), ([0xc0, 0xaf], "\\xC0\\xAF"),
    ([0xed, 0xa0, 0x80], "\\xED\\xA0\\x80"), ([0xf4, 0x90, 0x80, 0x80], "\\xF4\\x90\\x80\\x80"),
    // What stands for a byte, itself in a name.
    (Array("\u{10FFE5}".utf8), "\\xF4\\x8F\\xBF\\xA5"), (Array("\u{10FF7F}".utf8), "\u{10FF7F}"),
    (Array("a\u{1B}[2J".utf8) + [0x9b], "a\\u{1B}[2J\\x9B"),
  ]

  @Test("Its bytes come back as they were, and it is shown harmlessly", arguments: names)
  func name(bytes: [UInt8], shown: String) {
    let text = FileName.text(bytes)
    #expect(FileName.bytes(of: text) == bytes)
    #expect(QuotedText.harmless(text) == shown)
    let lent = text.withFileName { name in unsafe FileName.text(name) }
    #expect(lent == text)
  }

  @Test("No two names have the same string")
  func different() {
    var texts: Set<[UInt32]> = []
    var count = 0
    for first in UInt8(1)...255 {
      for second in UInt8(0)...255 {
        for name in [[first, second], [0xf4, 0x8f, first, second]] {
          count += 1
          let text = FileName.text(name)
          #expect(FileName.bytes(of: text) == name)
          texts.insert(text.unicodeScalars.map(\.value))
        }
      }
    }
    #expect(texts.count == count)
  }
}
