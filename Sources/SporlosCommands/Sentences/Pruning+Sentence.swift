internal import Collecting
internal import Traffic
internal import TrafficStore

extension Pruning {
  /// What was deleted, in a sentence; `nil` where nothing was.
  func sentence(keep: Age) -> String? {
    guard deletedRows > 0, let firstKeptDay else { return nil }
    return "deleted counts of \(grouped(Int64(deletedDays))) \(deletedDays == 1 ? "day" : "days") "
      + "before \(firstKeptDay): \(grouped(Int64(deletedRows))) "
      + "\(deletedRows == 1 ? "row" : "rows") (kept for \(keep); see `sporlos prune --keep`)"
  }
}
