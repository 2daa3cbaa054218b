internal import Glibc
internal import Traffic

/// Rings when files may have changed: Linux's inotify(7).
///
/// It is an alarm clock only: what has changed is looked up in the files themselves, and they are
/// looked at from time to time anyway, since file systems over a network ring for nothing.
final class FileWatcher {
  /// Ready to be read when it rings; -1 where there is no such thing.
  let descriptor: Int32

  init() { descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC)) }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Rings, once, at the next change of a file's content.
  func watch(file path: String) {
    guard descriptor >= 0 else { return }
    _ = path.withFileName {
      unsafe inotify_add_watch(descriptor, $0, UInt32(IN_MODIFY) | UInt32(IN_ONESHOT))
    }
  }

  /// Rings whenever a file comes to the folder or goes.
  func watch(folder path: String) {
    guard descriptor >= 0 else { return }
    let events = IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
    // To watch what is watched already changes nothing; a folder that was made anew is another.
    _ = path.withFileName {
      unsafe inotify_add_watch(descriptor, $0, UInt32(events) | UInt32(IN_ONLYDIR))
    }
  }

  /// Stops the ringing.
  func clear() {
    guard descriptor >= 0 else { return }
    unsafe withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
      // SAFETY: the buffer is as long as said; the events in it are not looked at.
      while unsafe read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}
