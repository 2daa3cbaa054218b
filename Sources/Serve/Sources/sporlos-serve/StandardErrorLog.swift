import Logging

/// A line on standard error for what the server says of itself: start, end and errors, and nothing of requests.
struct StandardErrorLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { StandardError.write("sporlos-serve: \(event.message)\n") }
}
