internal import CProcess
internal import Glibc

/// The signals of programs that stand between a server and its log: a service manager or logrotate may send them
/// as soon as there is a process, and what they do by themselves would end it, lines and all.
enum EarlySignals {
  /// Has them wait from the first moment on, where the command will take them once it runs.
  ///
  /// - Parameter arguments: The words of the command line.
  static func hold(for arguments: [String]) {
    let options = arguments.prefix { $0 != "--" }
    switch options.first {
    case "follow", "scrub": break
    case "collect" where options.contains("--follow"): break
    default: return
    }
    // Whoever takes them opens another descriptor, at which they are, too.
    let descriptor = process_hold_signals()
    if descriptor >= 0 { close(descriptor) }
  }

  /// Lets them do what they always do: nobody is going to take them.
  static func release() { process_release_signals(process_hold_signals()) }
}
