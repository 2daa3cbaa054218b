internal import AccessLog
internal import Traffic
package import TrafficStore

/// What became of names that were to be forgotten.
package struct ForgetAnswer {
  /// What was stored under each name.
  package var names: [(name: String, forgotten: ForgottenNames)] = []
  /// Whether somebody reads the database, so that its -wal file still has the names.
  package var isStillRead = false
}

extension NameChange {
  /// Takes names out of a database, so that they are never kept again: one after the other, each in a
  /// transaction of its own.
  ///
  /// - Parameters:
  ///   - names: Paths, which begin with `/`; hosts of referrers; sources, media or names of campaigns: as
  ///     reports show them.
  ///   - waiting: Called once where another process counts.
  /// - Throws: ``CollectError/siteName(_:path:)`` where a name is a site's; then none is forgotten.
  /// - Complexity: O(*n*) in the rows of the tables that have such names, for each name.
  package func forget(
    _ names: [String], waiting: () -> Void
  ) throws(CollectError) -> ForgetAnswer {
    let (forgotten, isStillRead) = try perform(waiting: waiting) { store, key in
      // Before any name is gone.
      if let name = try names.first(where: { try store.hasSite(named: $0) }) {
        throw CollectError.siteName(name, path: database)
      }
      return try names.map { name in
        if name.hasPrefix("/") {
          let path = PagePath(redacted: name)
          return (name, try store.forget(page: path) { key.tag(site: $0, path: path) })
        }
        return (name, try store.forget(name: name, tag: key.tag(name: name)))
      }
    }
    return ForgetAnswer(names: forgotten, isStillRead: isStillRead)
  }
}
