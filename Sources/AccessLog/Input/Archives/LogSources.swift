public import FileSystem

/// The logs of a source: the source itself, or if it is a tar archive, the files in it, one after another.
///
/// An archive is read once. Each log has to be read before the next one is asked for.
public final class LogSources {
  private let path: String
  /// What the file system said of the source when it was opened.
  public let status: FileStatus
  private var archive: TarArchive?
  /// The source, if it is no archive, until it is handed out.
  private var single: LogSource?

  /// Opens a source that may be an archive. Of a pipe, as many bytes are waited for as are needed to tell.
  ///
  /// - Parameter wait: Called before a read that may have to wait; returns `false` to read no more.
  public init(
    _ source: OpenedSource, path: String, wait: (Int32) -> Bool = { _ in true }
  ) throws(InputError) {
    self.path = path
    let input = try LogInput(source)
    status = input.status
    if input.isArchive(wait: wait) {
      archive = TarArchive(input, path: path)
    } else {
      single = LogSource(path: path, input: .success(input))
    }
  }

  /// Whether the source is an archive.
  public var isArchive: Bool { archive != nil }

  /// The next log; `nil` behind the last one.
  ///
  /// - Throws: ``InputError`` where an archive is damaged, unless reading a log in it has said so.
  public func next() throws(InputError) -> LogSource? {
    guard let archive else {
      defer { single = nil }
      return single
    }
    guard !archive.hasFailed, let entry = try archive.next() else { return nil }
    let member = ArchiveMember(archive, size: entry.size)
    return LogSource(
      path: path + ":" + entry.name,
      input: entry.isSparse
        ? .failure(InputError(.sparse))
        : Result { () throws(InputError) -> LogInput in
          let input = try LogInput(member)
          if input.isArchive(wait: { _ in true }) { throw InputError(.archive) }
          return input
        })
  }

  /// A keyed hash of an archive whose end is missing: it may be on its way still.
  ///
  /// - Complexity: O(*n*) in the archive, which is read once more; a pipe is not.
  public func cutShortContent(key: SourceKey) -> UInt64? {
    guard let archive, status.isRegular,
      let again = try? archive.reopened(at: 0)
    else { return nil }
    do throws(InputError) {
      while try again.next() != nil {}
      return nil
    } catch {
      guard error.code == .archiveTruncated else { return nil }
      // As long as it was, packed and unpacked, so that nobody has written to it.
      let facts = [status.size, error.offset]
      return unsafe facts.withUnsafeBytes { unsafe key.number($0, for: .beginning) }
    }
  }
}

/// One log of a source, opened.
public struct LogSource {
  /// What the log is called: an archive's is `logs.tar.gz:access.log`.
  public let path: String
  let input: Result<LogInput, InputError>
}
