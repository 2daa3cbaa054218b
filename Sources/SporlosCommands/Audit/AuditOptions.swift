internal import AccessLog
internal import Traffic

/// What `sporlos audit` was asked to do.
struct AuditOptions {
  var database: String
  /// The folder for what must not be in the database; beside it unless named.
  var stateFolder: String?
  /// Logs whose values must not be at rest.
  var logs: [String] = []
  var format: LogFormat?
  /// The day that ages are counted from; the clock's, unless named.
  var today: Day?
  /// Hours after a day's end when its key is to be destroyed.
  var sealAfter = 48
}
