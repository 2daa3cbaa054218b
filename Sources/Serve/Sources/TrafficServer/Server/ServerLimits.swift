/// How much of everything one server takes: what a client sends, how long it takes, and how many there are.
enum ServerLimits {
  /// Bytes of all headers of a request, and how many there may be.
  static let headerBytes = 16 * 1024
  static let headers = 64
  /// Bytes of a form.
  static let bodyBytes = 4096
  /// Connections at a time; for one more, the one is closed that has waited for a request for the longest time.
  static let connections = 512
  /// Connections that are being closed meanwhile; while there are more, the system keeps new ones.
  static let closingConnections = 256
  /// New connections that the system keeps; one that it has no room for tries again after a second.
  static let backlog = 4096
  /// Seconds for the headers of a request, and between requests of a connection.
  static let idleSeconds: Int64 = 10
  /// Seconds from the headers of a request until its answer is sent.
  static let answerSeconds: Int64 = 30
  /// Questions to the database at a time, and how many more wait.
  static let readers = 2
  static let waitingQuestions = 64
  /// Bytes of pages that are kept as long as the file is the same.
  static let keptBytes = 8 << 20
}
