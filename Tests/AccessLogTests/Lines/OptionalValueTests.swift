import CScan
import LogFormats
import Testing

@testable import AccessLog

@Suite struct OptionalValueTests {
  @Test(
    "A value that may be left out may hold what ends it",
    arguments: [
      ("{a} b} ", true), ("{a|b} ", true), ("{} } } ", true), ("", true), ("a ", false),
    ])
  func brace(headers: String, isOfFormat: Bool) throws {
    let definition = try FormatString.definition(of: "haproxy: %ci:%cp [%tr] %ST %B %hr %{+Q}r")
    let line = "192.0.2.1:44 [01/Oct/2026:04:00:00.000] 200 12 \(headers)\"GET / HTTP/1.1\"\n"
    let splitter = FieldSplitter(try FormatPlan(definition))
    var places = [scan_place](repeating: scan_place(), count: Int(SCAN_FIELDS))
    let isCut = unsafe LogBytes(line).with { bytes in
      var at = unsafe bytes.baseAddress.unsafelyUnwrapped
      let end = unsafe at + bytes.count
      let (_, kind) = unsafe splitter.cut(&at, before: end, into: &places)
      if case .cut = kind { return true }
      return false
    }
    #expect(isCut == isOfFormat)
    guard isCut else { return }
    let request = places[Int(FieldMeaning.request.rawValue)]
    #expect(request.count == "GET / HTTP/1.1".utf8.count)
    #expect(request.offset == line.utf8.count - 2 - request.count)
  }
}
