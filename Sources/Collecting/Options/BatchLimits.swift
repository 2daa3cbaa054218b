/// When a batch is full. Batches bound memory, and what a crash makes the next run read again.
package struct BatchLimits {
  /// Counters in use over all workers.
  package var cells: Int
  /// Pages, referrers and campaigns that one worker knows by name.
  package var names: Int
  /// Bytes of log.
  package var bytes: Int64

  /// A row of two batches is written twice: half as many counters take a tenth more time, and 2 to 14 MB
  /// less memory.
  package static let cells = 200_000

  package init(cells: Int = cells, names: Int = 50_000, bytes: Int64 = 4 << 30) {
    (self.cells, self.names, self.bytes) = (cells, names, bytes)
  }
}
