internal import CProcess
internal import Traffic

/// Folders that are gone after a restart, since no disk ever had them.
enum MemoryFolder {
  /// Whether a folder lies on a file system that is memory; `nil` where nobody knows, or it is not there.
  static func isInMemory(_ path: String) -> Bool? {
    // SAFETY: the path lives for the call.
    switch path.withFileName({ unsafe process_is_in_memory($0) }) {
    case 0: false
    case 1: true
    default: nil
    }
  }
}
