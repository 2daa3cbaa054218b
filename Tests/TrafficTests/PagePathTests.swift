import Testing

@testable import Traffic

@Suite("Page paths")
struct PagePathTests {
  @Test("Composed and decomposed letters are two paths, wherever they meet")
  func canonicalEquivalents() {
    let composed = PagePath(redacted: "/caf\u{e9}")
    let decomposed = PagePath(redacted: "/cafe\u{301}")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed && !(composed < decomposed))
    #expect(composed == PagePath(redacted: "/caf\u{e9}"))
  }
}
