internal import FileSystem

/// A file in an archive, as long as the archive has not been read beyond it.
struct ArchiveMember {
  private let archive: TarArchive
  /// Its place among the archive's files, from 1.
  let number: Int
  /// Bytes of it.
  let size: Int64

  init(_ archive: TarArchive, size: Int64) {
    self.archive = archive
    self.size = size
    number = archive.count
  }

  /// What the file system says of the archive, with the member's size.
  var status: FileStatus {
    var status = archive.input.status
    status.size = size
    return status
  }

  /// Reads more of it.
  ///
  /// - Returns: How many bytes; 0 at its end.
  func read(into output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard archive.count == number else { throw InputError(.cannotRead) }
    return try unsafe archive.read(into: output)
  }

  /// The same file from its beginning, in an archive of its own.
  ///
  /// - Complexity: O(*n*) in the bytes before it, unless the archive is plain.
  func reopened() throws(InputError) -> ArchiveMember {
    ArchiveMember(try archive.reopened(at: number), size: size)
  }
}
