/// How far a log has been counted, and how to know it again: offsets and keyed hashes only.
///
/// A log is known by its content, never by its name. The hashes are keyed with a secret that
/// lives outside the database, so that they cannot be tried against guessed lines.
public struct SourcePosition: Hashable, Sendable {
  /// A keyed hash, 16 bytes.
  public struct Digest: Hashable, Sendable {
    public var bytes: [UInt8]
    public init(bytes: [UInt8]) { self.bytes = bytes }
  }

  /// The keyed hash of the up to 4096 bytes that end at an offset.
  public struct Mark: Hashable, Sendable {
    /// Bytes of decompressed log before the mark's end.
    public var offset: Int64
    public var digest: Digest

    public init(offset: Int64, digest: Digest) {
      self.offset = offset
      self.digest = digest
    }
  }

  /// The row of this source in its database; `nil` before the first commit.
  public var id: Int64?
  /// The keyed hash of the log's beginning, once it is long enough to be told from others.
  public var fingerprint: Digest?
  /// The keyed hash of device and inode, for a file too short for a fingerprint.
  public var file: Digest?
  /// Marks in ascending order of offset; the last is the position up to which all is counted.
  public var marks: [Mark]
  /// The name of the log's format.
  public var format: String
  /// Lines read so far, empty ones included.
  public var lines: Int64 = 0
  /// Lines counted as hits.
  public var hits: Int64 = 0
  /// Lines rejected, by reason.
  public var rejected: [RejectReason: Int64] = [:]

  /// Bytes of decompressed log that are counted.
  public var offset: Int64 { marks.last?.offset ?? 0 }

  public init(fingerprint: Digest?, file: Digest?, marks: [Mark], format: String) {
    self.fingerprint = fingerprint
    self.file = file
    self.marks = marks
    self.format = format
  }
}
