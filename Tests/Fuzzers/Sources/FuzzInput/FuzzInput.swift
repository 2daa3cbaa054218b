import Glibc

@testable import AccessLog

/// A file in memory that has lost its name.
private let descriptor = {
  var name = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
  let descriptor = unsafe mkstemp(&name)
  precondition(unsafe descriptor >= 0 && unlink(name) == 0)
  return descriptor
}()
private let path = "/proc/self/fd/\(descriptor)"
private let key = SourceKey()

/// A source of any bytes is read to an end, in whole lines; a plain one in full, but for zeros before its first
/// line. In an archive, each file is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  precondition(ftruncate(descriptor, 0) == 0)
  precondition(unsafe pwrite(descriptor, start, count, 0) == count)
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let isPacked =
    if case .none = unsafe input.withUnsafeBytes({ unsafe Compression(magic: $0) }) { false } else {
      true
    }
  guard let opened = try? OpenedSource(path: path),
    let sources = try? LogSources(opened, path: path)
  else {
    precondition(isPacked, "a plain file opens")
    return 0
  }
  let isArchive = sources.isArchive
  // A few files are enough: small archives unpack to any size.
  for _ in 0..<8 {
    guard let source = try? sources.next() else { break }
    guard let reader = try? LogReader(source, key: key) else {
      precondition(isPacked || isArchive, "a plain file is read")
      continue
    }
    precondition(reader.isMember == isArchive)
    let lines = read(reader)
    if !isPacked, !isArchive {
      let log = input.drop { $0 == 0 }
      let whole = log.lastIndex(of: 0x0a).map { $0 + 1 } ?? log.startIndex
      precondition(lines.elementsEqual(log[..<whole]), "a plain file is handed out as it is")
      precondition(reader.failure == nil)
      if log.count == count { precondition(reader.heldBack == Int64(count - whole)) }
    }
  }
  return 0
}

/// Reads a few blocks, and gives their lines: small files unpack to any size.
private func read(_ reader: LogReader) -> [UInt8] {
  _ = reader.recognisedFormat()
  var block = LogBlock()
  var lines: [UInt8] = []
  var before: Int64 = 0
  for _ in 0..<4 where reader.next(&block) {
    let count = block.count
    unsafe block.withLines { bytes in
      precondition(unsafe bytes.isEmpty || bytes[bytes.count - 1] == 0x0a, "whole lines")
      unsafe lines.append(contentsOf: bytes)
    }
    precondition(reader.offset >= before + Int64(count), "offsets move with the lines")
    if block.skippedLines == 0 { precondition(reader.offset == before + Int64(count)) }
    before = reader.offset
  }
  return lines
}
