internal import Traffic

/// Which requests are answered, by the name that they are for and the way that they came.
public struct AccessRule: Sendable {
  /// Names that everybody may ask for, however they come.
  public var publicHosts: Set<String>
  /// Names that are for whoever has signed in.
  public var memberHosts: Set<String>

  public init(publicHosts: Set<String> = [], memberHosts: Set<String> = []) {
    self.publicHosts = publicHosts
    self.memberHosts = memberHosts
  }

  enum Verdict: Hashable {
    /// Anybody may have the answer.
    case open
    /// Whoever has signed in.
    case members
    /// Nobody: why, in a sentence.
    case refused(status: Int, code: String, sentence: String)
  }

  /// What is done with a request.
  func verdict(on host: Host, isForwarded: Bool) -> Verdict {
    if memberHosts.contains(host.name) { return .members }
    if publicHosts.contains(host.name) { return .open }
    guard host.isLoopback else {
      return .refused(
        status: 421, code: "foreign_host",
        sentence: "this server is not for the host \(QuotedText.quoted(host.name)): start it with "
          + "--public for a host that everyone may read, or with --members for one that requires sign-in"
      )
    }
    guard !isForwarded else {
      return .refused(
        status: 403, code: "forwarded",
        sentence:
          "the request was passed on by a proxy under the name of this machine: have the proxy send "
          + "the Host that it was asked for, and start the server with --public or --members for that name"
      )
    }
    // A proxy may send this machine's name and nothing that says so: what is for members is so by every name.
    return memberHosts.isEmpty ? .open : .members
  }
}
