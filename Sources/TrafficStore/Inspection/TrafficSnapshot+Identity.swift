import GRDB

extension TrafficSnapshot {
  /// The 16 random bytes that tell this database from any other.
  public func identifier() throws -> [UInt8] {
    try Blob.fetchOne(db, sql: "SELECT identifier FROM meta")?.bytes ?? []
  }
}
