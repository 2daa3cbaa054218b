internal import AccessLog
internal import LogFormats
internal import Traffic

// Which logs a command reads by a configuration, and what it says about that on the way.

extension LogOptions {
  /// The configuration that --format-file names.
  ///
  /// - Throws: ``CommandFailure`` where it cannot be read, or none of its formats has the value that
  ///   --client-address names.
  func configuration() throws -> FormatFile? {
    guard let path = formatFile else { return nil }
    let file = try FormatFile(path, client: clientAddress)
    if let clientAddress, !file.logs.isEmpty, !file.namesClient {
      throw CommandFailure(
        sentence:
          "no format of \(QuotedText.quoted(path)) has a value \(QuotedText.quoted(clientAddress)): "
          + "see `sporlos formats --format-file`",
        isUsage: true)
    }
    return file
  }
}

extension FormatFile {
  /// Whether some format has the value that somebody said is the client's address, or may have it.
  var namesClient: Bool {
    guard let client else { return true }
    return logs.contains { log in
      guard let definition = try? log.configured.format.definition() else {
        // What is recognised may have it.
        return !log.isUncountable
      }
      return definition.names(client)
    }
  }

  /// The logs to read where nobody named any.
  ///
  /// - Parameters:
  ///   - isFollowing: Whether they may come later, and grow.
  ///   - say: Gets what is good to know.
  /// - Throws: ``CommandFailure`` where there is none.
  mutating func inputs(
    isFollowing: Bool, say: ([String]) -> Void
  ) throws(CommandFailure) -> [String] {
    let found = isFollowing ? nil : files()
    let files = found?.files.map(\.path) ?? patterns
    for file in found?.files ?? [] { self.found[file.path] = (file.log, file.isRotated) }
    say(remarks)
    say(
      logs.compactMap { log in
        log.refusal.map { "\(log.place): \(log.title) is not collected: \($0)" }
      })
    say(unread(of: collectable))
    say(
      (found?.missing ?? []).map { log in
        "\(log.place): the log \(QuotedText.quoted(log.configured.path)) is not there"
      })
    guard !files.isEmpty else {
      throw CommandFailure(
        "\(QuotedText.quoted(path)) names no log that is here to be collected: "
          + "`sporlos formats --format-file \(QuotedText.harmless(path))` shows what it says")
    }
    say(lacks(of: collectable, withZone: isFollowing))
    return files
  }

  /// What is good to know of logs that somebody named.
  func remarks(on paths: [String], withZone: Bool) -> [String] {
    var strangers: [String] = []
    var found: [Log] = []
    for path in paths {
      if let match = match(path) {
        found.append(match.log)
      } else if !path.contains(".tar"), !path.hasSuffix(".tgz") {
        // What is in an archive is seen when it is read.
        let name = path == "-" ? "standard input" : QuotedText.quoted(path)
        let how =
          elsewhere.map {
            "it is read by the format of \($0.place) if its lines fit that, or else "
          }
          ?? "its format is "
        strangers.append(
          "\(name) is not a log in \(QuotedText.quoted(self.path)): \(how)recognised")
        elsewhere.map { found.append($0) }
      }
    }
    let mixed = found.filter(\.isMixed).map {
      "\($0.place): \($0.title) is written in several formats, so it is recognised by its lines"
    }
    return strangers + mixed + unread(of: found) + lacks(of: found, withZone: withZone)
  }

  private func unread(of logs: [Log]) -> [String] {
    var said: Set<String> = []
    return logs.compactMap { log in
      guard let reason = log.problem.flatMap({ _ in log.reason }),
        said.insert(log.configured.path).inserted
      else { return nil }
      return
        "\(log.place): \(QuotedText.quoted(log.configured.path)) is recognised by its lines, since "
        + reason
    }
  }

  /// Says sentences on standard error; of very many the first.
  static func say(_ sentences: [String]) {
    for sentence in sentences.prefix(20) { Terminal.standardError.write("sporlos: \(sentence)\n") }
    if sentences.count > 20 {
      Terminal.standardError.write(
        "sporlos: and \(sentences.count - 20) more of the kind: see `sporlos formats --format-file`\n"
      )
    }
  }
}
