import Collecting
import Glibc
import Traffic
import TrafficReport
import TrafficStore

private let today = Day(rawValue: 20_752)
private let scene = ShareScene()

/// A share of a hostile server is merged into a fleet's database or refused, and what was merged can be
/// reported.
///
/// The last byte chooses between bytes that are other ones, four bytes each, for where and what, and rows
/// that are, as only a server with a program of its own could write them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzShare(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let kind = bytes.popLast() else { return 0 }
  if kind % 8 == 0 { scene.damage(bytes) } else { scene.writeRows(bytes) }
  let merge = FleetMerge(
    shares: [scene.share], database: scene.fleet, forgets: false, patience: 1, today: today)
  do throws(MergeRefusal) {
    _ = try merge.run { _ in }
  } catch {
    return 0
  }
  let kinds = ReportKind.allCases
  let request = ReportRequest(
    kind: kinds[Int(kind >> 3) % kinds.count], site: nil, from: nil, to: nil, limit: 50,
    now: today.firstHour, isPrivate: kind % 2 == 0)
  do {
    let report = try request.report(from: TrafficArchive(path: scene.fleet))
    _ = report.csv()
  } catch {}
  return 0
}
