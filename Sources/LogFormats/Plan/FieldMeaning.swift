/// What a value in a log line means to us; whatever else stands in a line is ignored.
///
/// Raw values are places in a cut line: `ignored` is 0 and has none.
public enum FieldMeaning: UInt8, CaseIterable, Hashable, Sendable {
  case ignored = 0
  /// The virtual host, perhaps with its port.
  case host
  /// The client's address: with or without a port, or a list of addresses as in `X-Forwarded-For`.
  case client
  /// Date and time, or the time of day where ``date`` stands apart.
  case time
  /// The date where it stands apart from the time of day.
  case date
  /// Method, target and protocol, as in `GET /a HTTP/1.1`.
  case request
  case method
  /// What is asked for: a path with its query, or a whole URL.
  case target
  /// The query where it stands apart, with or without its `?`.
  case query
  /// The protocol where it stands apart, as `HTTP/1.1`.
  case version
  case status
  /// Bytes of the response.
  case bytes
  case referrer
  case userAgent
  /// How long the response took. All durations of a line are added up.
  case duration
  case duration2
  case duration3
  /// When the response ended, where its duration is not logged but ``time`` is when it began.
  case end
}
