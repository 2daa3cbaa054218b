/// The frames of a -wal file (SQLite, "WAL-Mode File Format", section 1).
struct WriteAheadLog {
  /// A copy of a page.
  struct Frame {
    var page: Int
    /// Where the copy begins in the file.
    var offset: Int64
    /// Whether the frame is one of the log as it is now, and not of one before it was begun anew.
    var isCurrent: Bool
    /// Whether it belongs to a transaction that was never committed.
    var isPending = false
  }

  private(set) var frames: [Frame] = []
  /// How many frames there were at the end of each commit.
  private(set) var commits: [Int] = []
  /// The copy that counts of each page that has one: offsets.
  private(set) var latest: [Int: Int64] = [:]
  /// Pages of the database after the last commit; 0 where there is none.
  private(set) var pageCount = 0
  /// Bytes behind the last whole frame.
  private(set) var tail: Range<Int64> = 0..<0
  /// Whether the file begins as such a file does.
  private(set) var isLog = false

  /// Reads the frames' headers, and checks their sums.
  ///
  /// - Complexity: O(*n*) in the bytes; 24 bytes of memory a frame.
  init(_ file: RawFile, pageSize: Int) {
    let size = file.size
    let header = file.read(32, at: 0)
    guard header.count == 32, header.bigEndian(4, at: 0) | 1 == 0x377f_0683,
      header.bigEndian(4, at: 8) == pageSize
    else {
      tail = 0..<size
      return
    }
    isLog = true
    let isBigEndian = header[3] & 1 == 1
    let salts = header[16..<24]
    var sum = Checksum(isBigEndian: isBigEndian)
    sum.add(header[0..<24])
    var isCurrent = sum.matches(header, at: 24)
    var offset: Int64 = 32
    var uncommitted: [(page: Int, offset: Int64)] = []
    var frame: [UInt8] = []
    while offset + Int64(24 + pageSize) <= size {
      file.read(24 + pageSize, at: offset, into: &frame)
      guard frame.count == 24 + pageSize else { break }
      if isCurrent {
        sum.add(frame[0..<8])
        sum.add(frame[24...])
        isCurrent = frame[8..<16] == salts && sum.matches(frame, at: 16)
      }
      let page = frame.bigEndian(4, at: 0)
      frames.append(Frame(page: page, offset: offset + 24, isCurrent: isCurrent))
      if isCurrent {
        uncommitted.append((page, offset + 24))
        let committed = frame.bigEndian(4, at: 4)
        if committed > 0 {
          pageCount = committed
          commits.append(frames.count)
          for (page, offset) in uncommitted { latest[page] = offset }
          uncommitted.removeAll(keepingCapacity: true)
        }
      }
      offset += Int64(24 + pageSize)
    }
    tail = min(offset, size)..<size
    if let first = uncommitted.first {
      for index in frames.indices where frames[index].isCurrent {
        frames[index].isPending = frames[index].offset >= first.offset
      }
    }
  }

  /// The sum over a log's header and frames, eight bytes at a time.
  private struct Checksum {
    var isBigEndian: Bool
    var first: UInt32 = 0
    var second: UInt32 = 0

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
      unsafe bytes.withUnsafeBytes { bytes in
        for index in stride(from: 0, to: bytes.count - 7, by: 8) {
          // SAFETY: eight bytes are there.
          let one = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
          let two = unsafe bytes.loadUnaligned(fromByteOffset: index + 4, as: UInt32.self)
          first &+= (isBigEndian ? UInt32(bigEndian: one) : UInt32(littleEndian: one)) &+ second
          second &+= (isBigEndian ? UInt32(bigEndian: two) : UInt32(littleEndian: two)) &+ first
        }
      }
    }

    func matches(_ bytes: [UInt8], at offset: Int) -> Bool {
      bytes.bigEndian(4, at: offset) == Int(first)
        && bytes.bigEndian(4, at: offset + 4) == Int(second)
    }
  }
}
