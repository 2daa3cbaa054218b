internal import Collecting
internal import Glibc
internal import Traffic

extension CommandFailure {
  /// Why nothing, or no more, is scrubbed, and what to do about it.
  init(_ error: ScrubError) {
    switch error {
    case .inputIsOutput(let path):
      let name = path == "-" ? "standard input" : QuotedText.quoted(path)
      self.init(
        sentence: "\(name) is both input and output: name another file with -o",
        isUsage: true)
    case .noReader(let path):
      self.init(
        "cannot write to \(QuotedText.quoted(path)), which has no reader and "
          + "is not a regular file: start its reader first, or name a file")
    case .cannotOpen(let path, let code):
      self.init(
        "cannot write to \(QuotedText.quoted(path))"
          + systemTrouble(code, advice: "check the permissions of the file and its folder"))
    case .cannotWrite(let path, let code):
      let name = path.map(QuotedText.quoted) ?? "standard output"
      self.init(
        code == ENOSPC || code == EDQUOT
          ? "no space left for \(name): the last lines are not in it, "
            + "free some space and scrub the log again"
          : "cannot write to \(name)"
            + systemTrouble(code, then: "the last lines are not in it"))
    }
  }
}
