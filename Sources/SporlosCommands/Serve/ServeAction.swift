internal import Collecting
internal import Foundation
internal import Glibc
internal import Traffic

/// Becomes another program, which serves reports.
struct ServeAction {
  static let program = "sporlos-serve"

  var arguments: [String]

  /// What shows the help that `sporlos help serve user` asks for, of a command that only the server has; `nil` for
  /// any other command line.
  static func helping(_ words: [String]) -> ServeAction? {
    guard words.count > 2, words.prefix(2) == ["help", "serve"] else { return nil }
    return ServeAction(arguments: words.dropFirst(2) + ["--help"])
  }

  /// - Throws: ``CommandFailure`` where there is no such program; else this one is no more.
  func run() throws(CommandFailure) {
    let path = candidates.first { path in
      // SAFETY: the path is lent for the call.
      path.withFileName { unsafe access($0, X_OK) } == 0
    }
    guard let path else {
      throw CommandFailure(
        "there is no \(ServeAction.program) next to this program or in PATH: build it with "
          + "`swift build -c release --package-path Sources/Serve --product \(ServeAction.program)` and put it there"
      )
    }
    try become(path)
  }

  /// Where the program may be: beside this one first, so that both are of one release.
  private var candidates: [String] {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folders = (Terminal.variable("PATH") ?? "").split(separator: ":").map(String.init)
    // What is in the working folder is started by its path only.
    let named = [FolderListing.split(own).folder] + folders.filter { $0.hasPrefix("/") }
    return named.map { $0 + "/" + ServeAction.program }
  }

  private func become(_ path: String) throws(CommandFailure) {
    // SAFETY: each copy is the program's that this one becomes, or freed below.
    var words = unsafe ([ServeAction.program] + arguments).map { word in
      word.withFileName { unsafe strdup($0) }
    }
    unsafe words.append(nil)
    // SAFETY: the words end in `nil`, and each in a zero.
    _ = path.withFileName { unsafe execv($0, words) }
    let number = errno
    // SAFETY: each was copied above.
    for index in unsafe words.indices { unsafe free(words[index]) }
    throw CommandFailure("cannot start \(QuotedText.quoted(path))\(systemCause(number))")
  }
}
