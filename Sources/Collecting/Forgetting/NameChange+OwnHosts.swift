internal import AccessLog
package import Traffic
package import TrafficStore

extension NameChange {
  /// Says that a host is a site's own which a database took for another site, in one transaction.
  ///
  /// - Parameters:
  ///   - site: The site; the one without a name unless given.
  ///   - waiting: Called once where another process counts.
  /// - Returns: What changed; `nil` where the database has no such site.
  package func own(
    _ host: SiteName, of site: SiteName?, waiting: () -> Void
  ) throws(CollectError) -> OwnHostChange? {
    try perform(waiting: waiting) { store, key in
      let referrer = NameRedaction.referrer(ofSite: host)
      return try store.makeOwn(
        referrer, tag: key.tag(name: referrer.text), of: site ?? .unnamed
      ) { key.tag(site: $0, path: $1) }
    }.0
  }
}
