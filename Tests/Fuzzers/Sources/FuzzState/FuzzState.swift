import Glibc
import Traffic

@testable import AccessLog
@testable import Collecting
@testable import TrafficAudit

private let detector = ShapeDetector()
private let rules = StatusRules(detector: detector, now: 1_793_000_000)
private let today = Day(rawValue: 20_752)
let folder = {
  var name = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
  guard let made = unsafe mkdtemp(&name) else { fatalError("no folder") }
  return unsafe String(cString: made)
}()

/// The small files beside a database, an invitation to a fleet, and what an audit asks of bytes that it
/// does not know, and the counts that wait of pipes, as any bytes; the last byte chooses which. What is taken for one of those files says so
/// when it is written again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzState(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let kind = bytes.popLast() else { return 0 }
  switch kind % 6 {
  case 0: join(bytes)
  case 1: readStatus(bytes)
  case 2: _ = rules.shapes(inMetrics: bytes)
  case 3: readRatchet(bytes)
  case 5: readWaiting(bytes)
  default:
    _ = detector.shapes(inText: bytes[...])
    _ = detector.shapes(inBytes: bytes[...])
    _ = (
      detector.isPage(bytes), detector.isReferrer(bytes), detector.isSite(bytes),
      detector.isCampaign(bytes)
    )
  }
  return 0
}

private func join(_ bytes: [UInt8]) {
  guard
    let text = unsafe SecretBytes(
      count: FleetSecret.textLength,
      {
        guard bytes.count >= FleetSecret.textLength else { return false }
        unsafe $0.copyBytes(from: bytes.prefix(FleetSecret.textLength))
        return true
      }), let secret = FleetSecret(text: text)
  else { return }
  let isSame = unsafe secret.text.withBytes { unsafe $0.dropLast().elementsEqual(lowered(bytes)) }
  precondition(isSame, "the same invitation is written")
  check(secret.ratchet)
}

/// The line without its end, its digits as this program writes them; what stands behind them is a time zone.
private func lowered(_ bytes: [UInt8]) -> [UInt8] {
  let digits = FleetSecret.textLength - FleetSecret.zoneLength - 1
  return bytes.prefix(digits).map { (0x41...0x46).contains($0) ? $0 | 0x20 : $0 }
    + bytes[digits..<FleetSecret.textLength - 1]
}

private func readRatchet(_ bytes: [UInt8]) {
  let file = RatchetFile(path: folder + "/fleet.key")
  precondition(WholeFile.write(bytes, to: file.path))
  guard let ratchet = try? file.read() else {
    precondition(bytes.count != RatchetFile.length, "as many bytes are a key")
    return
  }
  check(ratchet)
}

/// A ratchet of any day goes on to today, or says that it cannot.
private func check(_ ratchet: DayRatchet) {
  let advanced = ratchet.advanced(to: today)
  precondition(advanced.map { $0.day >= today } ?? true)
  precondition(ratchet.day > today ? ratchet.secret(of: today) == nil : true)
}

private func readStatus(_ bytes: [UInt8]) {
  _ = rules.shapes(inStatus: bytes)
  guard let status = FollowStatus(bytes: bytes) else { return }
  _ = status.metrics
  guard let written = status.bytes else { return }
  precondition(FollowStatus(bytes: written)?.bytes == written)
}
