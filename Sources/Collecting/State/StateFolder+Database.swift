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

extension StateFolder {
  private var releasesPath: String { StateFile.releases.path(in: path) }

  /// How many times was published into the database when this was noted last.
  func releases() -> Int64? {
    WholeFile.read(releasesPath).flatMap {
      Int64(String(decoding: $0.prefix { $0 != 0x0a }, as: UTF8.self))
    }
  }

  /// Notes how many times was published. Where that fails, an earlier state of the database is not known as one.
  func note(releases: Int64) {
    guard releases != self.releases() else { return }
    _ = WholeFile.write(Array("\(releases)\n".utf8), to: releasesPath, isLasting: true)
  }
}
