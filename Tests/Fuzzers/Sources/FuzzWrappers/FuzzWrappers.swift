@testable import AccessLog
@testable import FuzzSupport

@_cdecl("LLVMFuzzerInitialize")
public func prepareWrappers(_ count: OpaquePointer?, _ arguments: OpaquePointer?) -> CInt {
  Seeds.write(longest: 4096) {
    SampleLogs.all.flatMap { log -> [[UInt8]] in
      let lines = log.lines(from: 0, most: 2_000)
      let chain = WrapperChain.recognised(in: lines.split(separator: 0x0a))
      guard !chain.isEmpty else { return [] }
      let bytes = chain.wrappers.map(\.rawValue) + [UInt8](repeating: 255, count: 3)
      return [lines + bytes.prefix(3), Array(lines.prefix(lines.count / 2)) + bytes.prefix(3)]
    }
  }
  return 0
}

/// Wrappers, up to three of them by the last bytes, come off any lines within the room for them, and in
/// two blocks as in one. Which ones there are is found out.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWrappers(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count >= 4 else { return 0 }
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count - 3))
  let chosen = unsafe UnsafeBufferPointer(start: start + count - 3, count: 3)
  let chain = WrapperChain(unsafe chosen.compactMap(Wrapper.init(rawValue:)))
  let log = bytes + [0x0a]
  let whole = Unwrapped.lines(log, chain)
  for end in [log.count / 3, log.count / 2, log.count] {
    let first = unsafe LogBytes(Array(log.prefix(end))).with {
      unsafe Unwrapper(chain).wholeLines(in: $0)
    }
    if !(0...end).contains(first) { fatalError("\(chain): \(first) of \(end) bytes") }
    let parts =
      Unwrapped.lines(log.prefix(first), chain) + Unwrapped.lines(log.dropFirst(first), chain)
    if parts != whole {
      fatalError(
        "\(chain): \(String(decoding: parts, as: UTF8.self)) was \(String(decoding: whole, as: UTF8.self))"
      )
    }
  }
  _ = Unwrapped.lines(log, WrapperChain.recognised(in: log.split(separator: 0x0a)))
  return 0
}
