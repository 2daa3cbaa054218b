package import AccessLog
package import TrafficStore

extension StateFolder {
  /// The key of a database: its own, or a new one where it knows no log yet.
  ///
  /// - Throws: ``StateError`` or ``StoreError``.
  package func key(of database: TrafficDatabase) throws -> SourceKey {
    if let known = try knownKey(of: database) { return known }
    let found = try self.key()
    let key = found ?? SourceKey()
    if found == nil { try write(key) }
    try database.setKeyCheck(key.digest(database.identifier, for: .database))
    return key
  }

  /// The key that a database's logs and pages are known by; `nil` where it has none yet.
  ///
  /// - Throws: ``StateError`` or ``StoreError``, also where the key is not here, or another one.
  package func knownKey(of database: TrafficDatabase) throws -> SourceKey? {
    guard let check = try database.keyCheck() else { return nil }
    guard let key = try key() else { throw missingKey() }
    guard key.digest(database.identifier, for: .database) == check else { throw wrongKey() }
    return key
  }
}
