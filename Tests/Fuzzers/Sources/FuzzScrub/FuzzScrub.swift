@testable import AccessLog

private let formats = LogFormat.names

/// A log in one of the formats, chosen by the last byte, is scrubbed: once anew, once when all of it is
/// known, and once more when it has been. Whatever it is, its lines stay the same, have no byte that
/// acts, and count as the lines they were made of.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScrub(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var log = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let last = log.popLast() else { return 0 }
  let format = formats[Int(last) % formats.count]
  log.append(0x0a)
  var scrubber = LogScrubber(ScrubSettings())
  scrubber.begin(LogFormat(named: format)!)
  let once = ScrubbedLog(log, by: &scrubber)
  let known = ScrubbedLog(log, by: &scrubber)
  if known.bytes != once.bytes { fatalError("\(format): \(known.text) was \(once.text)") }
  if !once.bytes.allSatisfy({ $0 == 0x0a || (0x20...0x7e).contains($0) }) {
    fatalError("\(format): a byte that acts: \(once.bytes)")
  }
  let twice = ScrubbedLog(once.bytes, format: format)
  if twice.bytes != once.bytes { fatalError("\(format): \(twice.text) was \(once.text)") }
  let counted = CountedHit.all(in: once.bytes, format: format, settings: LogSettings())
  let expected = CountedHit.all(in: log, format: format, settings: LogSettings())
  if counted != expected { fatalError("\(format): \(counted) was \(expected)") }
  return 0
}
