import GRDB
import GRDBSQLite

/// A prepared statement for the hot loops: bound and stepped without a Swift value a parameter.
///
/// GRDB's own binding costs about 1 us a row, as much as the row itself. Parameters and columns
/// hold numbers and text only; the text of `run(text:at:)` is bound for one step.
@safe struct RawStatement {
  private let statement: Statement
  private let handle: OpaquePointer

  init(_ db: Database, _ sql: String) throws {
    statement = try db.makeStatement(sql: sql)
    // SAFETY: `statement` owns the handle and lives as long as this value.
    unsafe handle = statement.sqliteStatement
  }

  /// A statement that the connection keeps for the next time, since preparing it costs as much as some
  /// hundred rows. Whoever uses it must have reset it before it is asked for again.
  init(keptBy db: Database, _ sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
    // SAFETY: `statement` owns the handle and lives as long as this value.
    unsafe handle = statement.sqliteStatement
  }

  /// Binds an integer to the parameter with this number, counted from 1.
  @inline(__always)
  func bind(_ value: Int64, at parameter: Int32) {
    // SAFETY: the handle is live (see `init`); SQLite checks the parameter's number.
    let code = unsafe sqlite3_bind_int64(handle, parameter, value)
    assert(code == SQLITE_OK)
  }

  /// Binds a copy of a text to the parameter with this number; slower than `run(text:at:)`.
  func bind(_ text: String, at parameter: Int32) {
    var text = text
    text.withUTF8 { bytes in
      // SAFETY: the handle is live (see `init`); SQLite copies the bytes before it returns, which is
      // what -1 as a destructor says. A nil pointer would bind NULL, so the empty string is bound
      // with the address of another one.
      unsafe bytes.withMemoryRebound(to: CChar.self) { chars in
        var none: CChar = 0
        unsafe withUnsafePointer(to: &none) { empty in
          let copying = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
          let code = unsafe sqlite3_bind_text(
            handle, parameter, chars.baseAddress ?? empty, Int32(chars.count), copying)
          assert(code == SQLITE_OK)
        }
      }
    }
  }

  /// Binds a number or a copy of a text to the parameter with this number.
  func bind(_ value: DatabaseValue, at parameter: Int32) {
    switch value.storage {
    case .int64(let number): bind(number, at: parameter)
    case .string(let text): bind(text, at: parameter)
    case .double(let number):
      // SAFETY: the handle is live (see `init`); SQLite checks the parameter's number.
      let code = unsafe sqlite3_bind_double(handle, parameter, number)
      assert(code == SQLITE_OK)
    case .blob, .null: preconditionFailure("only numbers and texts are bound")
    }
  }

  /// Runs a statement that returns no row.
  @inline(__always)
  func run() throws {
    // SAFETY: the handle is live (see `init`).
    let code = unsafe sqlite3_step(handle)
    unsafe sqlite3_reset(handle)
    if code != SQLITE_DONE { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// Runs a statement with this text as one parameter; returns the first column of its first row.
  func run(text: String, at parameter: Int32) throws -> Int64? {
    var text = text
    let (code, value) = text.withUTF8 { bytes in
      // SAFETY: the bytes outlive the step, and the binding is cleared before they go; a nil
      // destructor says that SQLite is not to free them. The empty string has no address, and a
      // nil pointer would bind NULL, so it is bound with the address of another empty string.
      unsafe bytes.withMemoryRebound(to: CChar.self) { chars in
        var none: CChar = 0
        return unsafe withUnsafePointer(to: &none) { empty in
          unsafe sqlite3_bind_text(
            handle, parameter, chars.baseAddress ?? empty, Int32(chars.count), nil)
          let code = unsafe sqlite3_step(handle)
          let value: Int64? =
            code == SQLITE_ROW ? unsafe sqlite3_column_int64(handle, 0) : nil
          unsafe sqlite3_reset(handle)
          unsafe sqlite3_bind_null(handle, parameter)
          return (code, value)
        }
      }
    }
    guard code == SQLITE_DONE || code == SQLITE_ROW else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    return value
  }

  /// Steps to the next row; `false` after the last one.
  @inline(__always)
  func next() throws -> Bool {
    // SAFETY: the handle is live (see `init`).
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    unsafe sqlite3_reset(handle)
    if code != SQLITE_DONE { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    return false
  }

  /// Leaves the current row, so that the statement can be bound and run again.
  @inline(__always)
  func reset() {
    // SAFETY: the handle is live (see `init`).
    unsafe sqlite3_reset(handle)
  }

  /// Whether a column of the current row, counted from 0, is NULL.
  @inline(__always)
  func isNull(_ column: Int32) -> Bool {
    // SAFETY: the handle is live (see `init`).
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  /// The integer in a column of the current row, counted from 0.
  @inline(__always)
  func integer(_ column: Int32) -> Int64 {
    // SAFETY: the handle is live (see `init`); a column that is not there reads as 0.
    unsafe sqlite3_column_int64(handle, column)
  }

  /// Hands out the bytes in a column of the current row, counted from 0; none where it is NULL.
  @inline(__always)
  func withBlob<Result>(_ column: Int32, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result
  {
    // SAFETY: the handle is live (see `init`), and its row does not change before `body` is done. Of no bytes there
    // is no pointer.
    let bytes = unsafe UnsafeRawBufferPointer(
      start: sqlite3_column_blob(handle, column), count: Int(sqlite3_column_bytes(handle, column)))
    return try body(unsafe Span(_unsafeBytes: bytes))
  }
}
