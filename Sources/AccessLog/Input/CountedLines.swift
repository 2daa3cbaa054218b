internal import Traffic

/// The lines of a log that were counted before, once more: from its first byte to where they end.
public final class CountedLines: BlockSource {
  private let reader: LogReader
  /// Bytes up to which they were counted, which is the end of a line.
  private let end: Int64

  /// Goes back to the beginning of a log, which must be a file.
  public init(of reader: LogReader, upTo end: Int64) throws(InputError) {
    (self.reader, self.end) = (reader, end)
    try reader.begin()
  }

  public var offset: Int64 { min(reader.offset, end) }
  public var bytesLeft: Int64? { reader.bytesLeft }
  /// Whether all of them were handed out.
  public var isWhole: Bool { reader.offset >= end }

  public func next(_ block: inout LogBlock) -> Bool {
    guard reader.offset < end, reader.next(&block) else { return false }
    let surplus = Int(clamping: max(0, reader.offset - end))
    block.buffer.removeAll(from: max(0, block.count - surplus))
    return block.count > 0 || block.skippedLines > 0
  }
}
