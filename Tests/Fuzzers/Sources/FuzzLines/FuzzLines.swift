@testable import AccessLog

private let formats = LogFormat.names
private let references = formats.map { ReferenceParser(format: $0) }

/// A log in one of the formats, chosen by the first byte, is read as the reference reads it: once
/// anew, and once when all of it is known.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLines(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let first = bytes.popLast() else { return 0 }
  let index = Int(first) % formats.count
  bytes.append(0x0a)
  let expected = references[index].read(bytes)
  var lines = LogLines()
  lines.begin(LogFormat(named: formats[index])!, site: nil)
  let log = LogBytes(bytes)
  for _ in 0..<2 {
    let read = ReadLog(of: log, by: &lines)
    if read != expected { fatalError("\(formats[index]): \(read) is not \(expected)") }
  }
  return 0
}
