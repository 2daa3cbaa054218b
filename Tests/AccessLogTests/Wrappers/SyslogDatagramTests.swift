import TestSupport
import Testing

@testable import AccessLog

@Suite struct SyslogDatagramTests {
  private func message(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: bytes.dropFirst(length(bytes)), as: UTF8.self)
  }

  private func length(_ bytes: [UInt8]) -> Int {
    unsafe LogBytes(bytes).with {
      // SAFETY: the bytes have an address, and the padding behind them.
      unsafe SyslogPrefix.lengthInDatagram(
        LineBytes(start: $0.baseAddress.unsafelyUnwrapped, count: $0.count))
    }
  }

  static let line = LogLineWriter.line(1)

  @Test(
    "What stands before the message is known, in every form that servers write",
    arguments: [
      "<190>Oct  1 00:00:00 web1 nginx: ", "<190>Oct 11 00:00:00 nginx: ",
      "<14>Oct 11 00:00:00 2001:db8::1 nginx: ", "<134>Oct  1 00:00:00 haproxy[12]: ",
      "<134>2026-10-01T00:00:00.123456+02:00 web1 nginx[12]: ", "<0>Oct  1 00:00:00 a b: ",
      "<165>1 2026-10-01T00:00:00.003Z web1 nginx 12 ID47 - ", "<165>1 - - - - - - \u{feff}",
      "<190>1 2026-10-01T00:00:00Z web1 nginx - - -  ",
      "<165>1 - - - - - [a@1 b=\"]\" c=\"\\\"]\\\\\"][d@2] ", "<191>", "",
    ])
  func headers(header: String) {
    #expect(message(header + Self.line) == Self.line)
    #expect(message(header) == "")
  }

  @Test(
    "What only begins like a header is a message",
    arguments: [
      line, "<", "<>", "<1234>x", "<12", "<x>", "192.0.2.1: - -", "<a href=\"/\">",
    ])
  func messages(text: String) {
    #expect(message(text) == text)
  }

  @Test("Random bytes, and headers cut anywhere, are read within their bounds")
  func random() {
    var random = SeededGenerator.fresh()
    let headers = [
      "<165>1 2026-10-01T00:00:00Z w n 1 - [a@1 b=\"\\\"\"] x", "<190>Oct  1 00:00:00 w n: x",
    ]
    for header in headers {
      for end in 0...header.utf8.count {
        let bytes = Array(header.utf8.prefix(end))
        #expect((0...bytes.count).contains(length(bytes)))
      }
    }
    let alphabet = Array("<1>[]\"\\ -:T0".utf8)
    for _ in 0..<20_000 {
      let bytes =
        Array("<1>".utf8)
        + (0..<Int.random(in: 0...60, using: &random)).map { _ in
          alphabet.randomElement(using: &random)!
        }
      #expect((0...bytes.count).contains(length(bytes)))
    }
  }
}
