internal import CProcess
internal import Glibc

/// Keeps what is in this process's memory, lines of a log for a moment among it, out of core dumps,
/// debuggers and crash reports.
enum ProcessSecrecy {
  /// Signals at which Swift's runtime prints a report with registers and the memory they point to.
  private static let crashes = [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

  /// To be called before anything is read.
  static func begin() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    // SAFETY: the limit is a whole `rlimit` that lives for the call. A limit that cannot be lowered
    // does not exist.
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = process_make_undumpable()
    for signal in crashes { _ = Glibc.signal(signal, SIG_DFL) }
  }
}
