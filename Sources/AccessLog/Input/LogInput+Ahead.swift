internal import FileSystem
internal import Glibc

// What is looked at before it is read, and what is passed over without being read.

extension LogInput {
  /// Whether the source is a tar archive. What is looked at is read afterwards.
  ///
  /// - Parameter wait: Called before a read that may have to wait; `false` makes it none.
  func isArchive(wait: (Int32) -> Bool) -> Bool {
    while true {
      let known = isCompressed ? Array(ahead) : unsafe Array(packed[available])
      guard unsafe known.withUnsafeBytes({ unsafe TarHeader.mayBegin($0) }) else { return false }
      if known.count >= TarHeader.length {
        return TarHeader(Array(known.prefix(TarHeader.length))) != nil
      }
      guard isCompressed || status.isRegular || isMember || wait(descriptor) else { return false }
      do throws(InputError) {
        guard try lookAhead() else { return false }
      } catch {
        failureAhead = error
        return false
      }
    }
  }

  /// Reads a little more without taking it; `false` at the end of the source.
  private func lookAhead() throws(InputError) -> Bool {
    guard let decoder else { return try fill() }
    var room = [UInt8](repeating: 0, count: TarHeader.length)
    let result = unsafe room.withUnsafeMutableBytes { room in
      Result { () throws(InputError) -> Int in try unsafe decompress(by: decoder, into: room) }
    }
    let count = try result.get()
    ahead += room.prefix(count)
    return count > 0
  }

  /// Moves on without handing bytes out; `false` where there are not so many.
  func skip(_ count: Int64) throws(InputError) -> Bool {
    var left = count
    if isSeekable {
      let isThere = Int64(available.count) >= left
      let passed = Int(min(Int64(available.count), left))
      available = available.dropFirst(passed)
      left -= Int64(passed)
      guard !isThere, let now = FileStatus(descriptor: descriptor) else { return isThere }
      guard place + left <= now.size else { return false }
      try seek(to: bytesRead + left)
      return true
    }
    return try unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { room in
      Result { () throws(InputError) -> Bool in
        while left > 0 {
          let part = unsafe UnsafeMutableRawBufferPointer(
            rebasing: room[..<Int(min(left, Int64(room.count)))])
          let count = try unsafe read(into: part)
          if count == 0 { return false }
          left -= Int64(count)
        }
        return true
      }
    }.get()
  }
}
