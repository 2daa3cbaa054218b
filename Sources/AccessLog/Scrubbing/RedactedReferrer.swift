internal import Traffic

/// What is known of a referrer, and how it is written so that the same is known of it again.
struct RedactedReferrer {
  /// What it counts as, for the site of the hit.
  let host: ReferrerHost
  /// What it would count as for a site that nobody has named, with no own hosts: its redacted host.
  let nameless: ReferrerHost
  let scheme: WebScheme

  /// A site without hosts of its own.
  static let nobody = Referrer(ownHosts: [])

  /// The referrer as `scheme://host/`, or a literal where there is no host to name.
  ///
  /// What is written is read back, as the hit's own site would and as any other. Own hosts keep their
  /// names, so that they are internal for whom they are; those whose names may not be kept become a
  /// reference without a host, which is internal for all.
  func text(own: Referrer, site: SiteName) -> String {
    for text in ways {
      let field = Array(text.utf8)[...]
      if own.host(of: field, site: site) == host,
        RedactedReferrer.nobody.host(of: field, site: .unnamed) == nameless
      {
        return text
      }
    }
    return host == .internal ? "/" : host == .direct ? "-" : "invalid"
  }

  private var ways: [String] {
    switch nameless {
    case .direct: return ["-"]
    case .internal: return ["/"]
    case .app: return ["app:"]
    case .invalid: return ["invalid"]
    case .address: return ["\(scheme)://0.0.0.0/"]
    case .spam: return ["\(scheme)://\(ReferrerHost.spamSample)/"]
    // Any of these may be a host of the site's own.
    case .local: return ["localhost", "a.local", "a.lan", "a.home"].map { "\(scheme)://\($0)/" }
    default:
      if nameless.text.hasPrefix(ReferrerHost.androidScheme) { return [nameless.text + "/"] }
      let host = HostRedaction.sample(of: nameless.text)
      // One `www.` is dropped when it is read.
      return ["\(scheme)://\(host)/", "\(scheme)://www.\(host)/"]
    }
  }
}

extension HostRedaction {
  /// A host that becomes this one when it is read.
  static func sample(of redacted: String) -> String {
    redacted.split(separator: ".", omittingEmptySubsequences: false)
      .map { samples[$0] ?? String($0) }.joined(separator: ".")
  }

  /// Labels that become placeholders, which are no labels themselves: the same few for all hosts, so
  /// that they stand for nobody. Each has a letter, as a last label must.
  private static let samples: [Substring: String] = [
    ":id": "x-00000",
    ":ip": "x-0-0-0-0",
    ":uuid": "00000000-0000-4000-8000-00000000000a",
    ":token": "0a0a0a0a0a0a0a0a",
    ":phone": "x-0000-0000",
    ":card": "x-0000000000000",
    ":email": "x-at-x-dot-no",
  ]
}
