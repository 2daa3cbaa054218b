internal import AccessLog
internal import TrafficAudit

/// What `sporlos audit` was asked to do.
struct AuditOptions {
  /// What is at rest.
  var rest: AuditScope
  /// Logs whose values must not be there.
  var logs: [String] = []
  var format: LogFormat?
}
