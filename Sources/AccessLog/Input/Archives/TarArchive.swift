internal import FileSystem
internal import Traffic

/// A tar archive, plain or compressed, that is read once from its beginning to its end.
///
/// ustar, pax and GNU's own form are read; of members, only files are handed out. Memory is bounded.
final class TarArchive {
  let input: LogInput
  private let path: String
  /// How many files have been handed out.
  private(set) var count = 0
  /// Bytes of the member at hand that have not been read, and what it is filled up with.
  private(set) var left: Int64 = 0
  private var filling: Int64 = 0
  /// Bytes read of the archive.
  private var place: Int64 = 0
  /// Whether something was wrong that whoever reads a member has been told.
  private(set) var hasFailed = false

  /// The most bytes of an extended header, of which a name is the longest part.
  private static let maxExtension: Int64 = 1 << 20

  /// - Parameter path: Where it can be opened again.
  init(_ input: LogInput, path: String) {
    self.input = input
    self.path = path
  }

  /// What is handed out of an archive.
  struct Entry {
    var name: String
    var size: Int64
    /// Whether only parts of it are in the archive, with holes between them.
    var isSparse: Bool
  }

  /// The next file in it; `nil` at the end.
  func next() throws(InputError) -> Entry? {
    guard try skip(left + filling) else { throw failure(.archiveTruncated) }
    (left, filling) = (0, 0)
    var more = TarExtension()
    while let header = try nextHeader() {
      let size = more.size ?? header.size
      switch header.kind {
      case UInt8(ascii: "x"):
        guard more.read(try bytes(header.size)) else { throw failure(.archiveCorrupt) }
      case UInt8(ascii: "L"): more.name = try bytes(header.size).prefix { $0 != 0 } + []
      case UInt8(ascii: "S"):
        var isContinued = header.isContinued
        while isContinued { isContinued = try block()[504] != 0 }
        return entry(header, more, size: size, isSparse: true)
      // A file, one that lies in one piece, and kinds that are yet to come (POSIX).
      case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
        return entry(header, more, size: size, isSparse: more.isSparse)
      default:
        // What was said of a member is not said of the next one; a link's long name and what is said of
        // all members may come in between.
        let isBetween = header.kind == UInt8(ascii: "K") || header.kind == UInt8(ascii: "g")
        let skipped = isBetween ? header.size : size
        guard try skip((skipped + 511) / 512 * 512) else { throw failure(.archiveTruncated) }
        if !isBetween { more = TarExtension() }
      }
    }
    return nil
  }

  private func entry(
    _ header: TarHeader, _ more: TarExtension, size: Int64, isSparse: Bool
  ) -> Entry {
    count += 1
    left = size
    filling = (512 - size % 512) % 512
    return Entry(name: FileName.text(more.name ?? header.name), size: size, isSparse: isSparse)
  }

  /// Reads bytes of the member at hand.
  ///
  /// - Returns: How many; 0 at its end.
  func read(into output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard left > 0 else { return 0 }
    let room = unsafe UnsafeMutableRawBufferPointer(
      rebasing: output[..<Int(min(Int64(output.count), left))])
    let count = try unsafe input(room)
    guard count > 0 else { throw failure(.archiveTruncated) }
    left -= Int64(count)
    return count
  }

  /// The same archive, opened again and read up to the same member.
  func reopened(at member: Int) throws(InputError) -> TarArchive {
    let again = try LogInput(path: path)
    guard input.status.isRegular, again.status.identity == input.status.identity else {
      throw InputError(.differs)
    }
    let archive = TarArchive(again, path: path)
    while archive.count < member {
      guard try archive.next() != nil else { throw InputError(.differs) }
    }
    return archive
  }

  /// The next header, behind the zeros that end an archive where another one is glued to it; `nil` at the
  /// end.
  private func nextHeader() throws(InputError) -> TarHeader? {
    var hasEnded = false
    while true {
      var block = [UInt8](repeating: 0, count: TarHeader.length)
      let count = try fill(&block)
      if count == 0, hasEnded { return nil }
      guard count == TarHeader.length || hasEnded else { throw failure(.archiveTruncated) }
      if block.allSatisfy({ $0 == 0 }) {
        hasEnded = true
      } else if let header = TarHeader(block) {
        return header
      } else {
        throw failure(.archiveCorrupt)
      }
    }
  }

  /// The bytes of an extended header.
  private func bytes(_ size: Int64) throws(InputError) -> [UInt8] {
    guard size <= TarArchive.maxExtension else { throw failure(.archiveCorrupt) }
    var bytes = [UInt8](repeating: 0, count: Int((size + 511) / 512 * 512))
    guard try fill(&bytes) == bytes.count else { throw failure(.archiveTruncated) }
    return Array(bytes.prefix(Int(size)))
  }

  private func block() throws(InputError) -> [UInt8] {
    try bytes(Int64(TarHeader.length))
  }

  /// Fills an array as far as there are bytes, and says how far.
  private func fill(_ bytes: inout [UInt8]) throws(InputError) -> Int {
    var done = 0
    while done < bytes.count {
      let result = unsafe bytes.withUnsafeMutableBytes { room in
        Result { () throws(InputError) -> Int in
          try unsafe input(UnsafeMutableRawBufferPointer(rebasing: room[done...]))
        }
      }
      let count = try result.get()
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Moves on; `false` where the archive ends before that.
  private func skip(_ count: Int64) throws(InputError) -> Bool {
    place += count
    do throws(InputError) { return try input.skip(count) } catch { throw failure(of: error) }
  }

  private func input(_ room: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    do throws(InputError) {
      let count = try unsafe input.read(into: room)
      place += Int64(count)
      return count
    } catch { throw failure(of: error) }
  }

  private func failure(_ code: InputError.Code) -> InputError {
    hasFailed = true
    return InputError(code, offset: place)
  }

  /// What is wrong with an archive where something is with the file that it is in.
  private func failure(of error: InputError) -> InputError {
    switch error.code {
    case .truncated: return failure(.archiveTruncated)
    case .corrupt: return failure(.archiveCorrupt)
    default:
      hasFailed = true
      return InputError(error.code, errno: error.errno, offset: place)
    }
  }
}
