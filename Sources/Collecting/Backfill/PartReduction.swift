internal import Counting
internal import FileSystem
internal import Glibc
internal import Traffic

/// Makes one file of partial counts of several.
package struct PartReduction {
  private let files: [PartFile]

  /// Opens the files and looks whether they belong together.
  package init(_ paths: [String]) throws(PartError) {
    files = try PartFile.open(paths)
    // A log that is in two of them is found out now, and not when all is done.
    _ = try PartSources(files)
  }

  /// Writes the file: as a whole or, as before, not at all.
  ///
  /// - Complexity: O(*n* log *k*) for *n* records of *k* files; memory for one record of each.
  package func write(to path: String) throws(PartError) {
    try PartReduction.write(files, to: path)
  }

  static func write(_ files: [PartFile], to path: String) throws(PartError) {
    // Of a name of its own: another process may be at the same part, on another machine, too.
    let temporary =
      path + "." + String(UInt64.random(in: 0...(.max)), radix: 16) + StateFile.unfinished
    let descriptor = NewFile.replace(temporary)
    guard descriptor >= 0 else { throw .write(path: path, errno: errno) }
    do throws(PartError) {
      defer { close(descriptor) }
      var writer = PartWriter(descriptor, path: path, backfill: files.first?.backfill ?? 0)
      try PartMerge.copy(files, to: &writer, path: path)
      try writer.finish()
      guard fsync(descriptor) == 0 else { throw .write(path: path, errno: errno) }
    } catch {
      // SAFETY: the path lives for the call.
      _ = temporary.withFileName { unsafe unlink($0) }
      throw error
    }
    // SAFETY: both paths live for the call.
    guard temporary.withFileName(and: path, { unsafe rename($0, $1) }) == 0 else {
      throw .write(path: path, errno: errno)
    }
  }
}
