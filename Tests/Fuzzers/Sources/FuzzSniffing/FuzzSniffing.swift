import LogFormats

@testable import AccessLog
@testable import FuzzSupport

@_cdecl("LLVMFuzzerInitialize")
public func prepareSniffing(_ count: OpaquePointer?, _ arguments: OpaquePointer?) -> CInt {
  Seeds.write(longest: 8_192) {
    let samples = SampleLogs.all.flatMap { log in
      [0, 100].map { log.lines(from: $0, most: 8_000) }
    }
    let written = FuzzedFormat.all.map { format -> [UInt8] in
      let line = WrittenLine(format.definition).bytes + [0x0a]
      return line + line + line + line
    }
    return samples + written
  }
  return 0
}

/// The format of any lines is found or not, soon and the same each time. What is found reads some of the
/// lines, and a log scrubbed by it counts as what it was.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSniffing(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  bytes.append(0x0a)
  let log = LogBytes(bytes)
  let time = ProcessorTime()
  let format = unsafe log.with { unsafe LogFormat.recognised(in: $0) }
  time.check(below: 4, "recognition")
  let again = unsafe log.with { unsafe LogFormat.recognised(in: $0) }
  if again?.plan != format?.plan || again?.wrappers != format?.wrappers {
    fatalError("\(String(describing: again)) was \(String(describing: format))")
  }
  guard let format else { return 0 }
  let plain = LogFormat(plan: format.plan)
  let inside = Unwrapped.lines(bytes, format.wrappers)
  SplitLine.compare(LogBytes(inside), by: format.plan)
  var lines = LogLines()
  lines.begin(plain, site: nil, isAlone: true)
  let read = ReadLog(of: LogBytes(inside), by: &lines)
  if read.hits.isEmpty { fatalError("\(format): no line is of it") }
  ScrubbedAlike.check(inside, plain, format.name)
  return 0
}
