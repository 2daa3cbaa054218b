/// Which host belongs to which group.
///
/// `name.example` is that host only, `.name.example` the host and all below it, and a final `.*`
/// any country's ending: `.com`, `.no`, `.co.uk`, `.com.br`. Hosts have no `www.`, since
/// ``ReferrerHost`` has none. The names and their sources stand in `Sources/Tables/referrers.tsv`.
enum ReferrerTable {
  /// Names as they stand in the tables.
  static let known: [String: ReferrerGroup] = {
    var known: [String: ReferrerGroup] = [:]
    for (names, group) in [
      (searchEngineHosts, ReferrerGroup.searchEngine), (socialNetworkHosts, .socialNetwork),
      (mailHosts, .mail), (aiAssistantHosts, .aiAssistant),
    ] {
      for name in names { known[name] = group }
    }
    for name in spamHosts { known["." + name] = .spam }
    return known
  }()
}
