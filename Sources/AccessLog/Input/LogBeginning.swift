internal import Traffic

/// What a log is recognised by before its offsets matter: a keyed hash up to the end of each of its
/// first lines.
///
/// Each hash covers all bytes before it, so two logs share as many of them as they share lines, and
/// a log of three lines is as good to compare as one of three million. All of it depends on the
/// content alone, never on how much of the log is there yet.
struct LogBeginning {
  /// The hash up to the end of the first line with something in it that is no comment (`#`), since a
  /// header of comments may be the same in all logs of a server; `nil` until that line is whole.
  private(set) var head: UInt64?
  /// A hash for each of the first lines.
  private(set) var lineMarks: [UInt32] = []
  /// Where those lines end.
  private(set) var lineEnds: [UInt32] = []
  /// Whether more of the log would change nothing here.
  private(set) var isWhole = false

  /// The most lines that have a hash of their own.
  static let maxLines = 256
  /// Bytes behind which no line has one.
  static let maxBytes = 64 * 1024
  /// Bytes that are read ahead, before it is known which log it is.
  static let readAhead = 256 * 1024

  init() {}

  /// - Complexity: O(*n*) in the bytes, at most ``maxBytes``, and some 200 ns a line.
  init(_ bytes: UnsafeRawBufferPointer, key: SourceKey, name: SourceName?) {
    let count = min(bytes.count, LogBeginning.maxBytes)
    var hash = key.runningHash(for: .beginning)
    hash.add(name)
    var start = 0
    while start < count, lineEnds.count < LogBeginning.maxLines {
      // SAFETY: `start` is below the count.
      let rest = unsafe bytes[start..<count]
      guard let newline = unsafe rest.firstIndex(of: 0x0a) else { break }
      unsafe hash.add(UnsafeRawBufferPointer(rebasing: bytes[start...newline]))
      let digest = hash.value
      lineEnds.append(UInt32(newline + 1))
      lineMarks.append(Checkpoint.shortMark(digest))
      // SAFETY: as above.
      if head == nil, newline > start, unsafe bytes[start] != UInt8(ascii: "#") { head = digest }
      start = newline + 1
    }
    isWhole = count == LogBeginning.maxBytes || lineEnds.count == LogBeginning.maxLines
    guard head == nil, isWhole else { return }
    unsafe hash.add(UnsafeRawBufferPointer(rebasing: bytes[start..<count]))
    head = hash.value
  }

  /// The hashes of lines that end at or before an offset.
  func lineMarks(upTo offset: Int64) -> [UInt32] {
    let count = lineEnds.firstIndex { Int64($0) > offset } ?? lineEnds.count
    return count == lineMarks.count ? lineMarks : Array(lineMarks[..<count])
  }

  /// How the lines of a log compare to those of a known one.
  enum Relation {
    /// At least one of the first lines is another.
    case departs
    /// It has no line that the known log lacks.
    case isHeld
    /// The first lines are the same, as far as both have them.
    case agrees
  }

  func relation(to known: [UInt32]) -> Relation {
    let shared = zip(lineMarks, known).prefix { $0 == $1 }.count
    if shared < min(lineMarks.count, known.count) { return .departs }
    return lineMarks.count < known.count ? .isHeld : .agrees
  }
}

/// How earlier releases recognised a log, whose positions may be in a database.
enum EarlierBeginning {
  private static let minBytes = 4096
  private static let minLines = 16

  /// The keyed hash up to the end of the line with which there are 16 lines and 4,096 bytes, or of
  /// the bytes read ahead where no line ends so; `nil` where there is less.
  static func fingerprint(
    _ bytes: UnsafeRawBufferPointer, key: SourceKey
  ) -> Checkpoint.Digest? {
    unsafe length(in: bytes).map { length in
      unsafe key.digest(UnsafeRawBufferPointer(rebasing: bytes[..<length]), for: .beginning)
    }
  }

  private static func length(in bytes: UnsafeRawBufferPointer) -> Int? {
    var lines = 0
    // SAFETY: every index is below the count.
    for index in 0..<min(bytes.count, LogBeginning.readAhead) where unsafe bytes[index] == 0x0a {
      lines += 1
      if lines >= minLines, index + 1 >= minBytes { return index + 1 }
    }
    return bytes.count >= LogBeginning.readAhead ? LogBeginning.readAhead : nil
  }
}
