package import AccessLog

/// What became of logs that were to be scrubbed.
package struct ScrubSummary {
  /// What became of one source.
  package struct Source {
    /// The path as the user typed it.
    package var path: String
    package var format: String?
    package var tally = LineTally()
    /// Why it could not be read to its end.
    package var failure: InputError?
    package var hasTooManyRejects = false
  }

  package var sources: [Source] = []
  package var total = LineTally()
  /// Bytes written.
  package var bytes: Int64 = 0
  package var seconds = 0.0
  /// Whether the reader of standard output had enough before the end. Whoever that is knows it, so
  /// nothing is said.
  package var isReaderGone = false

  /// Whether some input could not be read, or had too many dropped lines.
  package var hasFailures: Bool {
    isReaderGone || sources.contains { $0.failure != nil || $0.hasTooManyRejects }
  }
}
