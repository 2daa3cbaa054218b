import GRDB
public import Traffic

extension TrafficDatabase {
  /// The keyed hash that tells whether a fingerprint key belongs to this database; `nil` until set.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func keyCheck() throws(StoreError) -> Checkpoint.Digest? {
    try storing(at: path) {
      try queue.read { db in
        try Blob.fetchOne(db, sql: "SELECT key_check FROM meta").map { .init(bytes: $0.bytes) }
      }
    }
  }

  /// Stores the key check, unless another process has stored a different one since.
  ///
  /// - Parameter known: What ``keyCheck()`` returned before.
  /// - Throws: ``StoreError`` with `countedMeanwhile` when the stored one is no longer `known`.
  public func setKeyCheck(
    _ digest: Checkpoint.Digest, replacing known: Checkpoint.Digest? = nil
  ) throws(StoreError) {
    try storing(at: path) {
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          let stored = try Blob.fetchOne(db, sql: "SELECT key_check FROM meta")
          guard stored?.bytes == known?.bytes || stored?.bytes == digest.bytes else {
            throw StoreError(.countedMeanwhile, path: path)
          }
          try db.execute(sql: "UPDATE meta SET key_check = ?", arguments: [Blob(digest.bytes)])
          return .commit
        }
      }
    }
  }
}
