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
  private var marks: [Int64]

  /// The version of a file now; `nil` where there is none, or where it was written to so lately that its clock
  /// cannot tell the next change from the last.
  init?(of path: String) {
    guard let file = DataVersion.marks(of: path) else { return nil }
    marks = file
    // A database that is written to while it is read keeps the newest in a file beside it.
    if let log = DataVersion.marks(of: path + "-wal") { marks += log }
    var now = timespec()
    // SAFETY: `now` is a whole `timespec` that lives for the call.
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    let newest = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec) - 1_000_000_000
    guard marks[3] < newest,
      marks.count == DataVersion.perFile || marks[DataVersion.perFile + 3] < newest
    else { return nil }
  }

  private static let perFile = 7

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

  /// A tag for what is made of this version by a question.
  func tag(of question: [String]) -> String {
    let words = marks.map(String.init) + question
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
