internal import AccessLog
internal import Collecting
internal import Traffic
internal import TrafficStore

extension InputError {
  /// What is wrong with a source, by the path the user typed, and what to do about it.
  ///
  /// - Parameters:
  ///   - command: The command that reads it.
  ///   - done: What the command does with lines.
  ///   - isDamaged: Whether a compressed file without its end has not grown since an earlier run.
  func sentence(
    path: String, command: String = "collect", done: String = "counted", isDamaged: Bool = false
  ) -> String {
    let source = path == "-" ? "standard input" : QuotedText.quoted(path)
    let before =
      offset > 0
      ? "after \(offset) bytes of log; complete lines before that were \(done)"
      : "at its beginning; nothing was \(done)"
    switch code {
    case .cannotOpen:
      return "cannot open \(source)\(systemTrouble(errno))"
    case .isDirectory:
      return
        "\(source) is a folder: name the logs in it, as in \(QuotedText.quoted(path + "/*.log"))"
    case .isDatabase:
      return "\(source) is a file of the database itself, not a log: leave it out"
    case .terminal:
      return
        "\(source) is a terminal, not a log: name a file, or pipe a log into this, as in "
        + "cat access.log | sporlos \(command) -"
    case .device:
      return "\(source) is a device, not a log: name a file, a pipe or - for standard input"
    case .socket:
      return "\(source) is a socket, which cannot be read as a log: "
        + "name the file that the server writes, or see sporlos collect --help for syslog"
    case .ownOutput:
      return "\(source) is where this command writes its own output, not a log: "
        + "let the server write to a file instead of /dev/stdout, or pipe its output into this"
    case .othersOutput:
      return
        "\(source) is another process's output pipe, and reading it would take the output away "
        + "from its reader: let the server write to a file, or pipe its output into this"
    case .noWriter(let seconds):
      return "no program opened the pipe \(source) for writing within \(seconds) s, "
        + "and nothing was \(done): start the program that writes to it"
        + (command == "collect" ? ", or wait longer with --wait" : "")
    case .cannotRead:
      return "cannot read \(source)\(systemCause(errno)), \(before)"
    case .truncated where isDamaged:
      return
        "\(source) is a damaged compressed file: its end is missing, and it has not grown since the "
        + "last run. Its complete lines were \(done); the rest is lost unless you have the complete file"
    case .truncated:
      return "\(source) is a truncated compressed file, \(before): "
        + "run this again when the file is complete"
    case .corrupt:
      return "\(source) is a damaged compressed file, \(before)"
    case .archiveTruncated where isDamaged:
      return
        "\(source) is a damaged archive: its end is missing, and it has not grown since the last run. "
        + "The complete lines in it were \(done); the rest is lost unless you have the complete archive"
    case .archiveTruncated:
      return "\(source) is a truncated archive, \(before): "
        + "run this again when the archive is complete"
    case .archiveCorrupt:
      return "\(source) is a damaged archive, \(before)"
    case .archive:
      return "\(source) is a tar archive, which cannot be read here, and none of it was \(done): "
        + "extract it, as in tar -xf FILE, and name the logs in it"
    case .sparse:
      return "\(source) is stored as a sparse file in its archive, and none of it was \(done): "
        + "extract the archive and name the log, or make archives without --sparse"
    case .windowTooLarge:
      return
        "\(source) was compressed by zstd with a window of more than 32 MiB (--long), and none of it "
        + "was \(done): decompress it into a pipe, as in zstd -dc --long=31 FILE | sporlos \(command) -"
    case .dictionaryTooLarge:
      return
        "\(source) was compressed by xz with a dictionary that takes more than 80 MiB of memory, "
        + "\(before): decompress it into a pipe, as in xz -dc FILE | sporlos \(command) -"
    case .foreignPacking(let packing):
      let decompression =
        switch packing {
        case .zip: "unzip -p"
        }
      return
        "\(source) is compressed by \(packing.rawValue), which is not supported, and none of it was "
        + "\(done): decompress it into a pipe, as in \(decompression) FILE | sporlos \(command) -"
    case .unknownFormat:
      return "the format of \(source) was not recognised, and none of it was \(done): "
        + "run `sporlos check` on it to see why, or give the server's format string, or a name from "
        + "`sporlos formats`, with --format"
    case .differs:
      return "\(source) begins like a log that was counted, but continues differently, "
        + "and none of it was \(done): save it as a file and name that"
    }
  }
  /// What to say of a compressed file or an archive without its end that was not there before.
  static func unfinishedSentence(path: String, isArchive: Bool = false) -> String {
    let source = path == "-" ? "standard input" : QuotedText.quoted(path)
    return
      "\(source) is \(isArchive ? "an archive" : "a compressed file") whose end is missing, and none of it was counted. If it is "
      + "still being written, run this again when it is complete; if it has not grown by the next run, its "
      + "complete lines are counted then"
  }
}

extension PlaceError {
  /// What is wrong, for the user of this source.
  func sentence(path: String, command: String) -> String {
    switch self {
    case .input(let error): error.sentence(path: path, command: command)
    case .store(let error): error.sentence
    }
  }
}
