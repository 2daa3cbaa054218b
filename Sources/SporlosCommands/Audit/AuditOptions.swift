internal import AccessLog
internal import TrafficAudit

/// What `sporlos audit` was asked to do.
struct AuditOptions {
  /// What is at rest.
  var rest: AuditScope
  /// Files for others, of what the database has published.
  var published: [String] = []
  /// Logs whose values must not be there.
  var logs: [String] = []
  var format: LogFormat?
}
