import Testing

@testable import AccessLog

/// Takes wrappers off as a reader does, and looks that nothing is written behind the room for it.
enum Unwrapping {
  static func lines(_ bytes: [UInt8], _ chain: WrapperChain) -> [UInt8] {
    let unwrapper = Unwrapper(chain)
    let log = LogBytes(bytes)
    var output = [UInt8](repeating: 0xee, count: bytes.count + LogLines.padding + 16)
    let count = unsafe log.with { block in
      unsafe output.withUnsafeMutableBytes { room in
        unsafe unwrapper.unwrap(
          block, into: UnsafeMutableRawBufferPointer(rebasing: room.dropLast(16)))
      }
    }
    #expect(count <= bytes.count)
    #expect(output.suffix(16).allSatisfy { $0 == 0xee }, "written behind the room")
    return Array(output.prefix(count))
  }

  static func lines(_ text: String, _ wrappers: [Wrapper]) -> String {
    String(decoding: lines(Array(text.utf8), WrapperChain(wrappers)), as: UTF8.self)
  }

  static func wholeLines(_ bytes: [UInt8], _ chain: WrapperChain) -> Int {
    unsafe LogBytes(bytes).with { unsafe Unwrapper(chain).wholeLines(in: $0) }
  }

  static func recognised(_ text: String) -> [Wrapper] {
    let lines = Array(text.utf8).split(separator: 0x0a)
    return WrapperChain.recognised(in: lines).wrappers
  }
}
