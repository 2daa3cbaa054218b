@testable import AccessLog

/// Lines without what stands around them, in room of just the size that is asked for.
enum Unwrapped {
  static func lines(_ bytes: some Collection<UInt8>, _ chain: WrapperChain) -> [UInt8] {
    let bytes = Array(bytes)
    var output = [UInt8](repeating: 0, count: bytes.count + LogLines.padding)
    let count = unsafe LogBytes(bytes).with { block in
      unsafe output.withUnsafeMutableBytes { unsafe Unwrapper(chain).unwrap(block, into: $0) }
    }
    if count > bytes.count { fatalError("\(chain): \(count) bytes of \(bytes.count)") }
    let lines = Array(output.prefix(count))
    if !bytes.isEmpty, newlines(lines) != newlines(bytes) {
      fatalError("\(chain): \(newlines(lines)) lines of \(newlines(bytes))")
    }
    return lines
  }

  private static func newlines(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 0x0a } }
}
