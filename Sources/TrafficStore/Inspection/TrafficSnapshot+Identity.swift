import GRDB

extension TrafficSnapshot {
  /// The 16 random bytes that tell this database from any other.
  public func identifier() throws -> [UInt8] {
    try Blob.fetchOne(db, sql: "SELECT identifier FROM meta")?.bytes ?? []
  }

  /// The keyed hash that tells whether a key belongs to this database; `nil` until something was
  /// counted.
  public func keyCheck() throws -> [UInt8]? {
    try Blob.fetchOne(db, sql: "SELECT key_check FROM meta")?.bytes
  }
}
