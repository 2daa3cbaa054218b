internal import Traffic

/// Takes a person's data out of the labels of a host: numbers of customers, sessions and lines that
/// providers and applications put into subdomains.
enum HostRedaction {
  /// The host under the name it is counted by.
  ///
  /// - Parameter host: A name that ``isName(_:)`` allows, in the case it was sent in, since tokens
  ///   are known by their changes of case.
  /// - Complexity: O(*n*).
  static func redacted(_ host: ArraySlice<UInt8>) -> ReferrerHost {
    var texts = texts(of: host)
    if texts.count > 2, texts.first == "www" { texts.removeFirst() }
    while texts.count > 1, texts.joined(separator: ".").utf8.count > ReferrerHost.longest {
      texts.removeFirst()
    }
    return ReferrerHost(redacted: texts.joined(separator: "."))
  }

  /// The host under the name it has as a site: with `www.`, which may be another one.
  ///
  /// - Parameter host: A name, in the case it was sent in.
  /// - Complexity: O(*n*).
  static func site(_ host: ArraySlice<UInt8>) -> SiteName {
    let texts = texts(of: host)
    if texts.contains(":ip") { return .address }
    let name = texts.joined(separator: ".")
    // Placeholders may be longer than what they stand for.
    return name.utf8.count > SiteName.longest ? .invalid : SiteName(trusted: name)
  }

  /// The labels, in lower case or as placeholders.
  private static func texts(of host: ArraySlice<UInt8>) -> [String] {
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let own = ownDomain(labels)
    var texts = labels.indices.map { index in
      redacted(labels[index], isSubdomain: index < labels.count - own)
    }
    // An address over several labels: `192.0.2.1.example.net`, `cm-192.0.2.1.example.net`.
    let addresses = addresses(in: host)
    let numbers = runsOfNumbers(in: labels).filter { run in
      !addresses.contains { $0.overlaps(run) }
    }
    let runs = addresses.map { ($0, ":ip") } + numbers.map { ($0, $0.count == 4 ? ":ip" : ":id") }
    for (run, placeholder) in runs.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      texts.replaceSubrange(run, with: [placeholder])
    }
    return texts
  }

  /// A label in lower case, or a placeholder in its place. What is left of a label when a number has
  /// gone, such as `kari-:id`, may still be a name, so a label goes as a whole.
  private static func redacted(_ label: ArraySlice<UInt8>, isSubdomain: Bool) -> String {
    let text = String(decoding: label, as: UTF8.self).lowercased()
    // An internationalised name (RFC 5891): its letters and digits are a code, not a token.
    if text.hasPrefix("xn--") { return hasLongNumber(label) ? ":id" : text }
    let shown = SegmentRedaction.inLowerCase(label)
    if shown != text {
      let placeholders = [":email", ":user", ":uuid", ":token", ":ip", ":phone", ":card"]
      return placeholders.first { shown.contains($0) } ?? ":id"
    }
    if hasLongNumber(label) { return ":id" }
    if label.count > 32, !label.contains(UInt8(ascii: "-")) { return ":token" }
    // Whoever has a domain has chosen its name; who has a subdomain may have been given it.
    if isSubdomain, label.count(where: ASCII.isDigit) >= 4, !isYear(label) { return ":id" }
    if isSubdomain, changes(in: label) >= 4 { return ":token" }
    return text
  }

  /// Whether a label is a year, as conferences have it.
  private static func isYear(_ label: ArraySlice<UInt8>) -> Bool {
    label.count == 4 && label.allSatisfy(ASCII.isDigit) && label.starts(with: "20".utf8)
  }

  private static func hasLongNumber(_ label: ArraySlice<UInt8>) -> Bool {
    label.split { !ASCII.isDigit($0) }.contains { $0.count >= 5 }
  }

  /// Places where a letter and a digit meet.
  private static func changes(in label: ArraySlice<UInt8>) -> Int {
    zip(label, label.dropFirst()).count { left, right in
      ASCII.isAlphanumeric(left) && ASCII.isAlphanumeric(right)
        && ASCII.isDigit(left) != ASCII.isDigit(right)
    }
  }

  /// How many labels at the end are a domain that somebody has registered: two, or three below such
  /// endings as `co.uk`. The whole list of those (publicsuffix.org) is not worth its size here.
  private static func ownDomain(_ labels: [ArraySlice<UInt8>]) -> Int {
    guard labels.count >= 3, labels[labels.count - 1].count == 2 else { return 2 }
    let second = String(decoding: labels[labels.count - 2], as: UTF8.self).lowercased()
    return secondLevels.contains(second) ? 3 : 2
  }

  private static let secondLevels: Set<String> = [
    "ac", "co", "com", "edu", "go", "gob", "gov", "ltd", "me", "mil", "ne", "net", "nom", "or",
    "org", "plc", "sch",
  ]

  /// The labels that addresses with full stops stand in, all of each and what stands beside it.
  private static func addresses(in host: ArraySlice<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var label = 0
    var index = host.startIndex
    while index < host.endIndex {
      if host[index] == UInt8(ascii: ".") { label += 1 }
      guard ASCII.isDigit(host[index]) else {
        index += 1
        continue
      }
      if let length = AddressShape.version4(at: host[index...]) {
        let dots = host[index..<(index + length)].count { $0 == UInt8(ascii: ".") }
        if dots > 0, found.last.map({ $0.upperBound <= label }) ?? true {
          found.append(label..<(label + dots + 1))
        }
        label += dots
        index += length
      } else {
        index += host[index...].prefix(while: ASCII.isDigit).count
      }
    }
    return found
  }

  /// Labels in a row that are numbers: three of them, or with five digits in all.
  private static func runsOfNumbers(in labels: [ArraySlice<UInt8>]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for index in 0...labels.count {
      if index < labels.count, labels[index].allSatisfy(ASCII.isDigit) { continue }
      let digits = labels[start..<index].reduce(0) { $0 + $1.count }
      if index - start >= 3 || (index > start && digits >= 5) { runs.append(start..<index) }
      start = index + 1
    }
    return runs
  }
}

extension HostRedaction {
  /// Whether a host is an address, in any notation that browsers take for one (WHATWG URL, section
  /// 3.5: what ends in a number is an IPv4 address or nothing), or the name of one in `arpa`.
  static func isAddress(_ host: ArraySlice<UInt8>) -> Bool {
    if host.first == UInt8(ascii: "[") || AddressShape.isAddress(host) { return true }
    let labels = host.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let last = labels.last, !last.isEmpty else { return false }
    if last.allSatisfy(ASCII.isDigit) { return true }
    let name = String(decoding: host, as: UTF8.self).lowercased()
    if name.hasSuffix(".in-addr.arpa") || name.hasSuffix(".ip6.arpa") { return true }
    return (last.starts(with: "0x".utf8) || last.starts(with: "0X".utf8))
      && last.dropFirst(2).allSatisfy { HexDigit.value($0) != nil }
  }

  /// Whether this is a host name: labels of letters, digits, hyphens and underscores (RFC 1123,
  /// section 2.1, and what is in use).
  static func isName(_ host: ArraySlice<UInt8>) -> Bool {
    guard host.count <= SiteName.longest else { return false }
    let labels = host.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let last = labels.last, last.contains(where: ASCII.isLetter) else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count)
        && label.allSatisfy {
          ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
    }
  }

  /// Whether a name means something in one network only: a single label, an ending that the internet's
  /// root does not have, or a name that a router or a storage device at home has.
  static func isLocal(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return true }
    let ending = String(name[name.index(after: dot)...])
    if ending != documentation, !TopLevelDomains.all.contains(ending) { return true }
    return homes.contains { home in
      name.hasSuffix(home)
        && (name.utf8.count == home.utf8.count
          || name.utf8.dropLast(home.utf8.count).last == UInt8(ascii: "."))
    }
  }

  /// What examples are named (RFC 2606, section 3).
  private static let documentation = "example"

  /// What makers name the network at home (AVM, Telekom, TP-Link, Netgear, Asus, Synology, QNAP and
  /// others: the pages by which their devices are set up), and names that somebody gives a device at
  /// home to reach it from outside.
  private static let homes = [
    "home.arpa", "fritz.box", "myfritz.net", "easy.box", "o2.box", "vodafone.box", "connect.box",
    "tplinkwifi.net", "tplinklogin.net", "tplinkrepeater.net", "tplinkdns.com", "routerlogin.net",
    "routerlogin.com", "mynetgear.com", "orbilogin.com", "router.asus.com", "asusrouter.com",
    "asuscomm.com", "dlinkrouter.com", "miwifi.com", "synology.me", "myds.me", "quickconnect.to",
    "myqnapcloud.com", "plex.direct", "ts.net", "beta.tailscale.net", "freeboxos.fr", "duckdns.org",
    "ddns.net", "dyndns.org", "no-ip.org", "hopto.org", "dynv6.net", "dyndns.info", "dyndns.biz",
    "dyndns-home.com", "dyndns.tv", "dyndns.ws", "homeip.net", "homelinux.com", "homelinux.net",
    "homelinux.org", "dnsalias.com", "dnsalias.net", "dnsalias.org", "gotdns.com", "no-ip.biz",
    "no-ip.info", "noip.me", "zapto.org", "sytes.net", "myftp.org", "myftp.biz", "servebeer.com",
    "serveftp.com", "servehttp.com", "bounceme.net", "redirectme.net", "3utilities.com",
    "ddnsking.com", "webhop.me", "hopto.me", "freedynamicdns.net", "mooo.com", "dynu.net",
    "ddnsfree.com", "ooguy.com", "kozow.com", "giize.com", "gleeze.com", "loseyourip.com",
    "mywire.org", "freeddns.org", "ddnss.de", "spdns.de", "spdns.eu", "spdns.org", "selfhost.eu",
    "selfhost.me", "goip.de", "dnshome.de", "nsupdate.info", "my-router.de", "my-gateway.de",
    "myasustor.com", "mycloud.com", "wd2go.com", "nabu.casa", "mynetname.net", "keenetic.pro",
    "keenetic.link", "keenetic.name", "ngrok.io", "ngrok.app", "ngrok-free.app", "ngrok-free.dev",
    "trycloudflare.com", "loca.lt", "serveo.net", "lhr.life", "pagekite.me", "devtunnels.ms",
    "app.github.dev", "gitpod.io",
    "attlocal.net", "mshome.net", "diskstation.me", "dscloud.me", "dscloud.biz", "dsmynas.com",
    "dsmynas.net", "dsmynas.org", "familyds.com", "familyds.net", "familyds.org", "i234.me",
    "dlinkddns.com", "remotewd.com", "ui.direct", "chickenkiller.com", "netbird.cloud", "ddns.me",
    "dedyn.io", "ipv64.net",
  ]
}
