internal import AccessLog
internal import Counting
internal import FileSystem
internal import Glibc
internal import Traffic

/// The counts of a backfill until all logs are read: on the disk, in files that nobody can open and that are gone when
/// the process ends, however it ends.
///
/// They have no name that could be read without a secret that is in memory only, nor visitors without their keys.
final class BackfillSpool {
  private let folder: String
  private let names: BackfillNames
  private let backfill: UInt64
  /// Sorted files, by how many times they were put together.
  private var levels: [[PartFile]] = []

  /// So many files are put together into one.
  private static let most = 16

  /// - Parameter folder: Where the files lie, as long as there are any.
  init(in folder: String, names: BackfillNames, backfill: UInt64) {
    (self.folder, self.names, self.backfill) = (folder, names, backfill)
  }

  /// Adds logs that were counted.
  func add(_ sources: [Checkpoint]) throws(PartError) {
    var batch = PartialBatch()
    for source in sources {
      let (key, value) = PartialSource.record(of: source)
      batch.add(key) { $0 += value }
    }
    try add(&batch)
  }

  /// Adds a batch.
  func add(_ rollup: Rollup, _ visitors: BatchVisitors) throws(PartError) {
    var batch = PartialBatch(rollup, visitors, names: names)
    try add(&batch)
  }

  private func add(_ batch: inout PartialBatch) throws(PartError) {
    names.addSealer(to: &batch)
    try add(
      try BackfillSpool.write(in: folder, backfill) { writer throws(PartError) in
        try batch.sorted { key, value throws(PartError) in try writer.add(key, value) }
      }, at: 0)
  }

  private func add(_ file: PartFile, at level: Int) throws(PartError) {
    if levels.count == level { levels.append([]) }
    levels[level].append(file)
    guard levels[level].count == BackfillSpool.most else { return }
    let whole = try BackfillSpool.joined(levels[level], in: folder)
    levels[level] = []
    try add(whole, at: level + 1)
  }

  /// All that was added, as one file.
  func whole() throws(PartError) -> PartFile {
    let files = levels.flatMap { $0 }
    levels = []
    return try BackfillSpool.joined(files, in: folder)
  }

  /// Several files as one that has no name.
  static func joined(_ files: [PartFile], in folder: String) throws(PartError) -> PartFile {
    if files.count == 1 { return files[0] }
    return try write(in: folder, files.first?.backfill ?? 0) { writer throws(PartError) in
      try PartMerge.copy(files, to: &writer, path: folder)
    }
  }

  /// Writes a file that has no name any more once it is there.
  private static func write(
    in folder: String, _ backfill: UInt64, _ body: (inout PartWriter) throws(PartError) -> Void
  ) throws(PartError) -> PartFile {
    let path = folder + "/" + BackfillSpool.name
    let descriptor = NewFile.replace(path, O_RDWR)
    guard descriptor >= 0 else { throw .write(path: folder, errno: errno) }
    defer { close(descriptor) }
    // SAFETY: the path lives for the call.
    _ = path.withFileName { unsafe unlink($0) }
    var writer = PartWriter(descriptor, path: folder, backfill: backfill)
    try body(&writer)
    try writer.finish()
    return try PartFile(descriptor, path: folder)
  }

  /// What a file is called for the moment in which it has a name.
  static let name = "backfill.new"
}
