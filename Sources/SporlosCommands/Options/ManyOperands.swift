internal import Synchronization

/// Command lines with very many files, as a shell makes them of `*.log`.
///
/// The argument parser takes a time that grows with the square of the files: minutes for 100,000. So a
/// long run of them is handed to it as one word that no command line can have, and put back where the
/// files are used.
enum ManyOperands {
  /// Runs that were taken out of the command line.
  private static let runs = Mutex<[ArraySlice<String>]>([])
  /// Fewer than this in a row are left as they are.
  private static let minRun = 256
  /// No argument of a process has a zero in it.
  private static let sign: Character = "\0"

  /// The command line with a word for each long run of files.
  ///
  /// The first word of a run may be the value of an option before it, so it stays.
  static func folded(_ arguments: [String]) -> [String] {
    var folded: [String] = []
    var index = 0
    while index < arguments.count {
      let run = arguments[index...].prefix { !$0.hasPrefix("-") }
      folded += run.count < minRun ? run : run.prefix(1) + [keep(run.dropFirst())]
      index += run.count
      if index < arguments.count {
        folded.append(arguments[index])
        index += 1
      }
    }
    return folded
  }

  private static func keep(_ run: ArraySlice<String>) -> String {
    runs.withLock { runs in
      runs.append(run)
      return "\(sign)\(runs.count - 1)"
    }
  }

  /// The files of a command line, those that were taken out of it in their places.
  static func unfolded(_ files: [String]) -> [String] {
    runs.withLock { runs in
      files.flatMap { file in
        guard file.first == sign, let number = Int(file.dropFirst()) else { return [file][...] }
        return runs[number]
      }
    }
  }
}
