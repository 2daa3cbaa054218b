// The command line's part that is about the server's configuration.

extension CollectCommand {
  /// Takes the logs' formats and sites, and the logs where none is named, from the server's configuration.
  ///
  /// - Returns: Whether all logs of the configuration are known, where it says which to collect.
  @discardableResult
  func configure(_ options: inout CollectOptions) throws -> Bool {
    guard var file = try log.configuration() else { return true }
    defer { options.formatFile = file }
    FormatFile.say(file.complaints)
    let isSilent = quiet || printUnit
    func say(_ sentences: [String]) {
      if !isSilent { FormatFile.say(sentences) }
    }
    guard options.inputs.isEmpty else {
      say(file.remarks(on: options.inputs, withZone: follow && log.logTimeZone == nil))
      return true
    }
    options.inputs = try file.inputs(isFollowing: follow, say: say)
    return file.complaints.isEmpty
  }
}
