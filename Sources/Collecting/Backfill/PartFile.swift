internal import Counting
internal import FileSystem
internal import Glibc
package import Traffic

/// Why a file of partial counts cannot be used.
package enum PartError: Error, Hashable {
  /// It cannot be read, for the system's reason.
  case read(path: String, errno: Int32)
  /// It cannot be written, for the system's reason.
  case write(path: String, errno: Int32)
  /// It is no such file, or one of another version.
  case noPart(path: String)
  /// It ends too early, or its bytes are not those that were written.
  case damaged(path: String)
  /// It belongs to another backfill.
  case otherBackfill(path: String)
  /// A log of it was counted in another part, too, or by the database before.
  case sameLog(path: String, lines: Int64, lastDay: Day?, isInDatabase: Bool)
  /// No backfill of the database is under way.
  case notStarted(path: String)
}

/// The form of a file of partial counts: a head, records in the order of their keys, and how many there are with a sum
/// of all bytes.
private enum PartForm {
  static let magic = Array("sporlos part 1\n\0".utf8)
  /// The magic bytes and the number of the backfill.
  static let headSize = 24
  static let tailSize = 16
}

/// Writes records, in the order of their keys, to a file of partial counts.
struct PartWriter {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []
  private var sum = ByteSum()
  private var count: UInt64 = 0

  /// A multiple of eight, so that the sum does not depend on where one buffer ends.
  private static let room = 1 << 20

  /// - Parameter backfill: Which one the counts belong to.
  init(_ descriptor: Int32, path: String, backfill: UInt64) {
    (self.descriptor, self.path) = (descriptor, path)
    buffer.reserveCapacity(PartWriter.room + (1 << 16))
    buffer += PartForm.magic
    append(backfill)
  }

  mutating func add(_ key: PartialKey, _ value: ArraySlice<UInt8>) throws(PartError) {
    append(key.section)
    append(key.first)
    append(key.second)
    append(UInt64(value.count), bytes: 4)
    buffer += value
    count += 1
    if buffer.count >= PartWriter.room { try flush(buffer.count & ~7) }
  }

  /// Writes what is left, and the end.
  mutating func finish() throws(PartError) {
    append(count)
    // With the number of records, since the sum is of all that stands before it.
    let whole = buffer
    try flush(whole.count)
    append(sum.value)
    try write(buffer.count)
  }

  private mutating func append(_ value: UInt64, bytes: Int = 8) {
    for shift in 0..<bytes { buffer.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
  }

  private mutating func flush(_ size: Int) throws(PartError) {
    // SAFETY: the prefix is as long as said.
    unsafe buffer.withUnsafeBytes { unsafe sum.add(UnsafeRawBufferPointer(rebasing: $0[..<size])) }
    try write(size)
  }

  private mutating func write(_ size: Int) throws(PartError) {
    var done = 0
    while done < size {
      // SAFETY: `done` is below the size, which is that of the buffer at most.
      let count = unsafe buffer.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress! + done, size - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .write(path: path, errno: errno) }
      done += count
    }
    buffer.removeFirst(size)
  }
}

/// A file of partial counts, read from a mapping of it: what was read can leave memory again.
@safe
final class PartFile {
  let path: String
  private let base: UnsafeRawPointer
  private let size: Int
  /// Which backfill it belongs to.
  let backfill: UInt64

  /// Opens files that belong together, and looks at all of their bytes.
  ///
  /// - Parameter backfill: Which one they belong to; that of the first unless given.
  static func open(_ paths: [String], of backfill: UInt64? = nil) throws(PartError) -> [PartFile] {
    var files: [PartFile] = []
    for path in paths {
      let file = try PartFile(path: path)
      guard file.backfill == backfill ?? files.first?.backfill ?? file.backfill else {
        throw .otherBackfill(path: path)
      }
      files.append(file)
    }
    return files
  }

  /// Opens a file, and looks at all of its bytes.
  ///
  /// - Complexity: O(*n*).
  convenience init(path: String) throws(PartError) {
    // SAFETY: the path lives for the call.
    let descriptor = path.withFileName { unsafe Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw .read(path: path, errno: errno) }
    defer { close(descriptor) }
    try self.init(descriptor, path: path)
    guard isWhole else { throw .damaged(path: path) }
  }

  /// A file that this process has written. The descriptor may be closed then.
  init(_ descriptor: Int32, path: String) throws(PartError) {
    guard let status = FileStatus(descriptor: descriptor) else {
      throw .read(path: path, errno: errno)
    }
    guard status.isRegular, status.size >= PartForm.headSize + PartForm.tailSize else {
      throw .noPart(path: path)
    }
    size = Int(status.size)
    // SAFETY: the mapping is of the whole file, for reading, until `deinit`.
    guard
      let base = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe base != MAP_FAILED
    else { throw .read(path: path, errno: errno) }
    unsafe madvise(base, size, MADV_SEQUENTIAL)
    // SAFETY: the head is within the file.
    unsafe self.base = UnsafeRawPointer(base)
    self.path = path
    let magic = PartForm.magic
    let head = unsafe UnsafeRawBufferPointer(start: self.base, count: magic.count)
    let isPart = unsafe head.elementsEqual(magic)
    backfill = UInt64(
      littleEndian: unsafe self.base.loadUnaligned(fromByteOffset: magic.count, as: UInt64.self))
    guard isPart else { throw .noPart(path: path) }
  }

  deinit {
    // SAFETY: made by `init`, and nobody has a pointer into it any more.
    unsafe munmap(UnsafeMutableRawPointer(mutating: base), size)
  }

  private var isWhole: Bool {
    var sum = ByteSum()
    // SAFETY: all but the sum itself, which is within the file.
    unsafe sum.add(UnsafeRawBufferPointer(start: base, count: size - 8))
    return sum.value == word(at: size - 8)
  }

  private func word(at offset: Int) -> UInt64 {
    // SAFETY: whoever asks stays within the file.
    UInt64(littleEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// A place between two records.
  struct Cursor {
    fileprivate let file: PartFile
    /// Where the record after it begins.
    fileprivate(set) var offset: Int
    /// The key of the record before it.
    private(set) var key = PartialKey(0, 0)
    private var value = 0..<0

    fileprivate init(_ file: PartFile, at offset: Int) { (self.file, self.offset) = (file, offset) }

    /// Goes behind the next record.
    ///
    /// - Returns: Whether there was one.
    mutating func advance() throws(PartError) -> Bool {
      let end = file.size - PartForm.tailSize
      guard offset < end else {
        guard offset == end else { throw .damaged(path: file.path) }
        return false
      }
      let head = PartialKey.size + 4
      guard end - offset >= head else { throw .damaged(path: file.path) }
      let next = PartialKey(
        file.word(at: offset), file.word(at: offset + 8), file.word(at: offset + 16))
      // SAFETY: four bytes that end where the head does.
      let count = Int(
        UInt32(
          littleEndian: unsafe file.base.loadUnaligned(
            fromByteOffset: offset + PartialKey.size, as: UInt32.self)))
      guard count <= end - offset - head, key < next else { throw .damaged(path: file.path) }
      key = next
      value = (offset + head)..<(offset + head + count)
      offset = value.upperBound
      return true
    }

    /// The value of the record before it.
    var bytes: [UInt8] {
      // SAFETY: `advance` has seen that it is within the file.
      unsafe Array(UnsafeRawBufferPointer(start: file.base + value.lowerBound, count: value.count))
    }
  }

  /// The place before the first record.
  var start: Cursor { Cursor(self, at: PartForm.headSize) }
  /// A place that was seen before.
  func cursor(at offset: Int) -> Cursor { Cursor(self, at: offset) }
}
