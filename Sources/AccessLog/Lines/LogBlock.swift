/// Whole lines of a log, in a buffer that a worker owns and fills again and again.
@safe
public struct LogBlock: ~Copyable {
  /// Bytes of whole lines that a block can hold.
  public static let capacity = 1 << 20

  /// The lines, while a source fills it with an unfinished one behind them.
  var buffer = LineBuffer(capacity: capacity)
  /// Bytes of whole lines in the block.
  public var count: Int { buffer.count }
  /// The block's place among its source's blocks.
  public internal(set) var sequence = 0
  /// Lines too long for any block that stood before this block's first line.
  public internal(set) var skippedLines: Int64 = 0
  /// The `#Fields` line that names the columns of a W3C log's lines here; `nil` where there is none.
  public internal(set) var heading: LogHeading?

  public init() {}

  /// Lends the lines, with ``LogLines/padding`` readable bytes behind them.
  public borrowing func withLines<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    unsafe buffer.withLines { unsafe body($0) }
  }
}

/// A `#Fields` line of a W3C log: it names the columns of the lines below it.
public struct LogHeading: Hashable, Sendable {
  let text: [UInt8]
  /// How the lines below it are written, as far as they show it.
  var style = ColumnStyle.told
  /// Whether the block that it goes with begins with it.
  let isNew: Bool
}
