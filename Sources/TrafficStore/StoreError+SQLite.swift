import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
    // What SQLite does to undo a change hides why it failed.
    if error.extendedResultCode == .SQLITE_IOERR_WRITE, isFileSizeLimited { errno = EFBIG }
    guard code == .inputOutput || code == .cannotOpen, let number = SystemErrorLog.number else {
      return
    }
    switch number {
    case ENOSPC, EDQUOT: code = .full
    case EMFILE, ENFILE: code = .noDescriptors
    case EFBIG: errno = number
    default: break
    }
  }
}

/// Whether files may not grow beyond a size (`ulimit -f`).
private var isFileSizeLimited: Bool {
  var limit = rlimit()
  // SAFETY: the limit is a whole `rlimit` that lives for the call.
  guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else {
    return false
  }
  return limit.rlim_cur != rlim_t.max
}

extension StoreError {
  /// What an error number of the system means for the user.
  init(systemError number: Int32, path: String, isWriting: Bool = false) {
    self.init(.cannotOpen, path: path, errno: number)
    switch number {
    case ENOSPC, EDQUOT: code = .full
    case EROFS: code = .readOnly
    case EMFILE, ENFILE: code = .noDescriptors
    case EACCES, EPERM: code = isWriting ? .readOnly : .cannotOpen
    default: break
    }
  }
}

extension StoreError {
  /// What any error of work on the database at a path means for the user.
  fileprivate init(of error: any Error, path: String) {
    self =
      switch error {
      case let error as StoreError: error
      case let error as DatabaseError: StoreError(error, path: path)
      // A column has a value that its table would never have taken.
      case is RowDecodingError: StoreError(.corrupt, path: path)
      default: StoreError(.refused, path: path)
      }
  }
}

/// Runs work on the database at a path, and turns what it throws into a ``StoreError``.
func storing<Result>(
  at path: String, _ work: () throws -> Result
) throws(StoreError) -> Result {
  try storing(at: path, failing: StoreError.self, work)
}

/// Runs work on the database at a path; what it throws of another kind becomes a ``StoreError`` within this one.
///
/// GRDB throws errors of any kind, so that a typed one is looked for on its way out.
func storing<Result, Failure: CommitFailure>(
  at path: String, failing: Failure.Type, _ work: () throws -> Result
) throws(Failure) -> Result {
  SystemErrorLog.begin()
  do {
    return try work()
  } catch let failure as Failure {
    throw failure
  } catch { throw .store(StoreError(of: error, path: path)) }
}
