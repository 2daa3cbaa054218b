internal import CProcess
internal import Glibc

/// The manager that started this process as a service, if one did: systemd, or another that
/// speaks its protocol (sd_notify(3)).
struct ServiceManager {
  private let socket: String?
  /// How often to say that all is well; `nil` where nobody wants to know.
  let watchdog: Duration?

  init() {
    socket = Terminal.variable("NOTIFY_SOCKET")
    let isForUs =
      Terminal.variable("WATCHDOG_PID").map { Int32($0) == getpid() } ?? true
    watchdog =
      isForUs
      ? Terminal.variable("WATCHDOG_USEC").flatMap { Int64($0) }.map { .microseconds($0) / 3 }
      : nil
  }

  /// All is set up, and logs are being read.
  func ready(_ status: String) { notify("READY=1\nSTATUS=\(status)") }

  /// What is done at the moment, for `systemctl status`.
  func status(_ text: String) { notify("STATUS=\(text)") }

  func alive() {
    if watchdog != nil { notify("WATCHDOG=1") }
  }

  func reloading() {
    notify("RELOADING=1\nMONOTONIC_USEC=\(process_monotonic_clock())")
  }

  func stopping() { notify("STOPPING=1") }

  private func notify(_ text: String) {
    // A manager that does not listen is no reason not to count.
    if let socket { _ = unsafe process_notify(socket, text) }
  }
}
