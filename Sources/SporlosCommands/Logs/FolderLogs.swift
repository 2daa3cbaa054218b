internal import FileSystem

/// Folders of logs, as their owner names them to have all of their logs read.
enum FolderLogs {
  /// Paths with all files in the place of a folder: those of its folders, too, in the order of their names, and none
  /// whose name begins with a dot. A symbolic link to a folder is not followed, so that nothing is read in circles.
  ///
  /// - Complexity: O(*n* log *n*) in the files.
  static func unfolded(_ paths: [String]) -> [String] {
    paths.flatMap { path in
      FileStatus(path: path)?.kind == .folder ? files(in: path) : [path]
    }
  }

  private static func files(in folder: String) -> [String] {
    let place = folder.hasSuffix("/") ? folder : folder + "/"
    return Folder.names(in: folder).filter { !$0.hasPrefix(".") }.flatMap { name in
      let path = place + name
      switch FileStatus(path: path, follows: false)?.kind {
      case .folder: return files(in: path)
      case .link: return FileStatus(path: path)?.isRegular == true ? [path] : []
      case .file: return [path]
      default: return []
      }
    }
  }
}
