import LogFormats

@testable import AccessLog
@testable import FuzzSupport

/// The formats that a plain reference reads, too.
private let references = Dictionary(
  uniqueKeysWithValues: [
    "vhost-combined", "combined-time", "combined-vhost", "combined-quoted-vhost", "combined",
    "vhost-common", "common",
  ].map { ($0, ReferenceParser(format: $0)) })

/// Whether what a format's own server would write is read.
@_cdecl("LLVMFuzzerInitialize")
public func prepareLines(_ count: OpaquePointer?, _ arguments: OpaquePointer?) -> CInt {
  Seeds.write(longest: 4096) {
    var unread: [String] = []
    for format in FuzzedFormat.all {
      var lines = LogLines()
      lines.begin(format.format, site: nil, isAlone: true)
      let line = WrittenLine(format.definition).bytes
      let read = ReadLog(of: LogBytes(line + [0x0a]), by: &lines)
      if read.hits.count != 1 {
        unread.append("\(format.text): \(String(decoding: line, as: UTF8.self)): \(read)")
      }
    }
    if !unread.isEmpty { fatalError(unread.joined(separator: "\n")) }
    return Seeds.lines()
  }
  return 0
}

/// A log in one of the formats, chosen by the last byte, is cut by all instructions alike, and read the
/// same once anew and once when all of it is known; where there is a reference, as that reads it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLines(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let last = bytes.popLast() else { return 0 }
  bytes.append(0x0a)
  let format = FuzzedFormat.chosen(by: last)
  let log = LogBytes(bytes)
  SplitLine.compare(log, by: format.plan)
  var lines = LogLines()
  lines.begin(format.format, site: nil, isAlone: true)
  let read = ReadLog(of: log, by: &lines)
  let known = ReadLog(of: log, by: &lines)
  if known != read { fatalError("\(format.text): \(known) was \(read)") }
  if let expected = references[format.text]?.read(bytes), read != expected {
    fatalError("\(format.text): \(read) is not \(expected)")
  }
  return 0
}
