import GRDB

extension StoreError {
  /// What an error of SQLite means for the user.
  init(_ error: DatabaseError, path: String) {
    self.init(.refused, path: path, resultCode: error.extendedResultCode.rawValue)
    code =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      case .SQLITE_FULL: .full
      case .SQLITE_READONLY: .readOnly
      case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen
      case .SQLITE_NOTADB: .foreign
      case .SQLITE_CORRUPT: .corrupt
      case .SQLITE_IOERR: .inputOutput
      default: .refused
      }
  }
}

/// Runs work on the database at a path, and turns what it throws into a ``StoreError``.
func storing<Result>(
  at path: String, _ work: () throws -> Result
) throws(StoreError) -> Result {
  do {
    return try work()
  } catch let error as StoreError {
    throw error
  } catch let error as DatabaseError {
    throw StoreError(error, path: path)
  } catch {
    throw StoreError(.refused, path: path)
  }
}
