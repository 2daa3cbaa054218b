import Testing

@testable import Traffic

@Suite("A country is two letters")
struct CountryCodeTests {
  @Test("Any two letters are a code, and come back as they were")
  func allCodes() throws {
    var seen: Set<UInt16> = []
    for first in UInt8(ascii: "A")...UInt8(ascii: "Z") {
      for second in UInt8(ascii: "A")...UInt8(ascii: "Z") {
        let text = String(decoding: [first, second], as: UTF8.self)
        let code = try #require(CountryCode(text))
        #expect(code.description == text)
        #expect(CountryCode(text.lowercased()) == code)
        #expect(CountryCode(rawValue: code.rawValue) == code)
        #expect(CountryCode(first, second) == code)
        seen.insert(code.rawValue)
      }
    }
    #expect(seen.count == 26 * 26)
  }

  @Test(
    "What is not two letters is no code",
    arguments: ["", "N", "NOR", "N0", "1A", "N ", "  ", "--", "??", "Ø", "É", "@[", "`{", "\0\0"])
  func noCode(_ text: String) {
    #expect(CountryCode(text) == nil)
  }

  @Test("Every raw value is a code's or none, with one for what is not known")
  func rawValues() {
    let codes = (0...UInt16.max).compactMap(CountryCode.init(rawValue:))
    #expect(codes.count == 26 * 26)
    #expect(codes.first == .unknown)
    #expect(codes == codes.sorted())
    #expect(codes.dropFirst().map(\.description) == codes.dropFirst().map(\.description).sorted())
  }

  @Test("What is not known is written ZZ, and read from it")
  func unknown() {
    #expect(CountryCode.unknown.rawValue == 0)
    #expect(CountryCode.unknown.description == "ZZ")
    #expect(CountryCode("zz") == .unknown)
    #expect(CountryCode.unknown.name == "unknown")
  }

  @Test("Reports name countries in English, and show the code of what has no name")
  func names() {
    #expect(CountryCode("NO")?.name == "Norway")
    #expect(CountryCode("CI")?.name == "Côte d’Ivoire")
    #expect(CountryCode("XK")?.name == "Kosovo")
    #expect(CountryCode("XX")?.name == "XX")
    #expect(CountryCode.names.count == 250)
    for (code, name) in CountryCode.names {
      #expect(CountryCode(code)?.description == code)
      #expect(!name.isEmpty && QuotedText.harmless(name) == name)
    }
    #expect(Set(CountryCode.names.values).count == CountryCode.names.count)
  }
}
