import TestSupport
import Testing

@testable import AccessLog

@Suite struct ValueShapeTests {
  @Test(
    "A shape shows classes of bytes, and runs of four at most",
    arguments: [
      ("kari", "aaaa"), ("ki", "aa"), ("kari-2026", "aaaa-9999"), ("123456789", "9999"),
      ("3f2a9bcd", "xx"), ("kari.nordmann@example.org", "aaaa.aaaa@aaaa.aaa"),
      ("/a//b", "/a//a"), ("------", "----"), ("Kåre Ødegård", "aaaa aaaa"), ("", ""),
      ("\u{1}\u{2}x", "^a"), ("a  \t b", "a a"),
    ])
  func classes(text: String, shape: String) {
    #expect(ValueShape(Array(text.utf8)).text == shape)
  }

  @Test("A long shape ends in dots, and has the columns that it may have")
  func long() {
    let text = String(repeating: "ab-1 ", count: 100)
    #expect(ValueShape(Array(text.utf8), most: 20).text == "aa-9 aa-9 aa-9 aa...")
    let (shape, column) = ValueShape.around(300, of: Array(text.utf8)[...], most: 40)
    #expect(
      shape.text.utf8.count == 40 && shape.text.hasPrefix("...") && shape.text.hasSuffix("..."))
    #expect(Array(shape.text)[column...].starts(with: "aa-9"))
  }

  @Test("No byte that was there can be told from its shape but punctuation")
  func alphabet() {
    var random = SeededGenerator.fresh()
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      for byte in ValueShape(bytes, most: 200).text.utf8 {
        let isClass = "a9x^ .".utf8.contains(byte)
        let isSign =
          !(0x30...0x39).contains(byte) && !(0x41...0x5a).contains(byte)
          && !(0x61...0x7a).contains(byte) && (0x21...0x7e).contains(byte)
        #expect(isClass || isSign && bytes.contains(byte))
      }
    }
  }
}
