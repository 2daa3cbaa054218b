/// The offsets at which every log is marked, each a quarter farther than the one before: close
/// enough to tell logs apart wherever one of them ends, and some fifty for a gigabyte.
package enum MarkGrid {
  private static let first: Int64 = 8192

  package static func next(after offset: Int64) -> Int64 {
    var mark = first
    while mark <= offset { mark += mark / 4 }
    return mark
  }

  /// The offsets up to one, itself included.
  package static func offsets(upTo end: Int64) -> [Int64] {
    var offsets: [Int64] = []
    var mark = first
    while mark <= end {
      offsets.append(mark)
      mark += mark / 4
    }
    return offsets
  }
}

extension Checkpoint {
  /// A hash as it is kept for one of many marks; never 0, which stands for none.
  ///
  /// Marks only tell logs apart whose first lines are the same by a hash of 64 bits.
  package static func shortMark(_ hash: UInt64) -> UInt32 {
    let short = UInt32(truncatingIfNeeded: hash >> 32)
    return short == 0 ? 1 : short
  }

  /// What stands before an offset of a log.
  package struct OffsetMark {
    package var offset: Int64
    private var hash: UInt64
    private var isShort: Bool

    package func agrees(with other: UInt64) -> Bool {
      isShort ? Checkpoint.shortMark(other) == UInt32(hash) : hash == other
    }

    fileprivate init(offset: Int64, short: UInt32) {
      (self.offset, hash, isShort) = (offset, UInt64(short), true)
    }

    fileprivate init(offset: Int64, whole: UInt64) {
      (self.offset, hash, isShort) = (offset, whole, false)
    }
  }

  /// The marks to compare at, in ascending order; the last is where the log is counted to.
  package var offsetMarks: [OffsetMark] {
    var marks = zip(MarkGrid.offsets(upTo: offset), gridMarks).compactMap { place, mark in
      mark == 0 ? nil : OffsetMark(offset: place, short: mark)
    }
    if offset > 0 { marks.append(OffsetMark(offset: offset, whole: end)) }
    return marks
  }
}

extension Checkpoint.Digest {
  /// The first 64 bits.
  package var number: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
