internal import CSodium

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What changes whenever a database file does: which file it is, how long, when it was written to, and SQLite's
/// own counter of changes.
struct DataVersion: Hashable, Sendable {
  /// What is equal as long as nothing is written.
  private(set) var marks: [Int64]
  /// Whether it was written to so lately that the file system's clock cannot tell the next change from the last.
  private var isNew: Bool

  /// The version of a file now; `nil` where there is none.
  init?(of path: String) {
    guard let file = DataVersion.marks(of: path) else { return nil }
    // A database that is written to while it is read keeps the newest in a file beside it.
    let log = DataVersion.marks(of: path + "-wal")
    marks = file + (log ?? [])
    var now = timespec()
    // SAFETY: `now` is a whole `timespec` that lives for the call.
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    let old = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec) - 1_000_000_000
    isNew = file[3] >= old || (log.map { $0[3] >= old } ?? false)
  }

  private static func marks(of path: String) -> [Int64]? {
    // SAFETY: the path is a string that lives for the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    // SAFETY: `info` is a whole `stat` that lives for the call.
    guard unsafe fstat(descriptor, &info) == 0 else { return nil }
    // The counter of changes is in bytes 24 to 27 of a database, and the salts of a -wal file in 16 to 23.
    var head = [UInt8](repeating: 0, count: 32)
    // SAFETY: so many bytes are there.
    let count = unsafe head.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, 32, 0)
    }
    guard count >= 0 else { return nil }
    func number(_ range: Range<Int>) -> Int64 { head[range].reduce(0) { $0 << 8 | Int64($1) } }
    #if canImport(Darwin)
      let time = info.st_mtimespec
    #else
      let time = info.st_mtim
    #endif
    return [
      Int64(bitPattern: UInt64(info.st_dev)), Int64(bitPattern: UInt64(info.st_ino)),
      Int64(info.st_size), Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec),
      number(16..<20), number(20..<24), number(24..<28),
    ]
  }

  /// Another release answers in other words, and perhaps from the same file.
  private static let process = RandomToken.make()

  /// A tag for what is made of this version by a question, in this run of the program; `nil` while the next change could
  /// not be told from the last.
  func tag(of question: [String]) -> String? {
    guard !isNew else { return nil }
    let words = [DataVersion.process] + marks.map(String.init) + question
    let hash = Blake.hash(
      of: Array(words.map { "\($0.utf8.count):\($0)" }.joined().utf8), bytes: 16)
    return "\"\(hash)\""
  }
}

/// BLAKE2b (RFC 7693).
enum Blake {
  /// The hash of some bytes in hexadecimal digits.
  static func hash(of input: [UInt8], bytes count: Int = 32) -> String {
    var digest = [UInt8](repeating: 0, count: count)
    // SAFETY: both arrays live for the call, with their lengths.
    _ = unsafe crypto_generichash(&digest, count, input, UInt64(input.count), nil, 0)
    return Hexadecimal.text(of: digest)
  }
}

enum Hexadecimal {
  static func text(of bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
