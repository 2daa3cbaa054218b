import LogFormats

@testable import AccessLog
@testable import FuzzSupport

@_cdecl("LLVMFuzzerInitialize")
public func prepareScrub(_ count: OpaquePointer?, _ arguments: OpaquePointer?) -> CInt {
  Seeds.write(longest: 4096, Seeds.lines)
  return 0
}

/// A log in one of the formats, chosen by the last byte, is scrubbed: once anew, once when all of it is
/// known, and once more when it has been. Whatever it is, its lines stay the same, have no byte that
/// acts, and count as the lines they were made of.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScrub(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var log = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let last = log.popLast() else { return 0 }
  log.append(0x0a)
  let format = FuzzedFormat.chosen(by: last)
  ScrubbedAlike.check(log, format.format, format.text)
  return 0
}
