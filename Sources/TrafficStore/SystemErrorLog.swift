import CSQLite
import GRDB
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's error behind SQLite's last one, as SQLite's own log has it (SQLite, "The Error And Warning
/// Log").
///
/// A result code does not say that a disk is full, or that no file descriptors are left: either is one
/// of many that mean "disk I/O error" or "unable to open". `sqlite3_system_errno` says it, but of a
/// connection, and one that could not be opened is gone by the time its error arrives.
enum SystemErrorLog {
  private static let last = Mutex<Int32>(0)

  /// Has SQLite log its errors here, and not count its memory: both are settings for before the first connection is
  /// opened.
  private static let isOn: Bool = {
    // Where a connection is open already, it goes on counting.
    _ = sqlite_leave_memory_uncounted()
    // SAFETY: set once, before SQLite is, and never changed.
    unsafe Database.logError = { code, message in
      let current = errno
      guard [.SQLITE_IOERR, .SQLITE_CANTOPEN].contains(code.primaryResultCode) else { return }
      let logged = number(in: message)
      last.withLock { if logged != nil || $0 == 0 { $0 = logged ?? current } }
    }
    return true
  }()

  /// Forgets what was before.
  static func begin() { if isOn { last.withLock { $0 = 0 } } }

  /// The system's error number since the beginning; `nil` where there was none.
  static var number: Int32? { last.withLock { $0 == 0 ? nil : $0 } }

  /// The number in a message about a call to the system, as in
  /// `os_unix.c:44506: (24) open(traffic.sqlite-wal) - Too many open files`.
  static func number(in message: String) -> Int32? {
    guard message.hasPrefix("os_unix.c:"), let start = message.firstIndex(of: "("),
      let end = message[start...].firstIndex(of: ")")
    else { return nil }
    return Int32(message[message.index(after: start)..<end])
  }
}
