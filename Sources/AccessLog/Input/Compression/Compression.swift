/// How the bytes of a file are compressed, told by its first bytes and never by its name.
enum Compression {
  case none
  case gzip
  case zstd
  case bzip2
  case xz
  case foreign(InputError.ForeignPacking)

  /// Enough bytes to tell.
  static let magicLength = 10

  /// - Parameter magic: The first bytes; fewer than ``magicLength`` only where there are no more.
  init(magic: UnsafeRawBufferPointer) {
    // SAFETY: the bytes are alive for the call.
    if unsafe magic.starts(with: [0x1f, 0x8b]) {
      self = .gzip  // RFC 1952, section 2.3.1
    } else if unsafe magic.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) {
      self = .zstd  // RFC 8878, section 3.1.1
    } else if unsafe XzStream.isBeginning(magic) {
      self = .xz
    } else if unsafe Bzip2Stream.isBeginning(magic) {
      self = .bzip2
    } else if unsafe magic.starts(with: [0x50, 0x4b, 3, 4]) {
      self = .foreign(.zip)  // APPNOTE.TXT, section 4.3.7
    } else {
      self = .none
    }
  }

  /// What decompresses such a file; `nil` where there is nothing to do.
  func stream() throws(InputError) -> (any CompressedStream)? {
    switch self {
    case .none: nil
    case .gzip: GzipStream()
    case .zstd: ZstdStream()
    case .bzip2: Bzip2Stream()
    case .xz: XzStream()
    case .foreign(let packing): throw InputError(.foreignPacking(packing))
    }
  }
}

/// What one step of decompression did.
struct Decompressed {
  var consumed: Int
  var produced: Int
}

/// A compressed stream that is decompressed step by step, in bounded memory. It may consist of several
/// members (frames, streams), one behind another, with zeros between them and behind the last.
protocol CompressedStream: AnyObject {
  /// Whether the input may end here.
  var isBetweenMembers: Bool { get }

  /// Decompresses some bytes; both counts are 0 where more input is needed.
  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Decompressed
}
