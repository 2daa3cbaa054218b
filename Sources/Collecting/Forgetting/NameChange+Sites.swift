internal import AccessLog
package import Traffic
package import TrafficStore

extension NameChange {
  /// Gives a site another name, in one transaction.
  ///
  /// - Parameter waiting: Called once where another process counts.
  /// - Returns: What became of it, and whether somebody reads the database, so that its -wal file still has the
  ///   former name.
  package func rename(
    _ old: SiteName, to new: SiteName, waiting: () -> Void
  ) throws(CollectError) -> (renaming: SiteRenaming, isStillRead: Bool) {
    let (renaming, isStillRead) = try perform(waiting: waiting) { store, key in
      try store.renameSite(old, to: new) { key.tag(site: $0, path: $1) }
    }
    return (renaming, isStillRead)
  }
}
