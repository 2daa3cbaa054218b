import Glibc
import Traffic
import TrafficAudit
import TrafficStore

/// The trees of the database that the first inputs are copies of, as SQLite tells them: `run` says where
/// it is.
private let shapes = {
  guard let path = unsafe getenv("SPORLOS_FUZZED_DATABASE") else { fatalError("use `run`") }
  do {
    return try TrafficArchive(path: unsafe String(cString: path)).read { try $0.shapes() }
  } catch {
    fatalError("no database: \(error)")
  }
}()
private let file = MemoryFile()
private let log = MemoryFile()
private let now = Hour(at: 498_000 * 3600)

/// A database and its -wal file as any bytes are read to an end by the audit, each byte a few times at
/// most, and it says the same of them again.
///
/// The last three bytes say how many pages of the smallest size the database has, whether the sums of the
/// -wal file are made right (nearly all of it would be no copy that counts otherwise), and whether all is
/// read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDatabase(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count >= 3 else { return 0 }
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let pages = Int(input[count - 3]) | Int(input[count - 2] & 0x7f) << 8
  let end = min(count - 3, pages * 512)
  var frames = Array(input[end..<(count - 3)])
  if input[count - 1] % 2 == 1 { WalRepair.repair(&frames) }
  file.write(Array(input[..<end]))
  log.write(frames)
  let first = audit(size: end + frames.count)
  guard input[count - 1] & 2 != 0 else { return 0 }
  precondition(first == audit(size: end + frames.count), "the same is found again")
  return 0
}

/// What is found.
private func audit(size: Int) -> [Finding]? {
  var shown = 0
  guard let raw = RawFile(file.path), let rawLog = RawFile(log.path),
    let scan = DatabaseScan(
      raw, log: rawLog, shapes: shapes, detector: PlainJudge(), now: now,
      earliest: Day(rawValue: 20_000), visit: { bytes, _, _ in shown += bytes.count })
  else { return nil }
  scan.run()
  // A page, its copies, and what lies between their rows; the last page may end behind the file.
  precondition(scan.bytesRead <= 2 * size + 65_536, "no page is read over and over")
  precondition(shown <= 4 * size + 65_536, "no byte is shown over and over")
  let findings = scan.findings.all
  precondition(findings.allSatisfy { $0.count > 0 && (1...5).contains($0.places.count) })
  return findings
}
