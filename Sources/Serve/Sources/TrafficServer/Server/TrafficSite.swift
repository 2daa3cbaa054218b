internal import Traffic
internal import TrafficReport

/// All that is served, as a function of requests to answers; it knows no sockets.
struct TrafficSite: Sendable {
  var database: PublishedDatabase
  /// The path that all is below, such as `/stats`; empty for all of the server.
  var base: String
  var rule: AccessRule
  var readers: ReaderPool
  /// Who may sign in; `nil` where nobody may.
  var accounts: SignIn?

  /// Answers a request.
  func answer(_ asking: Asking) async -> Answer {
    switch rule.verdict(on: asking.host, isForwarded: asking.isForwarded) {
    case .refused(let status, let code, let sentence): return .problem(status, code, sentence)
    case .open: return await answer(asking, asMember: false)
    case .members: return await answer(asking, asMember: true)
    }
  }

  private func answer(_ asking: Asking, asMember: Bool) async -> Answer {
    guard let parts = partsBelowBase(asking.target.parts) else {
      return .problem(
        404, "no_such_resource", "there is nothing here: everything is below \(base)/")
    }
    if let file = StaticFile(parts), asking.method != .post { return file.answer(asking) }
    if let accounts, asMember, let answer = await accounts.answer(parts, asking) { return answer }
    guard asking.method != .post else {
      return .problem(
        405, "method_not_allowed", "this is read-only: use GET",
        headers: [Answer.Header(name: "Allow", value: "GET, HEAD")])
    }
    do {
      return try await readers.run { try self.read(parts, asking, asMember: asMember) }
    } catch {
      return .failure(error)
    }
  }

  /// The sites of users and links that the database does not show; none where it cannot be read now.
  func sitesOfNobody() -> [String] {
    guard let accounts = accounts?.accounts else { return [] }
    return (try? accounts.unknownSites(among: database.read { try $0.sites() })) ?? []
  }

  /// Finds out who asks, and answers; on a thread that may wait for the disk.
  private func read(_ parts: [String], _ asking: Asking, asMember: Bool) throws -> Answer {
    guard asMember else { return try read(parts, asking, for: .anybody, at: base) }
    if parts.count > 2, parts[0] == "shared" {
      guard let reader = try accounts?.accounts.reader(ofLink: parts[1]) else {
        return .problem(404, "no_such_link", "this link does not exist, or was removed")
      }
      let place = "\(base)/shared/\(Target.encoded(parts[1]))"
      var answer = try read(Array(parts.dropFirst(2)), asking, for: reader, at: place)
      answer.frames = reader.frames
      return answer
    }
    guard let reader = try accounts?.reader(of: asking) else {
      return parts.first == "api"
        ? .unauthorized : .redirection(to: base + "/sign-in" + asking.languageQuery)
    }
    return try read(parts, asking, for: reader, at: base)
  }

  /// Answers a reader; all places that the answer names are below one.
  private func read(
    _ parts: [String], _ asking: Asking, for reader: Reader, at base: String
  ) throws -> Answer {
    if parts.starts(with: ["api", "v1"]) {
      return try ReportsAPI(database: database, base: base)
        .answer(Array(parts.dropFirst(2)), asking, for: reader)
    }
    return try DashboardPages(database: database, base: base).answer(parts, asking, for: reader)
  }

  private func partsBelowBase(_ parts: [String]) -> [String]? {
    let own = base.split(separator: "/").map(String.init)
    guard parts.starts(with: own) else { return nil }
    return Array(parts.dropFirst(own.count))
  }
}

extension Answer {
  static let unauthorized = Answer.problem(
    401, "unauthorized", "sign in first, or send a token as Authorization: Bearer",
    headers: [Header(name: "WWW-Authenticate", value: "Bearer")])
}
