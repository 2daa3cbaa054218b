import TestSupport
import Testing

@testable import AccessLog

@Suite("Addresses are read as the C library reads them")
struct AddressDifferentialTests {
  /// Bytes behind a field that could be taken for a part of it.
  private static let behind = Array(" 0129af:.%]\"\n\u{0}".utf8)

  private func compare(_ field: String, behind: UInt8) {
    let expected = PlainAddress(field)?.network
    let found = parse(field, behind: behind)?.text
    if found != expected { Issue.record("\(field.debugDescription): \(found ?? "none")") }
  }

  @Test("Random addresses in every notation")
  func whole() {
    var random = SeededGenerator.fresh()
    var writer = AddressWriter(random)
    for _ in 0..<60_000 {
      let field = Bool.random(using: &random) ? writer.version4() : writer.version6()
      if PlainAddress(field) == nil { Issue.record("\(field)") }
      compare(field, behind: Self.behind.randomElement(using: &random)!)
    }
  }

  @Test("Random addresses with brackets, zone and port")
  func dressed() {
    var random = SeededGenerator.fresh()
    var writer = AddressWriter(random)
    for _ in 0..<20_000 {
      let isVersion6 = Bool.random(using: &random)
      let address = isVersion6 ? writer.version6() : writer.version4()
      let zone = isVersion6 ? ["", "%eth0", "%25en1", "%é"].randomElement(using: &random)! : ""
      let port = ":\(UInt16.random(in: 0...65535, using: &random))"
      let expected = PlainAddress(address)?.network
      let fields = [
        "[\(address)\(zone)]", "[\(address)\(zone)]\(port)", address + (isVersion6 ? zone : port),
      ]
      for field in fields where parse(field)?.text != expected { Issue.record("\(field)") }
    }
  }

  @Test("Damaged addresses")
  func damaged() {
    var random = SeededGenerator.fresh()
    var writer = AddressWriter(random)
    for _ in 0..<120_000 {
      let field = writer.damaged(
        Bool.random(using: &random) ? writer.version4() : writer.version6())
      // Those have forms of their own, which the C library does not know; it stops at a zero.
      let isOurs = field.utf8.contains { $0 == 0x25 || $0 == 0x5b || $0 == 0x5d || $0 == 0 }
      let hasPort = !field.contains("::") && field.utf8.count { $0 == 0x3a } == 1
      let behind = Self.behind.randomElement(using: &random)!
      if isOurs || hasPort {
        _ = parse(field, behind: behind)
      } else {
        compare(field, behind: behind)
      }
    }
  }

  @Test("Any bytes at all, and very many of them, do no harm")
  func anyBytes() {
    var random = SeededGenerator.fresh()
    for _ in 0..<50_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0x20...0x3f, using: &random)
      }
      _ = parse(String(decoding: bytes, as: UTF8.self))
    }
    for part in ["1", "1.", ":", "1:", "::", "[", "%", "1:2:3:4:5:6:7:8:"] {
      #expect(parse(String(repeating: part, count: 20_000)) == nil)
    }
  }
}
