import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension StoreError: CustomStringConvertible {
  /// What is wrong, with which file, and what to do about it.
  public var sentence: String {
    let file = QuotedText.quoted(path)
    switch code {
    case .missing:
      return "there is no database \(file): name the one that `sporlos collect` wrote with --db"
    case .cannotOpen:
      return "cannot open the database \(file)\(cause): "
        + "check the path, and the permissions of the file and its folder"
    case .foreign:
      return "\(file) is not a database of Sporløs and was not changed: name another file"
    case .withoutLog:
      return "\(file) was copied while the database was in use, and is empty: "
        + "everything was in the -wal file next to it. Copy a database with `sporlos backup`"
    case .newerSchema(let version, let known):
      return "the database \(file) was made by a newer Sporløs (its schema is version \(version), "
        + "this program knows \(known)): update this program"
    case .olderSchema:
      return "the database \(file) was made by a trial version before the first release, "
        + "and has every page's name: collect the logs into a new one"
    case .nothingPublished:
      return "nothing is published in \(file): count a log with `sporlos collect` first"
    case .earlierPublished:
      return "an earlier release wrote \(file): bring it up to date with `sporlos publish` first"
    case .earlierDatabase:
      return "an earlier release wrote the database \(file): bring it up to date with "
        + "`sporlos publish` or `sporlos collect` first"
    case .publishedElsewhere:
      return "\(file) has what another database has published, and was left as it is: "
        + "publish to another file, or delete this one first"
    case .busy:
      return "the database \(file) is locked by another process: "
        + "nothing was changed, try again when it has finished"
    case .full:
      return "no space left on the disk of \(file): nothing was changed, "
        + "free some space and run this again"
    case .noDescriptors:
      return "cannot open the database \(file): no file descriptors left: "
        + "raise the limit (ulimit -n, LimitNOFILE=)"
    case .notFile:
      return "\(file) is not a regular file, but a pipe, a socket or a device: "
        + "name the file of a database"
    case .readOnly:
      return "the database \(file) cannot be written to: "
        + "check the permissions of the file and of its folder"
    case .corrupt:
      return "the database \(file) is damaged\(cause): restore it from a backup, "
        + "or move it away and count the logs again"
    case .inputOutput:
      return "the disk failed while using the database \(file)\(cause): nothing was changed"
    case .countedMeanwhile:
      return "another process counted one of the same logs into \(file) meanwhile: "
        + "nothing was counted twice, run this again"
    case .tooManyPages:
      return
        "the database \(file) has no room for more pages than \(PageKey.pages.upperBound - 1): "
        + "nothing was changed, count into a new database"
    case .hourOutOfRange:
      return "a log has a time that cannot be stored: "
        + "nothing was added to \(file), check the server's clock"
    case .notPacked(let isFull):
      return "what is too old was deleted from \(file), but the file could not be compacted"
        + (isFull
          ? ", because there is no space left on the disk: nothing is lost, "
            + "free as much space as the file takes and run this again"
          : errno == EMFILE
            ? ": no file descriptors left: nothing is lost, "
              + "raise the limit (ulimit -n, LimitNOFILE=) and run this again"
            : "\(cause): nothing is lost, run this again")
    case .stillRead:
      return "what is too old was deleted from \(file), but another process is reading it: "
        + "some of it stays in the -wal file until that ends; then run this again"
    case .refused:
      return "the database \(file) refused the work\(cause): nothing was changed"
    }
  }

  public var description: String { sentence }

  /// What to say of a database that may lack counts.
  public static func lackingCounts(path: String) -> String {
    "the database \(QuotedText.quoted(path)) may lack the newest counts: it was copied while "
      + "in use without its -wal file, or that file was lost. Copy a database with `sporlos backup`"
  }

  /// The system's or SQLite's word for it, in parentheses.
  private var cause: String {
    if let errno { return " (\(systemMessage(errno)))" }
    if let resultCode { return " (SQLite error \(resultCode))" }
    return ""
  }
}

/// The system's message for an error number.
private func systemMessage(_ number: Int32) -> String {
  // SAFETY: strerror returns a string that ends in NUL and stays valid until the next call on this
  // thread; it is copied at once.
  unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
}
