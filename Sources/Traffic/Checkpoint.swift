/// How far a log has been counted, and how to recognise it: offsets and keyed hashes only.
///
/// A log is recognised by its content, never by its path. The hashes are keyed with a secret that
/// lives outside the database, so that they cannot be tried against guessed lines.
public struct Checkpoint: Hashable, Sendable {
  /// A keyed hash, 16 bytes.
  public struct Digest: Hashable, Sendable {
    public var bytes: [UInt8]
    public init(bytes: [UInt8]) { self.bytes = bytes }
  }

  /// The row of this source in its database; `nil` before the first commit.
  public var id: Int64?
  /// What the operator calls where the log comes from: logs of different names are never the same.
  public var name: SourceName?
  /// The keyed hash of the log up to the end of its first line; `nil` for logs that an earlier
  /// release counted.
  public var head: UInt64?
  /// Hashes of the log up to the end of each of its first lines; none once the log has been quiet for
  /// long.
  public var lineMarks: [UInt32]
  /// Hashes of the bytes before each offset of a fixed series, as far as it is counted; 0 where there
  /// is none.
  public var gridMarks: [UInt32]
  /// Bytes of decompressed log that are counted.
  public var offset: Int64
  /// The keyed hash of the up to 4096 bytes before ``offset``.
  public var end: UInt64
  /// The keyed hash of device and inode, where it is a file.
  public var file: UInt64?
  /// The keyed hash of the log's first 16 lines, which earlier releases recognised it by.
  public var fingerprint: Digest?
  /// The name of the log's format.
  public var format: String
  /// A hash of how the format's lines are read; `nil` where an earlier release counted the log.
  public var formatHash: UInt64?
  /// The last day that a line of it was counted for, or on which it was read.
  public var lastDay: Day?
  /// Lines read so far, empty ones included.
  public var lines: Int64 = 0
  /// Lines counted as hits.
  public var hits: Int64 = 0
  /// Lines rejected, by reason.
  public var rejected: [RejectReason: Int64] = [:]

  public init(
    name: SourceName? = nil, head: UInt64?, lineMarks: [UInt32] = [], gridMarks: [UInt32] = [],
    offset: Int64, end: UInt64, file: UInt64? = nil, format: String
  ) {
    self.name = name
    self.head = head
    self.lineMarks = lineMarks
    self.gridMarks = gridMarks
    self.offset = offset
    self.end = end
    self.file = file
    self.format = format
  }
}
